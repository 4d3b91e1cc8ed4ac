import path from 'node:path';
import { parseArgs } from 'node:util';
import { openProduct } from './demo/product';
import { printTable } from './demo/print-table';
import { runScenario, type ScenarioResult } from './demo/run-scenario';
import { SandboxControl } from './demo/sandbox-control';
import { allScenarios } from './demo/scenarios/all-scenarios';
import { root } from './root';
import { inStep, progress } from './stack/progress';
import { startStack } from './stack';

/** So many scenarios are under way at once: two cores are busy, and nobody waits for the slowest. */
const atOnce = 5;

const { values: options } = parseArgs({
  options: {
    exit: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
});
const chosen = allScenarios.filter(
  ({ name }) => options.only === undefined || options.only.split(',').includes(name),
);

const stack = await startStack({ mode: 'production', dataDir: path.join(root, '.data/demo'), keep: false });
let ok = false;
try {
  const results = await play();
  ok = results.length > 0 && results.every((result) => result.ok);
  printTable(results);
  if (options.json) {
    const scenarios = results.map(({ problem, ...row }) => (problem === null ? row : { ...row, problem }));
    process.stdout.write(`${JSON.stringify({ scenarios, ok })}\n`);
  }
} finally {
  if (options.exit) await stack.stop();
}
process.exitCode = ok ? 0 : 1;
if (!options.exit) {
  process.stderr.write(`
  Pipemend        ${stack.appUrl}   (sign in as maya or dev, password: password)
  sandbox GitLab  ${stack.sandboxUrl}

Ctrl+C ends everything.
`);
}

async function play(): Promise<ScenarioResult[]> {
  const product = await inStep('signing in through the GitLab', () => openProduct(stack));
  const control = new SandboxControl(stack.sandboxControlUrl, stack.sandboxUrl);
  const waiting = [...chosen];
  const results = new Map<string, ScenarioResult>();
  const worker = async () => {
    for (let scenario = waiting.shift(); scenario !== undefined; scenario = waiting.shift()) {
      progress(`… ${scenario.title}`);
      const result = await runScenario(scenario, { product, control, appUrl: stack.appUrl });
      results.set(scenario.name, result);
      progress(
        `${result.ok ? '✓' : '✗'} ${result.name}: ${result.outcome} (${result.seconds.toFixed(1)} s; ${results.size} of ${chosen.length})`,
      );
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  await product.close();
  return chosen.flatMap(({ name }) => results.get(name) ?? []);
}
