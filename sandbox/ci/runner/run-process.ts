import { spawn } from 'node:child_process';
import { childEnvironment } from '../../environment';

const GRACE_MS = 2000;
const DRAIN_MS = 1000;

export type ProcessEnd =
  | { kind: 'exited'; code: number }
  | { kind: 'timed-out' }
  | { kind: 'aborted' }
  | { kind: 'not-started'; message: string };

/**
 * Runs a bash script in a process group of its own, with nothing of this process's environment. On time-out or abort
 * the whole group is ended (politely, then not), and so is whatever a finished script left behind in the group.
 */
export function runProcess(options: {
  script: string;
  cwd: string;
  env: Readonly<Record<string, string>>;
  timeoutMs: number;
  signal: AbortSignal;
  onOutput: (bytes: Buffer) => void;
}): Promise<ProcessEnd> {
  return new Promise((resolve) => {
    if (options.signal.aborted) return resolve({ kind: 'aborted' });
    // By `eval`, as the runner does it, so that the shell's own complaints read alike (`/bin/bash: line 3: …`).
    const child = spawn(
      '/bin/bash',
      ['--noprofile', '--norc', '-c', 'eval "$(<"$1")"', '/bin/bash', options.script],
      {
        cwd: options.cwd,
        env: childEnvironment({ ...options.env }),
        detached: true,
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );
    let end: ProcessEnd | null = null;
    let grace: NodeJS.Timeout | undefined;
    const kill = (signal: NodeJS.Signals) => {
      if (child.pid !== undefined) killGroup(child.pid, signal);
    };
    const stop = (why: ProcessEnd) => {
      if (end) return;
      end = why;
      kill('SIGTERM');
      grace = setTimeout(() => kill('SIGKILL'), GRACE_MS);
    };
    const abort = () => stop({ kind: 'aborted' });
    const timer = setTimeout(() => stop({ kind: 'timed-out' }), Math.min(options.timeoutMs, 2 ** 31 - 1));
    options.signal.addEventListener('abort', abort, { once: true });
    const finish = (fallback: ProcessEnd) => {
      clearTimeout(timer);
      clearTimeout(grace);
      options.signal.removeEventListener('abort', abort);
      resolve(end ?? fallback);
    };

    child.stdout.on('data', options.onOutput);
    child.on('error', (error) => finish({ kind: 'not-started', message: error.message }));
    child.on('exit', (code, signal) => {
      kill('SIGKILL');
      // Something that left the group may hold the pipe open for ever.
      const drain = setTimeout(() => child.stdout.destroy(), DRAIN_MS);
      child.on('close', () => {
        clearTimeout(drain);
        finish({ kind: 'exited', code: code ?? 128 + (signal === 'SIGKILL' ? 9 : 15) });
      });
    });
  });
}

function killGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    // Nobody of the group is left, which is what was wanted.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
