import { randomUUID } from 'node:crypto';

import pg from 'pg';
import { inject } from 'vitest';

export interface TestDatabase {
  readonly url: string;
  /** Removes it, cutting the connections that are left. */
  drop(): Promise<void>;
}

/** A new database with all migrations applied and nothing in it, for tests named `*.itest.ts`. Drop it in the end. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = inject('testServer');
  const name = `pipemend_test_${randomUUID().replaceAll('-', '')}`;
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  await onServer(server.url, `CREATE DATABASE ${name} TEMPLATE ${pg.escapeIdentifier(server.template)}`);
  return {
    url: url.href,
    drop: () => onServer(server.url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

async function onServer(connectionString: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
