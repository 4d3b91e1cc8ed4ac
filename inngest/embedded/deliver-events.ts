import type pg from 'pg';

import { engineLocks } from './claim-calls';
import { createRun } from './create-run';
import { parseMoment } from './duration';
import { endRun } from './end-run';
import type { EngineLog } from './engine-options';
import type { EngineEvent } from './event';
import { keyOf, matches } from './expression';
import type { FunctionConfig } from './function-config';
import type { Registry } from './registry';
import { resolveStep } from './resolve-step';
import { inTransaction } from './transaction';

const batchSize = 20;
const pauses = { firstMs: 2_000, longestMs: 300_000 };

/**
 * Delivers stored events in the order in which they came: each wakes the steps that wait for it, cancels
 * the runs that it cancels and starts the functions that it triggers, all in one transaction. One process
 * delivers at a time.
 */
export class EventDelivery {
  /** Events that could not be delivered, with the time to try them again: they must not hold up the others. */
  private readonly postponed = new Map<string, { readonly at: number; readonly pauseMs: number }>();

  constructor(
    private readonly pool: pg.Pool,
    private readonly log: EngineLog,
  ) {}

  /** Delivers what there is, and says how many events that was. */
  async deliver(registry: Registry): Promise<number> {
    for (let total = 0; ;) {
      const delivered = await this.deliverBatch(registry);
      total += delivered;
      if (delivered < batchSize) return total;
    }
  }

  private async deliverBatch(registry: Registry): Promise<number> {
    const waiting = [...this.postponed].filter(([, { at }]) => at > Date.now()).map(([seq]) => seq);
    const failures = new Map<string, unknown>();
    const delivered = await inTransaction(this.pool, async (transaction) => {
      failures.clear();
      await transaction.query('SELECT pg_advisory_xact_lock($1)', [engineLocks.deliver]);
      const { rows } = await transaction.query<{ seq: string; payload: EngineEvent; starts: boolean }>(
        `SELECT seq, payload, starts FROM engine_events
         WHERE delivered_at IS NULL AND seq <> ALL ($1::bigint[]) ORDER BY seq LIMIT $2`,
        [waiting, batchSize],
      );
      for (const { seq, payload, starts } of rows) {
        await transaction.query('SAVEPOINT event');
        try {
          await deliverEvent(transaction, registry, payload, starts);
          await transaction.query('UPDATE engine_events SET delivered_at = now() WHERE seq = $1', [seq]);
          await transaction.query('RELEASE SAVEPOINT event');
        } catch (error) {
          failures.set(seq, error);
          await transaction.query('ROLLBACK TO SAVEPOINT event');
        }
      }
      return rows.map(({ seq }) => seq);
    });
    for (const seq of delivered) if (!failures.has(seq)) this.postponed.delete(seq);
    for (const [seq, error] of failures) {
      const pauseMs = Math.min(
        (this.postponed.get(seq)?.pauseMs ?? pauses.firstMs / 2) * 2,
        pauses.longestMs,
      );
      this.postponed.set(seq, { at: Date.now() + pauseMs, pauseMs });
      this.log.error({ seq, error: String(error) }, 'An event could not be delivered and is tried again');
    }
    return delivered.length;
  }
}

async function deliverEvent(
  transaction: pg.ClientBase,
  registry: Registry,
  event: EngineEvent,
  starts: boolean,
): Promise<void> {
  await wakeWaiting(transaction, event);
  for (const config of registry.values()) await cancelRuns(transaction, config, event);
  if (!starts) return;
  for (const config of registry.values()) {
    if (config.events.some((trigger) => isTriggered(trigger, event)))
      await trigger(transaction, config, event);
  }
}

function isTriggered(trigger: FunctionConfig['events'][number], event: EngineEvent): boolean {
  return trigger.event === event.name && matches(trigger.expression, { event });
}

async function wakeWaiting(transaction: pg.ClientBase, event: EngineEvent): Promise<void> {
  const { rows } = await transaction.query<{
    run_id: string;
    id: string;
    wait_if: string | null;
    events: EngineEvent[];
  }>(
    `SELECT s.run_id, s.id, s.wait_if, r.events FROM engine_steps s JOIN engine_runs r ON r.id = s.run_id
     WHERE s.wait_event = $1 AND s.done_at IS NULL AND r.status IN ('queued', 'running')
     ORDER BY s.run_id, s.id`,
    [event.name],
  );
  for (const { run_id: runId, id, wait_if: condition, events } of rows) {
    const isMatch = matches(condition ?? undefined, { event: events[0], async: event });
    if (isMatch) await resolveStep(transaction, runId, id, event);
  }
}

async function cancelRuns(
  transaction: pg.ClientBase,
  config: FunctionConfig,
  event: EngineEvent,
): Promise<void> {
  const triggers = config.cancelOn.filter((trigger) => trigger.event === event.name);
  if (triggers.length === 0) return;
  const { rows } = await transaction.query<{ id: string; events: EngineEvent[]; created_at: Date }>(
    `SELECT id, events, created_at FROM engine_runs
     WHERE function_id = $1 AND status IN ('queued', 'running') AND event_ts <= $2 ORDER BY id`,
    [config.id, event.ts],
  );
  for (const run of rows) {
    const isCancelled = triggers.some(({ expression, timeout }) => {
      const until = timeout === undefined ? null : parseMoment(timeout, run.created_at.getTime());
      if (until !== null && until < Date.now()) return false;
      return matches(expression, { event: run.events[0], async: event });
    });
    if (isCancelled) {
      await endRun(transaction, run.id, {
        status: 'cancelled',
        because: `The event ${event.name} cancelled it`,
      });
    }
  }
}

async function trigger(
  transaction: pg.ClientBase,
  config: FunctionConfig,
  event: EngineEvent,
): Promise<void> {
  if (config.debounce === undefined) {
    await createRun(transaction, config, { events: [event] });
    return;
  }
  const { key, periodMs, timeoutMs } = config.debounce;
  await transaction.query(
    `INSERT INTO engine_debounces AS d (function_id, key, events, due_at, latest_at)
     VALUES ($1, $2, $3, now() + $4 * interval '1 millisecond', now() + $5 * interval '1 millisecond')
     ON CONFLICT (function_id, key) DO UPDATE SET events = excluded.events,
       due_at = least(excluded.due_at, d.latest_at)`,
    [
      config.id,
      key === undefined ? '' : keyOf(key, { event }),
      JSON.stringify([event]),
      periodMs,
      timeoutMs ?? null,
    ],
  );
}
