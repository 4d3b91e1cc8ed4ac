import path from 'node:path';

import pg from 'pg';
import { expect, it } from 'vitest';

import { createTestDatabase } from '@/lib/db/testing/test-database';

import { root } from './root';
import { runCommand } from './run-command';

it('finds no drift between the migrations and the schema, and would notice one', async () => {
  const database = await createTestDatabase();
  const compare = () =>
    runCommand([path.join(root, 'scripts/run.mjs'), 'schema-drift'], { env: { DATABASE_URL: database.url } });
  expect(await compare()).toEqual({ code: 0, output: 'The database is as the schema says.\n' });

  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query('CREATE TABLE not_in_the_schema (id int PRIMARY KEY)');
  await client.end();
  const drifted = await compare();
  expect(drifted.code).toBe(2);
  expect(drifted.output).toContain('DROP TABLE "not_in_the_schema"');
  await database.drop();
});
