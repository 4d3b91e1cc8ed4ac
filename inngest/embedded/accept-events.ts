import type { ClientBase } from 'pg';

import { limits } from './engine-options';
import type { SentEvent } from './event';
import { createId, createSeededId } from './ids';
import { shortKey } from './expression';

/** The NOTIFY channel on which the engine hears of work. */
export const engineChannel = 'engine';

/** An event cannot be taken because of what it is; sending it again is no use. */
export class EventRefusedError extends Error {
  override readonly name = 'EventRefusedError';
}

/**
 * Stores events for the engine in the caller's transaction and gives their ids. They are delivered after the commit, by whichever process runs an engine. An event whose `id` came within the
 * last 24 hours starts nothing again. `seed` makes the ids of events without one repeatable.
 */
export async function acceptEvents(
  transaction: ClientBase,
  events: readonly SentEvent[],
  seed: string | null = null,
): Promise<string[]> {
  const ids: string[] = [];
  for (const [index, event] of events.entries()) {
    const now = Date.now();
    const internalId = (seed === null ? null : createSeededId(seed, index)) ?? createId(now);
    const payload = JSON.stringify({
      id: event.id ?? internalId,
      name: event.name,
      data: event.data ?? {},
      ts: event.ts ?? now,
      v: event.v ?? undefined,
      meta: event.meta,
    });
    if (Buffer.byteLength(payload) > limits.eventBytes) {
      throw new EventRefusedError(
        `The event ${event.name} is larger than ${String(limits.eventBytes)} bytes`,
      );
    }
    const starts = event.id == null || (await isFirst(transaction, '', shortKey(event.id)));
    await transaction.query(
      `INSERT INTO engine_events (id, name, payload, starts) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING`,
      [internalId, event.name, payload, starts],
    );
    ids.push(internalId);
  }
  if (ids.length > 0) await transaction.query(`SELECT pg_notify($1, '')`, [engineChannel]);
  return ids;
}

/** Whether this key of a function is new for 24 hours; says so only once. */
export async function isFirst(transaction: ClientBase, functionId: string, key: string): Promise<boolean> {
  const { rowCount } = await transaction.query(
    `INSERT INTO engine_idempotency_keys AS k (function_id, key, expires_at)
     VALUES ($1, $2, now() + interval '24 hours')
     ON CONFLICT (function_id, key) DO UPDATE SET expires_at = excluded.expires_at WHERE k.expires_at <= now()`,
    [functionId, key],
  );
  return rowCount === 1;
}
