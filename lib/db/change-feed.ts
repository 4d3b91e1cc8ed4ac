import pg from 'pg';

import { env } from '@/lib/env';

/** A failure's id, or null: notices may have been missed, so everything may have changed. */
export type ChangeListener = (failureId: string | null) => void;

export interface ChangeFeed {
  /** Hears of changes from now on; gives the function that ends it. */
  subscribe(listener: ChangeListener): () => void;
  close(): Promise<void>;
}

const gatherMs = 50;
const reconnectMs = [100, 500, 2_000, 5_000];

/**
 * What the database says on its channel `changes`, over one connection for all listeners: opened with the first,
 * ended with the last, made again when it is cut. The same failure within a few moments is told once.
 */
export function createChangeFeed(connectionString: () => string): ChangeFeed {
  const listeners = new Set<ChangeListener>();
  const gathered = new Set<string | null>();
  let client: pg.Client | null = null;
  let retry: NodeJS.Timeout | null = null;
  let flush: NodeJS.Timeout | null = null;
  let attempts = 0;

  const tell = (change: string | null) => {
    gathered.add(change);
    flush ??= setTimeout(() => {
      flush = null;
      const changes = gathered.has(null) ? [null] : [...gathered];
      gathered.clear();
      for (const listener of [...listeners]) for (const one of changes) listener(one);
    }, gatherMs);
  };

  const reconnect = (cut: pg.Client) => {
    if (client !== cut) return;
    client = null;
    cut.end().catch(() => undefined); // it is cut: there is nothing left to end in good order
    if (listeners.size === 0) return;
    const wait = reconnectMs[Math.min(attempts, reconnectMs.length - 1)];
    attempts += 1;
    retry = setTimeout(connect, wait);
  };

  const connect = () => {
    retry = null;
    const next = new pg.Client({
      connectionString: connectionString(),
      application_name: 'pipemend-live',
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
    });
    client = next;
    // Without a handler, Node ends the process on the 'error' event of a cut connection.
    next.on('error', () => {
      reconnect(next);
    });
    next.on('end', () => {
      reconnect(next);
    });
    next.on('notification', ({ payload }) => {
      tell(payload ?? null);
    });
    next
      .connect()
      .then(() => next.query('LISTEN changes'))
      .then(() => {
        attempts = 0;
        tell(null); // whatever changed before we listened
      })
      .catch(() => {
        reconnect(next);
      });
  };

  const disconnect = async () => {
    if (retry) clearTimeout(retry);
    if (flush) clearTimeout(flush);
    retry = flush = null;
    gathered.clear();
    const open = client;
    client = null;
    await open?.end();
  };

  return {
    subscribe(listener) {
      const own: ChangeListener = (change) => {
        listener(change);
      };
      listeners.add(own);
      if (!client && !retry) connect();
      return () => {
        listeners.delete(own);
        if (listeners.size === 0) disconnect().catch(() => undefined); // ended either way
      };
    },
    async close() {
      listeners.clear();
      await disconnect();
    },
  };
}

const shared = globalThis as typeof globalThis & { pipemendChanges?: ChangeFeed };

/** The process's one feed, on the database that the settings name. */
export function changeFeed(): ChangeFeed {
  return (shared.pipemendChanges ??= createChangeFeed(() => env().databaseUrl));
}
