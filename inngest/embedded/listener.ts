import pg from 'pg';

import type { EngineLog } from './engine-options';

export interface Listener {
  stop(): Promise<void>;
}

const longestPauseMs = 5_000;

/**
 * Listens on a channel of PostgreSQL over a connection of its own, and connects again whenever that is cut.
 * `onConnect` runs on each new connection before anything is heard; whoever listens has to look for what
 * was announced while nobody heard, so `onNotify` is also called after each connection.
 */
export function listen(options: {
  readonly databaseUrl: string;
  readonly channel: string;
  readonly log: EngineLog;
  readonly onNotify: () => void;
  readonly onConnect?: (client: pg.Client) => Promise<void>;
}): Listener {
  let stopped = false;
  let current: pg.Client | undefined;
  let wake: (() => void) | undefined;

  const connectOnce = async (): Promise<void> => {
    const client = new pg.Client({ connectionString: options.databaseUrl, keepAlive: true });
    current = client;
    const ended = new Promise<void>((resolve) => {
      client.on('error', (error) => {
        options.log.warn({ error: error.message }, 'The connection that listens to the database was cut');
        resolve();
      });
      client.on('end', resolve);
    });
    try {
      await client.connect();
      client.on('notification', options.onNotify);
      await options.onConnect?.(client);
      await client.query(`LISTEN ${pg.escapeIdentifier(options.channel)}`);
      options.onNotify();
      await ended;
    } finally {
      current = undefined;
      await client.end().catch(() => {
        // It was cut already: there is nothing left to end.
      });
    }
  };

  const run = async (): Promise<void> => {
    for (let pauseMs = 100; !isStopped(); pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      const since = Date.now();
      try {
        await connectOnce();
      } catch (error) {
        options.log.warn({ error: String(error) }, 'The connection that listens to the database failed');
      }
      if (Date.now() - since > longestPauseMs) pauseMs = 100;
      if (!isStopped()) await pause(pauseMs);
    }
  };
  // A function, because the compiler would take the flag for a constant.
  const isStopped = () => stopped;
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const running = run();
  return {
    async stop() {
      stopped = true;
      wake?.();
      await current?.end().catch(() => {
        // It was cut already: there is nothing left to end.
      });
      await running;
    },
  };
}
