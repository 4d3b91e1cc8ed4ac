import path from 'node:path';
import { parseArgs } from 'node:util';

import { environment } from './environment';
import { startSandbox } from './start-sandbox';

/**
 * The sandbox as a process of its own. Prints one JSON line with its addresses when it is ready, and ends on SIGTERM,
 * SIGINT or when the process named by `--parent-pid` is gone.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      'data-dir': { type: 'string', default: environment.dataDir },
      port: { type: 'string', default: environment.port },
      'control-port': { type: 'string', default: environment.controlPort },
      'concurrent-jobs': { type: 'string', default: '2' },
      'tool-path': { type: 'string', multiple: true, default: [] },
      'parent-pid': { type: 'string' },
    },
  });
  const running = await startSandbox({
    dataDir: values['data-dir'],
    port: wholeNumber('--port', values.port),
    controlPort: wholeNumber('--control-port', values['control-port']),
    concurrentJobs: wholeNumber('--concurrent-jobs', values['concurrent-jobs']),
    toolPath: values['tool-path'].map((folder) => path.resolve(folder)),
  });

  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error('the sandbox did not end cleanly:', error);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  const parentPid = values['parent-pid'];
  if (parentPid !== undefined) watchParent(wholeNumber('--parent-pid', parentPid), end);
  console.log(JSON.stringify({ baseUrl: running.baseUrl, controlUrl: running.controlUrl, pid: process.pid }));
}

function wholeNumber(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`${name} must be a whole number, not "${text}"`);
  return Number(text);
}

function watchParent(pid: number, gone: () => void): void {
  const timer = setInterval(() => {
    try {
      process.kill(pid, 0);
    } catch {
      // Signal 0 only asks whether the process exists; the error is the answer "no".
      clearInterval(timer);
      gone();
    }
  }, 500);
  timer.unref();
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
