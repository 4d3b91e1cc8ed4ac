import type { ClientBase } from 'pg';

import { applyOperation, type Applied, type RunContext } from './apply-operation';
import type { CallOutcome, SerializedError } from './call-function';
import type { ClaimedCall } from './claim-calls';
import { endRun } from './end-run';
import { limits, type RetryDelay } from './engine-options';
import type { Registry } from './registry';
import { countPending, lockRun, type LockedRun } from './resolve-step';

export interface SettleOptions {
  readonly registry: Registry;
  readonly owner: number;
  readonly leaseMs: number;
  readonly retryDelay: RetryDelay;
  /** Whether this process may go on with the run's next call at once. */
  readonly mayContinue: boolean;
}

export type Settled =
  /** The run's next call, leased to us already, with the memos that were added and how many there are now. */
  | {
      readonly kind: 'continue';
      readonly call: ClaimedCall;
      readonly added: ReadonlyMap<string, unknown>;
      readonly memos: number;
    }
  | { readonly kind: 'released' }
  /** The call was no longer ours, so its outcome counts for nothing. */
  | { readonly kind: 'lost' };

const released: Settled = { kind: 'released' };

/**
 * Stores what a call came to, and what follows from it, in the caller's transaction: the memos, the next
 * call, the timers and waits, or the run's end. Applying the same outcome again changes nothing.
 */
export async function settleCall(
  transaction: ClientBase,
  call: ClaimedCall,
  outcome: CallOutcome,
  options: SettleOptions,
): Promise<Settled> {
  const run = await lockRun(transaction, call.runId);
  const { rows } = await transaction.query<{ again: boolean }>(
    'SELECT again FROM engine_queue WHERE id = $1 AND lease_owner = $2 AND claims = $3 FOR UPDATE',
    [call.itemId, options.owner, call.claims],
  );
  const [item] = rows;
  if (item === undefined) return { kind: 'lost' };
  const end = async (...[how]: [Parameters<typeof endRun>[2]]): Promise<Settled> => {
    await endRun(transaction, call.runId, how);
    await remove(transaction, call);
    return released;
  };
  if (run === null) {
    await remove(transaction, call);
    return released;
  }
  switch (outcome.kind) {
    case 'completed': {
      const bytes = Buffer.byteLength(JSON.stringify(outcome.output ?? null));
      if (bytes <= limits.stepBytes) return end({ status: 'completed', output: outcome.output });
      const message = `The function gave ${String(bytes)} bytes; at most ${String(limits.stepBytes)} are kept`;
      return end({ status: 'failed', error: { name: 'OutputTooLargeError', message } });
    }
    case 'failed':
      return end({ status: 'failed', error: outcome.error });
    case 'retry':
      return (
        (await retry(transaction, call, run, outcome.retryAfterMs, options)) ??
        end({ status: 'failed', error: outcome.error })
      );
    case 'operations': {
      const { registry } = options;
      const context: RunContext = {
        run,
        registry,
        requestVersion: outcome.requestVersion,
        added: new Map(),
        addedBytes: 0,
      };
      const applied: Applied[] = [];
      for (const operation of outcome.operations) {
        applied.push(await applyOperation(transaction, context, operation));
      }
      const problem = findProblem(applied, context, outcome.operations.length);
      if (problem !== null) return end({ status: 'failed', error: problem });
      if (outcome.requestVersion !== run.requestVersion) {
        await transaction.query('UPDATE engine_runs SET request_version = $2 WHERE id = $1', [
          call.runId,
          outcome.requestVersion,
        ]);
      }
      const failed = applied.find((result) => result.kind === 'retry');
      if (failed !== undefined) {
        return (
          (await retry(transaction, call, run, outcome.retryAfterMs, options)) ??
          end({ status: 'failed', error: failed.error })
        );
      }
      const pending = await countPending(transaction, call.runId);
      const done = applied.filter((result) => result.kind === 'done');
      if (done.length === 0 && (pending === 0 || call.stepId !== 'step')) {
        const error = { name: 'Error', message: 'The function answered without the step that was asked for' };
        return (await retry(transaction, call, run, null, options)) ?? end({ status: 'failed', error });
      }
      const goesOn = done.length > 0 && (pending === 0 || done.some(({ race }) => race));
      if (!goesOn && !(call.stepId === 'step' && item.again)) {
        await remove(transaction, call);
        return released;
      }
      const next = await takeNext(transaction, call, options);
      return next === null
        ? released
        : { kind: 'continue', call: next, added: context.added, memos: run.memos + context.added.size };
    }
  }
}

/** Why the run must end with an error, or null. */
function findProblem(
  applied: readonly Applied[],
  context: RunContext,
  count: number,
): SerializedError | null {
  const fatal = applied.find((result) => result.kind === 'fatal');
  if (fatal !== undefined) return fatal.error;
  const { run } = context;
  if (run.memos + Math.max(context.added.size, count) > limits.steps) {
    return { name: 'TooManyStepsError', message: `The run has more than ${String(limits.steps)} steps` };
  }
  if (run.stateBytes + context.addedBytes > limits.runBytes) {
    const message = `The run's steps gave more than ${String(limits.runBytes)} bytes in all`;
    return { name: 'RunTooLargeError', message };
  }
  return null;
}

async function remove(transaction: ClientBase, call: ClaimedCall): Promise<void> {
  await transaction.query('DELETE FROM engine_queue WHERE id = $1', [call.itemId]);
}

/** Puts the call back for its next attempt; null where it has none left. */
async function retry(
  transaction: ClientBase,
  call: ClaimedCall,
  run: LockedRun,
  retryAfterMs: number | null,
  options: SettleOptions,
): Promise<Settled | null> {
  if (call.attempt + 1 >= run.maxAttempts) return null;
  await transaction.query(
    `UPDATE engine_queue SET attempt = attempt + 1, cuts = 0, again = false, lease_owner = NULL,
       lease_until = NULL, due_at = now() + $2 * interval '1 millisecond',
       order_at = now() + $2 * interval '1 millisecond'
     WHERE id = $1`,
    [call.itemId, retryAfterMs ?? options.retryDelay(call.attempt, Math.random())],
  );
  return released;
}

/** The call that asks the function what comes next, in the place of the one that has just been answered. */
async function takeNext(
  transaction: ClientBase,
  call: ClaimedCall,
  options: SettleOptions,
): Promise<ClaimedCall | null> {
  if (call.stepId !== 'step') await remove(transaction, call);
  const owner = options.mayContinue ? options.owner : null;
  const { rows } = await transaction.query<{ id: string; claims: number }>(
    `INSERT INTO engine_queue AS q (run_id, step_id, kind, due_at, order_at, concurrency_keys, concurrency_limits,
       lease_owner, lease_until, claims)
     SELECT id, 'step', 'call', now(), now() - priority * interval '1 second', concurrency_keys, concurrency_limits,
       $2, now() + $3 * interval '1 millisecond', 1
     FROM engine_runs WHERE id = $1
     ON CONFLICT (run_id, step_id) DO UPDATE
       SET attempt = 0, cuts = 0, again = false, due_at = excluded.due_at, order_at = excluded.order_at,
         lease_owner = excluded.lease_owner, lease_until = excluded.lease_until, claims = q.claims + 1
       WHERE q.id = $4
     RETURNING id, claims`,
    [call.runId, owner, options.leaseMs, call.itemId],
  );
  const [row] = rows;
  if (row === undefined) {
    // Another worker asks already, with what was known before this step: it has to ask once more.
    await transaction.query(
      `UPDATE engine_queue SET again = true WHERE run_id = $1 AND step_id = 'step' AND lease_owner IS NOT NULL`,
      [call.runId],
    );
    return null;
  }
  if (!options.mayContinue) return null;
  return { ...call, itemId: row.id, stepId: 'step', attempt: 0, claims: row.claims, cuts: 0 };
}
