import path from 'node:path';

import pg from 'pg';
import type { TestProject } from 'vitest/node';

import { deployMigrations, hashMigrations } from '../database/deploy-migrations';
import { startPostgres } from '../database/postgres-server';

const root = path.resolve(import.meta.dirname, '../..');
const migrations = path.join(root, 'prisma/migrations');

/** Each test run holds this advisory lock as a sharer; the run that gets it alone is the last and stops the server. */
const inUse = 7_114_001;
const preparing = 7_114_002;

declare module 'vitest' {
  interface ProvidedContext {
    /** A PostgreSQL for tests and a database on it with all migrations applied, to be copied. */
    testServer: { readonly url: string; readonly template: string };
  }
}

/**
 * Starts the PostgreSQL that tests share, or finds it running for another test run, and makes the template that
 * `createTestDatabase` copies. With DATABASE_URL that server is used. Ends it when no other run uses it.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { client, url, stop } = await joinServer();
  const template = `pipemend_template_${(await hashMigrations(migrations)).slice(0, 16)}`;
  await client.query('SELECT pg_advisory_lock($1)', [preparing]);
  await makeTemplate(client, url, template);
  await client.query('SELECT pg_advisory_unlock($1)', [preparing]);
  project.provide('testServer', { url, template });
  return async () => {
    await client.query('SELECT pg_advisory_unlock_shared($1)', [inUse]);
    const { rows } = await client.query<{ alone: boolean }>('SELECT pg_try_advisory_lock($1) AS alone', [
      inUse,
    ]);
    if (rows[0]?.alone) await dropLeftovers(client);
    await client.end();
    if (rows[0]?.alone) await stop();
  };
}

interface Joined {
  readonly client: pg.Client;
  readonly url: string;
  readonly stop: () => Promise<void>;
}

async function joinServer(): Promise<Joined> {
  const named = process.env.DATABASE_URL;
  for (let attempt = 1; ; attempt += 1) {
    const server = named
      ? null
      : await startPostgres({
          dataDir: path.join(root, '.data/test-postgres'),
          // What tests write need not survive a power cut.
          settings: {
            fsync: 'off',
            synchronous_commit: 'off',
            full_page_writes: 'off',
            max_connections: '300',
          },
        });
    const url = named ?? server?.urlOf('postgres') ?? '';
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined); // the query that follows fails and says so
    try {
      await client.connect();
      await client.query('SELECT pg_advisory_lock_shared($1)', [inUse]);
      return { client, url, stop: async () => server?.stop() };
    } catch (error) {
      // Another run may just have been the last and be stopping it.
      if (attempt === 5) throw error;
      await client.end().catch(() => undefined);
    }
  }
}

async function makeTemplate(client: pg.Client, url: string, template: string): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1 AND datistemplate', [
    template,
  ]);
  if (rowCount) return;
  const target = new URL(url);
  target.pathname = `/${template}`;
  await client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(template)} WITH (FORCE)`);
  await deployMigrations(target.href, migrations);
  await client.query(`ALTER DATABASE ${pg.escapeIdentifier(template)} WITH IS_TEMPLATE true`);
}

/** Databases of runs that were killed. */
async function dropLeftovers(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT datname AS name FROM pg_database WHERE datname LIKE 'pipemend\\_test\\_%' AND NOT datistemplate`,
  );
  for (const { name } of rows)
    await client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`);
}
