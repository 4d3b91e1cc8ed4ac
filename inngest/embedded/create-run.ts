import type { ClientBase } from 'pg';

import { isFirst } from './accept-events';
import { endRun } from './end-run';
import type { EngineEvent } from './event';
import { keyOf, numberOf, shortKey } from './expression';
import type { FunctionConfig, Rate } from './function-config';
import { createId } from './ids';

export interface RunRequest {
  readonly events: readonly [EngineEvent, ...EngineEvent[]];
  /** The step of another run that waits for the result. */
  readonly parent?: { readonly runId: string; readonly stepId: string };
  readonly delayMs?: number;
}

export type CreatedRun =
  | { readonly kind: 'created'; readonly runId: string }
  | { readonly kind: 'skipped'; readonly because: string };

/**
 * Creates a run in the caller's transaction, as the function's flow control allows. Debounce is not its
 * affair: who calls it has waited already, and a run that another run invokes is not debounced.
 */
export async function createRun(
  transaction: ClientBase,
  config: FunctionConfig,
  request: RunRequest,
): Promise<CreatedRun> {
  const [event] = request.events;
  const variables = { event };
  const rateKey = config.rateLimit && keyFor(config.rateLimit, variables);
  if (config.rateLimit !== undefined && rateKey !== undefined) {
    if (!(await isWithinRate(transaction, config.id, config.rateLimit, rateKey))) {
      return skipped('the rate limit is reached');
    }
  }
  const replaced: string[] = [];
  const singletonKey = config.singleton && keyFor(config.singleton, variables);
  if (config.singleton !== undefined && singletonKey !== undefined) {
    const active = await findActive(transaction, config.id, singletonKey);
    if (active.length > 0 && config.singleton.mode === 'skip') return skipped('another run is active');
    replaced.push(...active);
  }
  // Last of the refusals, because asking takes the key.
  if (config.idempotency !== undefined) {
    const key = keyOf(config.idempotency, variables);
    if (!(await isFirst(transaction, config.id, key)))
      return skipped('a run with this idempotency key exists');
  }
  for (const runId of replaced) {
    await endRun(transaction, runId, { status: 'cancelled', because: 'A newer run took its place' });
  }
  const delayMs = Math.max(request.delayMs ?? 0, await reserveStart(transaction, config, variables));
  const priority = config.priority === undefined ? 0 : Math.round(numberOf(config.priority, variables) ?? 0);
  const runId = createId(Date.now());
  await transaction.query(
    `WITH run AS (
       INSERT INTO engine_runs (id, function_id, events, event_ts, max_attempts, concurrency_keys,
         concurrency_limits, priority, rate_key, singleton_key, parent_run_id, parent_step_id, start_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, now() + $13 * interval '1 millisecond')
       RETURNING *)
     INSERT INTO engine_queue (run_id, step_id, kind, due_at, order_at, concurrency_keys, concurrency_limits)
     SELECT id, 'step', 'call', now() + $14 * interval '1 millisecond',
       now() + $14 * interval '1 millisecond' - priority * interval '1 second', concurrency_keys, concurrency_limits
     FROM run`,
    [
      runId,
      config.id,
      JSON.stringify(request.events),
      event.ts,
      config.maxAttempts,
      config.concurrency.map((limit, index) => concurrencyKey(config.id, index, limit, variables)),
      config.concurrency.map(({ limit }) => limit),
      Math.min(Math.max(priority, -600), 600),
      rateKey ?? null,
      singletonKey ?? null,
      request.parent?.runId ?? null,
      request.parent?.stepId ?? null,
      config.startTimeoutMs ?? null,
      delayMs,
    ],
  );
  return { kind: 'created', runId };
}

function skipped(because: string): CreatedRun {
  return { kind: 'skipped', because };
}

function keyFor(option: { readonly key: string | undefined }, variables: Record<string, unknown>): string {
  return option.key === undefined ? '' : keyOf(option.key, variables);
}

function concurrencyKey(
  functionId: string,
  index: number,
  limit: FunctionConfig['concurrency'][number],
  variables: Record<string, unknown>,
): string {
  const scope = limit.scope === 'fn' ? `fn:${functionId}#${String(index)}` : limit.scope;
  return shortKey(`${scope}:${keyFor(limit, variables)}`);
}

/** Keeps two transactions from deciding about the same key at once, until the end of this one. */
async function lockKey(transaction: ClientBase, functionId: string, key: string): Promise<void> {
  await transaction.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 7))`, [`${functionId} ${key}`]);
}

async function isWithinRate(
  transaction: ClientBase,
  functionId: string,
  rate: Rate,
  key: string,
): Promise<boolean> {
  await lockKey(transaction, functionId, key);
  const { rows } = await transaction.query<{ runs: string }>(
    `SELECT count(*) AS runs FROM engine_runs
     WHERE function_id = $1 AND rate_key = $2 AND created_at > now() - $3 * interval '1 millisecond'`,
    [functionId, key, rate.periodMs],
  );
  return Number(rows[0]?.runs) < rate.limit;
}

async function findActive(transaction: ClientBase, functionId: string, key: string): Promise<string[]> {
  await lockKey(transaction, functionId, key);
  const { rows } = await transaction.query<{ id: string }>(
    `SELECT id FROM engine_runs
     WHERE function_id = $1 AND status IN ('queued', 'running') AND singleton_key = $2 ORDER BY id`,
    [functionId, key],
  );
  return rows.map(({ id }) => id);
}

/** Milliseconds until throttling lets this run start; the place is taken at once. Starts are spaced evenly. */
async function reserveStart(
  transaction: ClientBase,
  { id, throttle }: FunctionConfig,
  variables: Record<string, unknown>,
): Promise<number> {
  if (throttle === undefined) return 0;
  const interval = throttle.periodMs / throttle.limit;
  const { rows } = await transaction.query<{ ahead: number }>(
    `INSERT INTO engine_throttles AS t (function_id, key, next_at)
     VALUES ($1, $2, now() + $3 * interval '1 millisecond')
     ON CONFLICT (function_id, key) DO UPDATE
       SET next_at = greatest(t.next_at, now()) + $3 * interval '1 millisecond'
     RETURNING (extract(epoch FROM next_at - now()) * 1000)::float8 AS ahead`,
    [id, keyFor(throttle, variables), interval],
  );
  return Math.max(0, (rows[0]?.ahead ?? 0) - interval * throttle.burst);
}
