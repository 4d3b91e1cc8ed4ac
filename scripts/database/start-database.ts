import path from 'node:path';

import { deployMigrations } from './deploy-migrations';
import { startPostgres } from './postgres-server';

export interface Database {
  readonly url: string;
  /** The server's process when it is our own, null when DATABASE_URL named one. */
  readonly pid: number | null;
  /** Ends our own server; leaves one that DATABASE_URL named alone. */
  stop(): Promise<void>;
}

export interface DatabaseOptions {
  readonly dataDir: string;
  /** DATABASE_URL, where it is set: then that server is used and none is started. */
  readonly url?: string | undefined;
}

const migrations = path.resolve(import.meta.dirname, '../../prisma/migrations');

/** Gives a database with all migrations applied: the one that is named, else one of our own below `dataDir`. */
export async function startDatabase(options: DatabaseOptions): Promise<Database> {
  if (options.url) {
    await deployMigrations(options.url, migrations);
    return { url: options.url, pid: null, stop: () => Promise.resolve() };
  }
  const server = await startPostgres({ dataDir: options.dataDir });
  const url = server.urlOf('pipemend');
  try {
    await deployMigrations(url, migrations);
  } catch (error) {
    if (server.started) await server.stop();
    throw error;
  }
  return { url, pid: server.pid, stop: () => server.stop() };
}
