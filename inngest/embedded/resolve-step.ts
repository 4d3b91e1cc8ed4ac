import type { ClientBase } from 'pg';

/** A run that is locked until the end of the transaction. */
export interface LockedRun {
  readonly id: string;
  readonly functionId: string;
  readonly maxAttempts: number;
  readonly memos: number;
  readonly stateBytes: number;
  readonly requestVersion: number;
}

/** Locks a run that has not ended; null where it has. */
export async function lockRun(transaction: ClientBase, runId: string): Promise<LockedRun | null> {
  const { rows } = await transaction.query<{
    function_id: string;
    max_attempts: number;
    memos: number;
    state_bytes: number;
    request_version: number;
  }>(
    `SELECT function_id, max_attempts, memos, state_bytes, request_version FROM engine_runs
     WHERE id = $1 AND status IN ('queued', 'running') FOR UPDATE`,
    [runId],
  );
  const [row] = rows;
  if (row === undefined) return null;
  return {
    id: runId,
    functionId: row.function_id,
    maxAttempts: row.max_attempts,
    memos: row.memos,
    stateBytes: row.state_bytes,
    requestVersion: row.request_version,
  };
}

/**
 * Ends the waiting of a step with its memo, in the caller's transaction, and asks the function what comes
 * next unless steps beside it are still under way. Does nothing where the step is done or its run has ended.
 */
export async function resolveStep(
  transaction: ClientBase,
  runId: string,
  stepId: string,
  memo: unknown,
): Promise<boolean> {
  const run = await lockRun(transaction, runId);
  if (run === null) return false;
  const text = JSON.stringify(memo ?? null);
  const { rows } = await transaction.query<{ race: boolean }>(
    `UPDATE engine_steps SET result = $3, position = $4, done_at = now(), wait_event = NULL, wait_signal = NULL
     WHERE run_id = $1 AND id = $2 AND done_at IS NULL RETURNING race`,
    [runId, stepId, text, run.memos + 1],
  );
  const [step] = rows;
  if (step === undefined) return false;
  await transaction.query(
    'UPDATE engine_runs SET memos = memos + 1, state_bytes = state_bytes + $2 WHERE id = $1',
    [runId, Buffer.byteLength(text)],
  );
  await transaction.query(`DELETE FROM engine_queue WHERE run_id = $1 AND step_id = $2 AND kind = 'timer'`, [
    runId,
    stepId,
  ]);
  if (step.race || (await countPending(transaction, runId)) === 0) {
    await enqueueCall(transaction, runId, 'step');
  }
  return true;
}

/** How many steps of a run are planned or waited for. */
export async function countPending(transaction: ClientBase, runId: string): Promise<number> {
  const { rows } = await transaction.query<{ pending: string }>(
    'SELECT count(*) AS pending FROM engine_steps WHERE run_id = $1 AND done_at IS NULL',
    [runId],
  );
  return Number(rows[0]?.pending);
}

/** Queues a call; one that is running is made again afterwards, one that is queued stays as it is. */
export async function enqueueCall(transaction: ClientBase, runId: string, stepId: string): Promise<void> {
  await transaction.query(
    `INSERT INTO engine_queue AS q (run_id, step_id, kind, due_at, order_at, concurrency_keys, concurrency_limits)
     SELECT id, $2, 'call', now(), now() - priority * interval '1 second', concurrency_keys, concurrency_limits
     FROM engine_runs WHERE id = $1
     ON CONFLICT (run_id, step_id) DO UPDATE SET again = true WHERE q.lease_owner IS NOT NULL`,
    [runId, stepId],
  );
}
