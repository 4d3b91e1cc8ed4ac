import type { ClientBase } from 'pg';

import { acceptEvents } from './accept-events';
import type { SerializedError } from './call-function';
import { internalEvents, type EngineEvent, type SentEvent } from './event';
import { resolveStep } from './resolve-step';

export type RunEnd =
  | { readonly status: 'completed'; readonly output: unknown }
  | { readonly status: 'failed'; readonly error: SerializedError }
  | { readonly status: 'cancelled'; readonly because: string };

interface EndedRow {
  function_id: string;
  events: EngineEvent[];
  parent_run_id: string | null;
  parent_step_id: string | null;
}

/**
 * Ends a run in the caller's transaction: what it had queued or waited for is dropped, the run that invoked
 * it learns the result, and the events about it are sent. Does nothing, and says false, where it had ended.
 */
export async function endRun(transaction: ClientBase, runId: string, end: RunEnd): Promise<boolean> {
  const error = endError(end);
  const { rows } = await transaction.query<EndedRow>(
    `UPDATE engine_runs SET status = $2, ended_at = now(), output = $3, error = $4
     WHERE id = $1 AND status IN ('queued', 'running')
     RETURNING function_id, events, parent_run_id, parent_step_id`,
    [
      runId,
      end.status,
      end.status === 'completed' ? JSON.stringify(end.output ?? null) : null,
      error && JSON.stringify(error),
    ],
  );
  const [run] = rows;
  if (run === undefined) return false;
  // A call that is running keeps its place (it still counts as running) until it has answered.
  await transaction.query('DELETE FROM engine_queue WHERE run_id = $1 AND lease_owner IS NULL', [runId]);
  await transaction.query(
    `UPDATE engine_steps SET wait_event = NULL, wait_signal = NULL
     WHERE run_id = $1 AND (wait_event IS NOT NULL OR wait_signal IS NOT NULL)`,
    [runId],
  );
  await acceptEvents(transaction, endEvents(runId, run, end));
  if (run.parent_run_id !== null && run.parent_step_id !== null) {
    const memo = end.status === 'completed' ? { data: end.output ?? null } : { error };
    await resolveStep(transaction, run.parent_run_id, run.parent_step_id, memo);
  }
  return true;
}

function endError(end: RunEnd): SerializedError | null {
  if (end.status === 'completed') return null;
  if (end.status === 'failed') return end.error;
  return { name: 'FunctionCancelledError', message: `The run was cancelled: ${end.because}` };
}

function endEvents(runId: string, run: EndedRow, end: RunEnd): SentEvent[] {
  const about = { function_id: run.function_id, run_id: runId, event: run.events[0], events: run.events };
  if (end.status === 'completed') {
    return [{ name: internalEvents.finished, data: { ...about, result: end.output ?? null } }];
  }
  const data = { ...about, error: endError(end) };
  if (end.status === 'cancelled') return [{ name: internalEvents.cancelled, data }];
  return [
    { name: internalEvents.failed, data },
    { name: internalEvents.finished, data },
  ];
}
