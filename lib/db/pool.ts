import pg from 'pg';

import { env } from '@/lib/env';

const shared = globalThis as typeof globalThis & { pipemendPool?: pg.Pool };

/**
 * The process's one pool of connections to the database, made at the first call. It is kept on globalThis
 * because Next loads modules twice (routes and instrumentation), and two pools would halve the connections.
 */
export function getPool(): pg.Pool {
  shared.pipemendPool ??= createPool(env().databaseUrl);
  return shared.pipemendPool;
}

/** Ends the shared pool; the next `getPool()` makes a new one. */
export async function closePool(): Promise<void> {
  const pool = shared.pipemendPool;
  delete shared.pipemendPool;
  await pool?.end();
}

/**
 * A pool that outlives its server: connections cut while idle or in use are reported and replaced,
 * a query in flight fails with its own error, and the process goes on.
 */
export function createPool(connectionString: string, options: { readonly max?: number } = {}): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max: options.max ?? 10,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    application_name: 'pipemend',
  });
  // Without handlers, Node ends the process on the 'error' event of a cut connection.
  pool.on('error', reportCut);
  pool.on('connect', (client) => client.on('error', reportCut));
  return pool;
}

function reportCut(error: Error): void {
  process.emitWarning(`A database connection was cut: ${error.message}`, { code: 'PIPEMEND_DB_CUT' });
}
