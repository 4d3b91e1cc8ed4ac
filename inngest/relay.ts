import type pg from 'pg';
import type { ClientBase } from 'pg';

import type { EngineLog } from './embedded/engine-options';
import type { SentEvent } from './embedded/event';
import { listen } from './embedded/listener';
import { inTransaction } from './embedded/transaction';

/** The NOTIFY channel on which whoever writes an outbox row says so. */
const outboxChannel = 'outbox';

/** Publishes events, either within the transaction that marks them as published, or to a server that knows them by id. */
export type Publish = (transaction: ClientBase, events: readonly SentEvent[]) => Promise<unknown>;

export interface RelayOptions {
  readonly pool: pg.Pool;
  /** Where to LISTEN: a connection of its own, outside the pool. */
  readonly databaseUrl: string;
  readonly publish: Publish;
  readonly log: EngineLog;
  /** How often to look for rows that no notification announced. */
  readonly sweepMs?: number;
}

export interface Relay {
  stop(): Promise<void>;
}

interface OutboxRow {
  id: string;
  name: string;
  data: unknown;
  event_id: string;
}

const batchSize = 50;
const keepPublished = '7 days';

/**
 * Publishes the rows of the outbox as events, at least once each: their ids let the receiver drop what it
 * has. Several processes may run one. A row that cannot be published is tried again after ever longer
 * pauses (as long again as it has waited) and holds up no other.
 */
export function startRelay(options: RelayOptions): Relay {
  let stopped = false;
  let hasNews = true;
  let wake: (() => void) | undefined;
  const news = () => {
    hasNews = true;
    wake?.();
  };
  const listener = listen({
    databaseUrl: options.databaseUrl,
    channel: outboxChannel,
    log: options.log,
    onNotify: news,
  });

  const isStopped = () => stopped;
  const run = async (): Promise<void> => {
    while (!isStopped()) {
      hasNews = false;
      try {
        while (!isStopped() && (await publishBatch(options)) === batchSize);
      } catch (error) {
        options.log.error({ error: String(error) }, 'The outbox could not be read and is read again');
      }
      await pause(options.sweepMs ?? 2_000);
    }
  };
  const pause = (ms: number): Promise<void> => {
    if (hasNews || stopped) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  };
  const running = run();
  const pruning = setInterval(() => void prunePublished(options), 3_600_000);
  return {
    async stop() {
      stopped = true;
      clearInterval(pruning);
      wake?.();
      await running;
      await listener.stop();
    },
  };
}

async function publishBatch(options: RelayOptions): Promise<number> {
  let ids: string[] = [];
  try {
    return await inTransaction(options.pool, async (transaction) => {
      const { rows } = await transaction.query<OutboxRow>(
        `SELECT id, name, data, event_id FROM outbox
         WHERE published_at IS NULL AND (attempts = 0 OR now() > created_at + power(2, least(attempts, 20)) * interval '1 second')
         ORDER BY (attempts > 0), id LIMIT $1 FOR UPDATE SKIP LOCKED`,
        [batchSize],
      );
      ids = rows.map(({ id }) => id);
      if (rows.length > 0) await publishRows(transaction, options, rows);
      return rows.length;
    });
  } catch (error) {
    if (ids.length === 0) throw error;
    for (const id of ids) await publishAlone(options, id);
    return ids.length;
  }
}

async function publishRows(
  transaction: ClientBase,
  options: RelayOptions,
  rows: readonly OutboxRow[],
): Promise<void> {
  await options.publish(
    transaction,
    rows.map(({ name, data, event_id: id }) => ({ name, data, id })),
  );
  await transaction.query(
    'UPDATE outbox SET published_at = now(), attempts = attempts + 1, last_error = NULL WHERE id = ANY ($1::bigint[])',
    [rows.map(({ id }) => id)],
  );
}

/** Publishes one row of a batch that failed, so that the row at fault is known and the others go out. */
async function publishAlone(options: RelayOptions, id: string): Promise<void> {
  try {
    await inTransaction(options.pool, async (transaction) => {
      const { rows } = await transaction.query<OutboxRow>(
        'SELECT id, name, data, event_id FROM outbox WHERE id = $1 AND published_at IS NULL FOR UPDATE SKIP LOCKED',
        [id],
      );
      if (rows.length > 0) await publishRows(transaction, options, rows);
    });
  } catch (error) {
    options.log.error(
      { id, error: String(error) },
      'An outbox row could not be published and is tried again',
    );
    await options.pool.query(
      'UPDATE outbox SET attempts = attempts + 1, last_error = $2 WHERE id = $1 AND published_at IS NULL',
      [id, String(error).replaceAll('\0', '').slice(0, 500)],
    );
  }
}

async function prunePublished({ pool, log }: RelayOptions): Promise<void> {
  try {
    await pool.query(`DELETE FROM outbox WHERE published_at < now() - interval '${keepPublished}'`);
  } catch (error) {
    log.warn({ error: String(error) }, 'Published outbox rows could not be deleted');
  }
}
