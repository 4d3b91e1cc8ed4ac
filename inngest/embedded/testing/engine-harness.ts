import type { Inngest, InngestFunction } from 'inngest';
import { serve } from 'inngest/edge';
import type pg from 'pg';

import { createPool } from '@/lib/db/pool';
import { createTestDatabase } from '@/lib/db/testing/test-database';

import { startEngine, type Engine } from '../engine';
import type { EngineLog, EngineOptions } from '../engine-options';
import { createTestClient } from './test-client';

export interface RunRow {
  id: string;
  function_id: string;
  status: string;
  output: unknown;
  error: { name: string; message: string } | null;
  started_at: Date | null;
  ended_at: Date | null;
}

const quiet: EngineLog = { info: ignore, warn: ignore, error: ignore };

function ignore(): void {
  // What the engine and the functions say is not what these tests look at.
}

/** A database with engines on it, and a client whose events reach them. */
export class EngineHarness {
  readonly engines: Engine[] = [];

  private constructor(
    readonly url: string,
    readonly pool: pg.Pool,
    readonly inngest: Inngest,
    private readonly dropDatabase: () => Promise<void>,
  ) {}

  static async create(): Promise<EngineHarness> {
    const database = await createTestDatabase();
    const pool = createPool(database.url);
    return new EngineHarness(database.url, pool, createTestClient(pool), () => database.drop());
  }

  /** Starts an engine for these functions. Retries come at once unless an option says otherwise. */
  async start(
    functions: readonly InngestFunction.Any[],
    options: Partial<EngineOptions> = {},
  ): Promise<Engine> {
    const handler = serve({ client: this.inngest, functions: [...functions] });
    const engine = await startEngine({
      pool: this.pool,
      databaseUrl: this.url,
      handler: () => (request) => handler(request),
      log: quiet,
      retryDelay: () => 10,
      ...options,
    });
    this.engines.push(engine);
    return engine;
  }

  async runs(functionId: string): Promise<RunRow[]> {
    const { rows } = await this.pool.query<RunRow>(
      `SELECT id, function_id, status, output, error, started_at, ended_at FROM engine_runs
       WHERE function_id = $1 ORDER BY id`,
      [`app-${functionId}`],
    );
    return rows;
  }

  /** The runs of a function, once there are `count` of them and all have ended. */
  async ended(functionId: string, count = 1): Promise<RunRow[]> {
    return until(`${String(count)} ended run(s) of ${functionId}`, async () => {
      const runs = await this.runs(functionId);
      return runs.length >= count && runs.every(({ ended_at: at }) => at !== null) ? runs : undefined;
    });
  }

  async endedRun(functionId: string): Promise<RunRow> {
    const [run] = await this.ended(functionId);
    if (run === undefined) throw new Error(`There is no run of ${functionId}`);
    return run;
  }

  /** Waits until every event that was sent has been delivered. */
  async settled(): Promise<void> {
    await until('all events to be delivered', async () => {
      const { rows } = await this.pool.query<{ open: string }>(
        'SELECT count(*) AS open FROM engine_events WHERE delivered_at IS NULL',
      );
      return rows[0]?.open === '0' ? true : undefined;
    });
  }

  async stop(): Promise<void> {
    await Promise.all(this.engines.map((engine) => engine.stop(2_000)));
    await this.pool.end();
    await this.dropDatabase();
  }
}

/** Asks again and again, for up to a minute, until the answer is something. */
export async function until<T>(what: string, ask: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`Waited in vain for ${what}`);
}
