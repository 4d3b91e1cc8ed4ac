import type pg from 'pg';

import type { EngineEvent } from './event';
import type { Registry } from './registry';

/** What a run knows so far, as the next call has to tell the function. */
export interface RunState {
  readonly functionId: string;
  readonly events: readonly EngineEvent[];
  readonly maxAttempts: number;
  readonly requestVersion: number;
  /** In the order in which the steps were done. */
  readonly memos: ReadonlyMap<string, unknown>;
  /** Whether planned steps of it are waiting or running. */
  readonly hasPlannedSteps: boolean;
}

/** Loads a run to call it, and notes that it has started; null where it has ended. */
export async function loadRun(pool: pg.Pool, registry: Registry, runId: string): Promise<RunState | null> {
  const { rows } = await pool.query<{
    function_id: string;
    status: string;
    events: EngineEvent[];
    max_attempts: number;
    request_version: number;
    planned: boolean;
  }>(
    `SELECT function_id, status, events, max_attempts, request_version,
       EXISTS (SELECT 1 FROM engine_steps WHERE run_id = $1 AND kind = 'run' AND done_at IS NULL) AS planned
     FROM engine_runs WHERE id = $1 AND status IN ('queued', 'running')`,
    [runId],
  );
  const [run] = rows;
  if (run === undefined) return null;
  if (run.status === 'queued') await start(pool, registry, runId, run.function_id);
  const memos = await pool.query<{ id: string; result: unknown }>(
    'SELECT id, result FROM engine_steps WHERE run_id = $1 AND done_at IS NOT NULL ORDER BY position',
    [runId],
  );
  return {
    functionId: run.function_id,
    events: run.events,
    maxAttempts: run.max_attempts,
    requestVersion: run.request_version,
    memos: new Map(memos.rows.map(({ id, result }) => [id, result])),
    hasPlannedSteps: run.planned,
  };
}

async function start(pool: pg.Pool, registry: Registry, runId: string, functionId: string): Promise<void> {
  await pool.query(
    `UPDATE engine_runs SET status = 'running', started_at = now(), start_by = NULL,
       finish_by = now() + $2 * interval '1 millisecond'
     WHERE id = $1 AND status = 'queued'`,
    [runId, registry.get(functionId)?.finishTimeoutMs ?? null],
  );
}
