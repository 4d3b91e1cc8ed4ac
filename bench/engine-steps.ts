import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { Inngest } from 'inngest';
import { serve } from 'inngest/edge';
import type pg from 'pg';

import { startEngine } from '@/inngest/embedded/engine';
import { createEventApi } from '@/inngest/embedded/event-api';
import { createPool } from '@/lib/db/pool';
import { startDatabase } from '@/scripts/database/start-database';

export interface StepsResult {
  /** Milliseconds from sending the event to the run's end being stored: the middle one of all runs, and the slowest. */
  readonly medianMs: number;
  readonly slowestMs: number;
  readonly budgetMs: number;
  readonly ratio: number;
  readonly ok: boolean;
}

const budgetMs = 300;
const steps = 9;
const quiet = { debug: ignore, info: ignore, warn: ignore, error: ignore };

function ignore(): void {
  // Only the figures are of interest here.
}

/** Times runs of nine empty durable steps on the embedded engine, with a PostgreSQL that keeps what it commits. */
export async function benchEngineSteps(databaseUrl: string, runs = 20): Promise<StepsResult> {
  const pool = createPool(databaseUrl);
  const client = new Inngest({
    id: 'bench',
    isDev: true,
    fetch: createEventApi(() => pool),
    logger: quiet,
  });
  const nine = client.createFunction({ id: 'nine', triggers: { event: 'bench/go' } }, async ({ step }) => {
    for (let n = 1; n <= steps; n++) await step.run(`step ${String(n)}`, () => n);
  });
  const handler = serve({ client, functions: [nine] });
  const engine = await startEngine({ pool, databaseUrl, handler: () => handler, log: quiet });
  try {
    const times: number[] = [];
    for (let run = -3; run < runs; run++) {
      const from = performance.now();
      await client.send({ name: 'bench/go', data: { run } });
      await ended(pool, run);
      if (run >= 0) times.push(performance.now() - from);
    }
    times.sort((a, b) => a - b);
    const medianMs = times[Math.floor(times.length / 2)] ?? NaN;
    return {
      medianMs: Math.round(medianMs),
      slowestMs: Math.round(times.at(-1) ?? NaN),
      budgetMs,
      ratio: Number((medianMs / budgetMs).toFixed(2)),
      ok: medianMs <= budgetMs,
    };
  } finally {
    await engine.stop();
    await pool.end();
  }
}

async function ended(pool: pg.Pool, run: number): Promise<void> {
  for (;;) {
    const { rowCount } = await pool.query(
      `SELECT 1 FROM engine_runs
       WHERE function_id = 'bench-nine' AND status = 'completed' AND (events -> 0 -> 'data' ->> 'run')::int = $1`,
      [run],
    );
    if (rowCount === 1) return;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

async function main(): Promise<void> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'pipemend-bench-'));
  try {
    const database = await startDatabase({ dataDir });
    try {
      const result = await benchEngineSteps(database.url);
      process.stdout.write(`${JSON.stringify({ name: 'nine empty durable steps', ...result })}\n`);
      if (!result.ok) process.exitCode = 1;
    } finally {
      await database.stop();
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

if (process.argv[1] === import.meta.filename) await main();
