import { type ChildProcess, spawn, type StdioOptions } from 'node:child_process';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { isGroupAlive } from '../is-alive.mjs';

/** A process of ours and whatever it started, as one group. */
export interface Supervised {
  readonly child: ChildProcess;
  readonly pid: number;
  /** Settles when the process has ended; never rejects. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
  /** Asks the group to end, then makes it. */
  stop(): Promise<void>;
  /** Ends the group at once, as a crash would. */
  kill(): Promise<void>;
}

const patienceMs = 12_000;

/**
 * Starts processes and sees to it that none outlives us: each is a group of its own, ended by `stop()`, and by a
 * guardian process should this one die first.
 */
export class Supervisor {
  readonly #guardian: ChildProcess;

  constructor() {
    this.#guardian = spawn(process.execPath, [path.join(import.meta.dirname, 'guardian.mjs')], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
      env: { NODE_ENV: 'production' },
    });
    this.#guardian.unref();
    // The guardian ends by itself when we close its input; what cannot be written then need not be.
    this.#guardian.stdin?.on('error', () => undefined);
  }

  async start(
    command: string,
    args: readonly string[],
    options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv; readonly stdio: StdioOptions },
  ): Promise<Supervised> {
    const child = spawn(command, args, { ...options, detached: true });
    const ended = new Promise<Awaited<Supervised['ended']>>((resolve) => {
      child.once('exit', (code, signal) => {
        resolve({ code, signal });
      });
    });
    const pid = await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('spawn', () => {
        resolve(child.pid ?? 0);
      });
    });
    this.watch(pid, { group: true, signal: 'SIGTERM' });
    // Children that outlive the leader of their group stay watched until `stop` or `kill`.
    return {
      child,
      pid,
      ended,
      stop: async () => {
        await endGroup(pid, ['SIGTERM', 'SIGKILL']);
        this.forget(pid);
      },
      kill: async () => {
        await endGroup(pid, ['SIGKILL']);
        this.forget(pid);
      },
    };
  }

  /** Also has the guardian end a process that something else started, e.g. a database server. */
  watch(pid: number, how: { readonly group: boolean; readonly signal: NodeJS.Signals }): void {
    this.#order({ watch: pid, ...how });
  }

  forget(pid: number): void {
    this.#order({ forget: pid });
  }

  /** Call it when everything has been stopped; the guardian then goes too. */
  close(): void {
    this.#guardian.stdin?.end();
  }

  #order(order: Readonly<Record<string, unknown>>): void {
    this.#guardian.stdin?.write(`${JSON.stringify(order)}\n`);
  }
}

async function endGroup(pid: number, signals: readonly NodeJS.Signals[]): Promise<void> {
  for (const signal of signals) {
    if (!signalGroup(pid, signal)) return;
    const giveUpAt = Date.now() + patienceMs;
    while (Date.now() < giveUpAt) {
      if (!isGroupAlive(pid)) return;
      await sleep(25);
    }
  }
}

function signalGroup(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal);
    return true;
  } catch {
    return false; // the group is gone
  }
}
