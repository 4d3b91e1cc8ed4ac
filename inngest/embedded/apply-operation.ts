import type { ClientBase } from 'pg';
import { z } from 'zod';

import { readError, type Operation, type SerializedError } from './call-function';
import { createRun } from './create-run';
import { parseMoment } from './duration';
import { limits } from './engine-options';
import { internalEvents } from './event';
import { createId } from './ids';
import type { Registry } from './registry';
import { enqueueCall, type LockedRun } from './resolve-step';

export type Applied =
  /** The step has its memo now. */
  | { readonly kind: 'done'; readonly race: boolean }
  /** The step is planned, sleeps or waits. */
  | { readonly kind: 'pending' }
  /** The step failed and has attempts left. */
  | { readonly kind: 'retry'; readonly error: SerializedError }
  /** The run cannot go on. */
  | { readonly kind: 'fatal'; readonly error: SerializedError };

export interface RunContext {
  readonly run: LockedRun;
  readonly registry: Registry;
  /** 1 where the function asks to be called again after each parallel step. */
  readonly requestVersion: number;
  /** Memos that this call added so far; their order is the order of completion. */
  readonly added: Map<string, unknown>;
  addedBytes: number;
}

const waitOpts = z.object({ timeout: z.string(), if: z.string().optional() });
const signalOpts = z.object({ signal: z.string(), timeout: z.string(), conflict: z.string().nullish() });
const invokeOpts = z.object({
  function_id: z.string(),
  timeout: z.string().nullish(),
  payload: z.object({
    data: z.record(z.string(), z.unknown()).nullish(),
    v: z.string().nullish(),
    meta: z.unknown().optional(),
  }),
});

/** Carries out one operation that the function reported, in the caller's transaction that has locked the run. */
export async function applyOperation(
  transaction: ClientBase,
  context: RunContext,
  operation: Operation,
): Promise<Applied> {
  switch (operation.op) {
    case 'StepRun':
      return finish(transaction, context, operation, { data: operation.data ?? null });
    case 'StepFailed':
      return finish(transaction, context, operation, { error: stepError(operation) });
    case 'StepError':
      return { kind: 'retry', error: stepError(operation) };
    case 'StepPlanned':
      if (await plan(transaction, context, operation, { kind: 'run' })) {
        await enqueueCall(transaction, context.run.id, operation.id);
      }
      return { kind: 'pending' };
    case 'Sleep':
      return sleep(transaction, context, operation);
    case 'WaitForEvent':
      return waitForEvent(transaction, context, operation);
    case 'WaitForSignal':
      return waitForSignal(transaction, context, operation);
    case 'InvokeFunction':
      return invoke(transaction, context, operation);
    default:
      return fatal(`The embedded engine does not support the operation ${operation.op}`);
  }
}

function fatal(message: string): Applied {
  return { kind: 'fatal', error: { name: 'NonRetriableError', message } };
}

function stepError(operation: Operation): SerializedError {
  return readError(operation.error, `The step ${stepName(operation)} failed`);
}

function stepName(operation: Operation): string {
  return (operation.displayName ?? operation.name ?? operation.id).replaceAll('\0', '').slice(0, 500);
}

function isRace(context: RunContext, operation: Operation): boolean {
  return context.requestVersion === 1 || operation.opts?.parallelMode === 'race';
}

async function finish(
  transaction: ClientBase,
  context: RunContext,
  operation: Operation,
  memo: { data: unknown } | { error: SerializedError },
): Promise<Applied> {
  const text = JSON.stringify(memo);
  const bytes = Buffer.byteLength(text);
  if (bytes > limits.stepBytes && 'data' in memo) {
    const message = `The step ${stepName(operation)} gave ${String(bytes)} bytes; at most ${String(limits.stepBytes)} are kept`;
    return finish(transaction, context, operation, { error: { name: 'StepOutputTooLargeError', message } });
  }
  const { rows } = await transaction.query<{ race: boolean }>(
    `WITH step AS (
       INSERT INTO engine_steps AS s (run_id, id, kind, name, race, result, position, done_at)
       VALUES ($1, $2, 'run', $3, $4, $5, $6, now())
       ON CONFLICT (run_id, id) DO UPDATE
         SET result = excluded.result, position = excluded.position, done_at = now()
         WHERE s.done_at IS NULL
       RETURNING race),
     counted AS (
       UPDATE engine_runs SET memos = memos + 1, state_bytes = state_bytes + $7
       WHERE id = $1 AND EXISTS (SELECT 1 FROM step))
     SELECT race FROM step`,
    [
      context.run.id,
      operation.id,
      stepName(operation),
      isRace(context, operation),
      text,
      nextPosition(context),
      bytes,
    ],
  );
  const [stored] = rows;
  // No row: the step had its memo already, from a transaction whose success we did not learn of.
  if (stored !== undefined) {
    context.added.set(operation.id, memo);
    context.addedBytes += bytes;
  }
  return { kind: 'done', race: stored?.race ?? isRace(context, operation) };
}

function nextPosition(context: RunContext): number {
  return context.run.memos + context.added.size + 1;
}

interface Waiting {
  readonly kind: 'run' | 'sleep' | 'wait' | 'signal' | 'invoke';
  readonly event?: string;
  readonly if?: string | undefined;
  readonly signal?: string;
  /** When the step's time has come, in milliseconds. */
  readonly until?: number;
}

/** Notes a step that is not done yet; false where it was noted before. */
async function plan(
  transaction: ClientBase,
  context: RunContext,
  operation: Operation,
  waiting: Waiting,
): Promise<boolean> {
  const { run } = context;
  const { rowCount } = await transaction.query(
    `INSERT INTO engine_steps (run_id, id, kind, name, race, wait_event, wait_if, wait_signal)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (run_id, id) DO NOTHING`,
    [
      run.id,
      operation.id,
      waiting.kind,
      stepName(operation),
      isRace(context, operation),
      waiting.event ?? null,
      waiting.if ?? null,
      waiting.signal ?? null,
    ],
  );
  if (rowCount === 0) return false;
  if (waiting.until !== undefined) {
    // The distance is what counts, so that our clock and the database's need not agree.
    await transaction.query(
      `INSERT INTO engine_queue (run_id, step_id, kind, due_at, order_at)
       VALUES ($1, $2, 'timer', now() + $3 * interval '1 millisecond', now())`,
      [run.id, operation.id, Math.max(0, waiting.until - Date.now())],
    );
  }
  return true;
}

async function sleep(transaction: ClientBase, context: RunContext, operation: Operation): Promise<Applied> {
  const until = parseMoment(operation.name ?? '', Date.now());
  if (until === null) return fatal(`"${operation.name ?? ''}" is not a time to sleep`);
  await plan(transaction, context, operation, { kind: 'sleep', until });
  return { kind: 'pending' };
}

async function waitForEvent(
  transaction: ClientBase,
  context: RunContext,
  operation: Operation,
): Promise<Applied> {
  const opts = waitOpts.safeParse(operation.opts);
  const until = opts.success ? parseMoment(opts.data.timeout, Date.now()) : null;
  if (!opts.success || until === null || operation.name == null) {
    return fatal(`The step ${stepName(operation)} waits for an event without a name or a time-out`);
  }
  await plan(transaction, context, operation, {
    kind: 'wait',
    event: operation.name.replaceAll('\0', ''),
    if: opts.data.if?.replaceAll('\0', ''),
    until,
  });
  return { kind: 'pending' };
}

async function waitForSignal(
  transaction: ClientBase,
  context: RunContext,
  operation: Operation,
): Promise<Applied> {
  const opts = signalOpts.safeParse(operation.opts);
  const until = opts.success ? parseMoment(opts.data.timeout, Date.now()) : null;
  if (!opts.success || until === null) {
    return fatal(`The step ${stepName(operation)} waits for a signal without a name or a time-out`);
  }
  const { signal, conflict } = opts.data;
  const { rows } = await transaction.query<{ run_id: string; id: string }>(
    `SELECT run_id, id FROM engine_steps WHERE wait_signal = $1 AND NOT (run_id = $2 AND id = $3)`,
    [signal, context.run.id, operation.id],
  );
  if (rows.length > 0 && conflict !== 'replace') {
    const message = `Another step waits for the signal ${signal} already`;
    return finish(transaction, context, operation, { error: { name: 'SignalConflictError', message } });
  }
  // The step that is replaced waits on until its time-out: no signal reaches it any more.
  await transaction.query('UPDATE engine_steps SET wait_signal = NULL WHERE wait_signal = $1', [signal]);
  await plan(transaction, context, operation, { kind: 'signal', signal, until });
  return { kind: 'pending' };
}

async function invoke(transaction: ClientBase, context: RunContext, operation: Operation): Promise<Applied> {
  const opts = invokeOpts.safeParse(operation.opts);
  if (!opts.success) return fatal(`The step ${stepName(operation)} does not say which function to invoke`);
  const { function_id: functionId, payload, timeout } = opts.data;
  const config = context.registry.get(functionId);
  const failed = (message: string) =>
    finish(transaction, context, operation, { error: { name: 'InvokeError', message } });
  if (config === undefined) return failed(`There is no function ${functionId}`);
  const until = timeout == null ? undefined : parseMoment(timeout, Date.now());
  if (until === null) return failed(`"${timeout ?? ''}" is not a time-out`);
  const isNew = await plan(transaction, context, operation, {
    kind: 'invoke',
    ...(until === undefined ? {} : { until }),
  });
  if (!isNew) return { kind: 'pending' };
  const now = Date.now();
  const created = await createRun(transaction, config, {
    events: [
      {
        id: createId(now),
        name: internalEvents.invoked,
        data: payload.data ?? {},
        ts: now,
        ...(payload.v == null ? {} : { v: payload.v }),
        ...(payload.meta == null ? {} : { meta: payload.meta }),
      },
    ],
    parent: { runId: context.run.id, stepId: operation.id },
  });
  if (created.kind === 'created') return { kind: 'pending' };
  return failed(`${functionId} was not started: ${created.because}`);
}
