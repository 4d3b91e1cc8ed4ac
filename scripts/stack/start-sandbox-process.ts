import { open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';

import { z } from 'zod';

import { root } from '../root';
import { baseEnvironment } from './base-environment';
import type { Supervised, Supervisor } from './supervisor';

export interface SandboxProcess {
  readonly baseUrl: string;
  readonly controlUrl: string;
  readonly process: Supervised;
}

const readyLine = z.object({ baseUrl: z.url(), controlUrl: z.url() });

/** Starts the sandbox GitLab and waits for the line in which it gives its addresses. */
export async function startSandboxProcess(
  supervisor: Supervisor,
  options: { readonly dataDir: string; readonly port: number; readonly controlPort: number },
): Promise<SandboxProcess> {
  const logFile = path.join(options.dataDir, 'sandbox.log');
  const log = await open(logFile, 'a', 0o600);
  const running = await supervisor
    .start(
      process.execPath,
      [
        ...['--import', 'tsx', path.join(root, 'sandbox/main.ts')],
        ...['--data-dir', path.join(options.dataDir, 'sandbox')],
        ...['--port', String(options.port), '--control-port', String(options.controlPort)],
        // What a job's image would offer: node, and eslint, prettier and tsc from this project's packages.
        ...[
          '--tool-path',
          path.dirname(process.execPath),
          '--tool-path',
          path.join(root, 'node_modules/.bin'),
        ],
        ...['--parent-pid', String(process.pid)],
      ],
      { cwd: root, env: baseEnvironment(), stdio: ['ignore', 'pipe', log.fd] },
    )
    .finally(() => log.close());
  const lines = createInterface({ input: running.child.stdout ?? raiseNoOutput() });
  const ready = await new Promise<z.infer<typeof readyLine> | null>((resolve) => {
    lines.on('line', (line) => {
      const parsed = line.startsWith('{') ? readyLine.safeParse(JSON.parse(line)) : undefined;
      if (parsed?.success) resolve(parsed.data);
    });
    void running.ended.then(() => {
      resolve(null);
    });
  });
  if (ready === null) {
    throw new Error(`The sandbox GitLab did not start:\n${(await readFile(logFile, 'utf8')).slice(-3_000)}`);
  }
  return { ...ready, process: running };
}

function raiseNoOutput(): never {
  throw new Error('The sandbox was started without a pipe for its output.');
}
