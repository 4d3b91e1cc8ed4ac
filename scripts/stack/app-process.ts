import { type FileHandle, open, readFile } from 'node:fs/promises';
import path from 'node:path';

import { root } from '../root';
import { baseEnvironment } from './base-environment';
import { progress } from './progress';
import type { Supervised, Supervisor } from './supervisor';
import { waitUntilHealthy } from './wait-until-healthy';

export interface AppOptions {
  readonly mode: 'production' | 'development';
  readonly port: number;
  readonly dataDir: string;
  readonly env: Readonly<Record<string, string>>;
}

/** The app's own process, which tests may kill and start again; its address stays the same. */
export class AppProcess {
  readonly url: string;
  #running: Supervised | null = null;
  readonly #logFile: string;

  constructor(
    private readonly supervisor: Supervisor,
    private readonly options: AppOptions,
  ) {
    this.url = `http://127.0.0.1:${options.port}`;
    this.#logFile = path.join(options.dataDir, 'app.log');
  }

  /** Starts it and waits until it answers. Throws with the end of its log if it does not. */
  async start(): Promise<void> {
    const { mode, port, env } = this.options;
    const log = await open(this.#logFile, 'a', 0o600);
    const running = await this.supervisor
      .start(
        process.execPath,
        [
          ...[path.join(root, 'node_modules/next/dist/bin/next'), mode === 'production' ? 'start' : 'dev'],
          ...['-H', '127.0.0.1', '-p', String(port)],
        ],
        { cwd: root, env: { ...baseEnvironment(), ...env, NODE_ENV: mode }, stdio: this.#outputs(log) },
      )
      .finally(() => log.close());
    this.#running = running;
    void running.ended.then(({ code, signal }) => {
      if (this.#running !== running) return;
      this.#running = null;
      progress(`! the app ended by itself (${signal ?? `exit code ${code ?? '?'}`}); see ${this.#logFile}`);
    });
    await waitUntilHealthy(`${this.url}/api/health`, running.ended, async () =>
      mode === 'development' ? '' : (await readFile(this.#logFile, 'utf8')).slice(-3_000),
    );
  }

  async stop(): Promise<void> {
    await this.#take()?.stop();
  }

  /** SIGKILL, as a crash or an out-of-memory killer would. */
  async kill(): Promise<void> {
    await this.#take()?.kill();
  }

  #take(): Supervised | null {
    const running = this.#running;
    this.#running = null;
    return running;
  }

  /** A developer reads the app's output in the terminal; the demo's goes to a file. */
  #outputs(log: FileHandle): ['ignore', number, number] {
    return this.options.mode === 'development' ? ['ignore', 2, 2] : ['ignore', log.fd, log.fd];
  }
}
