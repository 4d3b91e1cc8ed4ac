import type pg from 'pg';

import { createRun } from './create-run';
import { nextCron } from './cron-time';
import { endRun } from './end-run';
import { internalEvents, type EngineEvent } from './event';
import { createId } from './ids';
import type { Registry } from './registry';
import { lockRun, resolveStep } from './resolve-step';
import { inTransaction } from './transaction';

const batchSize = 100;

/**
 * Does what is due by now (sleeps and time-outs of steps, debounced and scheduled starts, runs out of time),
 * and says how many that were.
 */
export async function fireTimers(pool: pg.Pool, registry: Registry): Promise<number> {
  const steps = await fireSteps(pool);
  const debounces = await fireDebounces(pool, registry);
  const crons = await fireCrons(pool, registry);
  return steps + debounces + crons + (await endLateRuns(pool));
}

async function fireSteps(pool: pg.Pool): Promise<number> {
  for (let total = 0; ;) {
    const { rows } = await pool.query<{ id: string; run_id: string }>(
      `SELECT id, run_id FROM engine_queue
       WHERE lease_owner IS NULL AND kind = 'timer' AND due_at <= now() ORDER BY due_at LIMIT $1`,
      [batchSize],
    );
    for (const timer of rows) {
      await inTransaction(pool, (transaction) => fireStep(transaction, timer.run_id, timer.id));
    }
    total += rows.length;
    if (rows.length < batchSize) return total;
  }
}

async function fireStep(transaction: pg.ClientBase, runId: string, timerId: string): Promise<void> {
  // The run is locked before its timer, as everywhere, or two transactions could wait for one another.
  if ((await lockRun(transaction, runId)) === null) {
    await transaction.query('DELETE FROM engine_queue WHERE id = $1', [timerId]);
    return;
  }
  const { rows } = await transaction.query<{ step_id: string; kind: string }>(
    `DELETE FROM engine_queue q USING engine_steps s
     WHERE q.id = $1 AND s.run_id = q.run_id AND s.id = q.step_id RETURNING q.step_id, s.kind`,
    [timerId],
  );
  const [timer] = rows;
  if (timer === undefined) return;
  const message = 'The invoked function did not finish in time';
  const memo = timer.kind === 'invoke' ? { error: { name: 'InvokeTimeoutError', message } } : null;
  await resolveStep(transaction, runId, timer.step_id, memo);
}

async function fireDebounces(pool: pg.Pool, registry: Registry): Promise<number> {
  return inTransaction(pool, async (transaction) => {
    const { rows } = await transaction.query<{ function_id: string; key: string; events: [EngineEvent] }>(
      `DELETE FROM engine_debounces WHERE (function_id, key) IN (
         SELECT function_id, key FROM engine_debounces
         WHERE due_at <= now() AND function_id = ANY ($1) ORDER BY due_at LIMIT $2 FOR UPDATE SKIP LOCKED)
       RETURNING function_id, key, events`,
      [[...registry.keys()], batchSize],
    );
    for (const { function_id: functionId, events } of rows) {
      const config = registry.get(functionId);
      if (config !== undefined) await createRun(transaction, config, { events });
    }
    return rows.length;
  });
}

/** Notes when the scheduled functions are next due, and forgets the schedules that no function has any more. */
export async function planCrons(pool: pg.Pool, registry: Registry): Promise<void> {
  const planned = [...registry.values()].flatMap((config) =>
    config.crons.map(({ cron }) => ({ functionId: config.id, cron, next: nextCron(cron, new Date()) })),
  );
  await inTransaction(pool, async (transaction) => {
    await transaction.query(`DELETE FROM engine_crons WHERE function_id || ' ' || cron <> ALL ($1)`, [
      planned.map(({ functionId, cron }) => `${functionId} ${cron}`),
    ]);
    for (const { functionId, cron, next } of planned) {
      if (next.kind !== 'at') continue;
      await transaction.query(
        `INSERT INTO engine_crons (function_id, cron, next_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
        [functionId, cron, next.at],
      );
    }
  });
}

/** Starts what is scheduled. What was missed while no process ran starts once. */
async function fireCrons(pool: pg.Pool, registry: Registry): Promise<number> {
  return inTransaction(pool, async (transaction) => {
    const { rows } = await transaction.query<{ function_id: string; cron: string; now: Date }>(
      `SELECT function_id, cron, now() FROM engine_crons
       WHERE next_at <= now() AND function_id = ANY ($1) FOR UPDATE SKIP LOCKED`,
      [[...registry.keys()]],
    );
    for (const { function_id: functionId, cron, now } of rows) {
      const config = registry.get(functionId);
      const trigger = config?.crons.find((candidate) => candidate.cron === cron);
      if (config === undefined || trigger === undefined) continue;
      const next = nextCron(cron, now);
      if (next.kind === 'at') {
        await transaction.query('UPDATE engine_crons SET next_at = $3 WHERE function_id = $1 AND cron = $2', [
          functionId,
          cron,
          next.at,
        ]);
      } else {
        await transaction.query('DELETE FROM engine_crons WHERE function_id = $1 AND cron = $2', [
          functionId,
          cron,
        ]);
      }
      const ts = Date.now();
      await createRun(transaction, config, {
        events: [{ id: createId(ts), name: internalEvents.cron, data: { cron }, ts }],
        delayMs: Math.random() * trigger.jitterMs,
      });
    }
    return rows.length;
  });
}

async function endLateRuns(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ id: string; status: string }>(
    `SELECT id, status FROM engine_runs
     WHERE (status = 'queued' AND start_by <= now()) OR (status = 'running' AND finish_by <= now()) LIMIT $1`,
    [batchSize],
  );
  for (const { id, status } of rows) {
    const because = status === 'queued' ? 'It did not start in time' : 'It did not finish in time';
    await inTransaction(pool, (transaction) => endRun(transaction, id, { status: 'cancelled', because }));
  }
  return rows.length;
}
