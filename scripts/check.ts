import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';

import { root } from './root';
import { type CommandResult, runCommand } from './run-command';

/** A gate passes when each of its commands ends with 0. */
interface Gate {
  readonly name: string;
  readonly commands: readonly (readonly string[])[];
}

const bin = (file: string) => path.join(root, 'node_modules', file);
const sources = [
  'app',
  'components',
  'inngest',
  'lib',
  'cli',
  'sandbox',
  'scripts',
  'bench',
  'e2e',
  'journey',
  'instrumentation.ts',
  'proxy.ts',
];

// The long ones first, so that they do not end alone.
const gates: readonly Gate[] = [
  { name: 'lint', commands: [[bin('eslint/bin/eslint.js'), '.', '--max-warnings', '0']] },
  {
    name: 'types',
    commands: [
      [bin('next/dist/bin/next'), 'typegen'],
      [bin('typescript/bin/tsc'), '--noEmit'],
    ],
  },
  { name: 'unit tests', commands: [[bin('vitest/vitest.mjs'), 'run', '--project', 'unit']] },
  { name: 'format', commands: [[bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']] },
  {
    name: 'imports',
    commands: [
      [
        ...[bin('dependency-cruiser/bin/dependency-cruise.mjs'), '--config', '.dependency-cruiser.mjs'],
        ...['--output-type', 'err', ...sources.filter((source) => existsSync(path.join(root, source)))],
      ],
    ],
  },
  { name: 'dead code', commands: [[bin('knip/bin/knip.js'), '--no-progress']] },
  { name: 'lock file', commands: [[path.join(root, 'scripts/check-lock.mjs')]] },
];

const results = await runGates();
for (const { gate, result } of results) {
  if (result.code !== 0) process.stderr.write(`\n── ${gate.name} ──\n${result.output}`);
}
process.stderr.write('\n');
for (const { gate, result, seconds } of results) {
  process.stderr.write(`${result.code === 0 ? '✓' : '✗'} ${gate.name} (${seconds.toFixed(1)} s)\n`);
}
process.exitCode = results.every(({ result }) => result.code === 0) ? 0 : 1;

interface GateResult {
  readonly gate: Gate;
  readonly result: CommandResult;
  readonly seconds: number;
}

/** As many at a time as there are processors; answers in the order of the list. */
async function runGates(): Promise<readonly GateResult[]> {
  const waiting = gates.map((gate, index) => ({ gate, index }));
  const done: GateResult[] = [];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift())
      done[next.index] = await runGate(next.gate);
  };
  await Promise.all(Array.from({ length: Math.max(2, Math.min(4, availableParallelism())) }, work));
  return done;
}

async function runGate(gate: Gate): Promise<GateResult> {
  const began = performance.now();
  let result: CommandResult = { code: 0, output: '' };
  for (const command of gate.commands) {
    result = await runCommand(command, { env: { FORCE_COLOR: '0', NEXT_TELEMETRY_DISABLED: '1' } });
    if (result.code !== 0) break;
  }
  return { gate, result, seconds: (performance.now() - began) / 1000 };
}
