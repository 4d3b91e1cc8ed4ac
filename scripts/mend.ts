import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { automationLevel } from '@/lib/domain/automation-level';
import { connectProject } from '@/lib/operations/connect-project';
import { openProduct } from './demo/product';
import { SandboxControl } from './demo/sandbox-control';
import { awaitJourney } from './mend/await-journey';
import { loadFolder } from './mend/load-folder';
import { runPipeline } from './mend/run-pipeline';
import { describeJourney, printJourney } from './mend/describe-journey';
import { root } from './root';
import { inStep } from './stack/progress';
import { startStack } from './stack';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { level: { type: 'string', default: 'suggest' }, json: { type: 'boolean', default: false } },
});
const [folder] = positionals;
const level = automationLevel.safeParse(options.level);
if (folder === undefined || positionals.length > 1 || !level.success) {
  process.stderr.write(
    `Usage: npm run mend -- DIR [--level ${automationLevel.options.join('|')}] [--json]\n`,
  );
  process.exit(2);
}

// npm changes to the project's folder; what was typed is relative to where it was typed.
const typed = path.resolve(process.env.INIT_CWD ?? process.cwd(), folder);
const scratch = await mkdtemp(path.join(tmpdir(), 'pipemend-'));
const interrupted = new AbortController();
const interrupt = (signal: NodeJS.Signals) => {
  interrupted.abort();
  // The copy of the repository goes with us, however we end.
  rmSync(scratch, { recursive: true, force: true });
  // A stack that runs ends itself first; without one nothing keeps the signal from what it does by itself.
  if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, interrupt);
try {
  const loaded = await loadFolder(typed, scratch);
  const stack = await startStack({ mode: 'production', dataDir: path.join(root, '.data/mend'), keep: false });
  try {
    const product = await inStep('signing in through the GitLab', () => openProduct(stack));
    const control = new SandboxControl(stack.sandboxControlUrl, stack.sandboxUrl);
    const project = await control.createProject({
      path: loaded.name,
      name: loaded.name,
      dir: loaded.repository,
    });
    const { projectId } = await connectProject(product.services, product.owner, {
      instanceId: product.instanceId,
      gitlabProjectId: project.id,
      level: level.data,
    });
    const developer = await control.person('dev');
    const started = await inStep('running its pipeline', () =>
      runPipeline({ loaded, project, developer, control, sandboxUrl: stack.sandboxUrl }),
    );
    const failure =
      started.pipeline?.status === 'failed'
        ? await inStep('mending', () => awaitJourney(product.services.db, projectId, started.sha))
        : null;
    const journey = await describeJourney({ failure, developer, project, started });
    await product.close();
    if (options.json) process.stdout.write(`${JSON.stringify(journey)}\n`);
    else printJourney(journey);
  } finally {
    await stack.stop();
  }
} catch (error) {
  // What fails while everything is being stopped fails for that.
  if (!interrupted.signal.aborted) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  }
  process.exitCode = 1;
} finally {
  await rm(scratch, { recursive: true, force: true });
}
