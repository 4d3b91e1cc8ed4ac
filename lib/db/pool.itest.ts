import { afterEach, expect, it, vi } from 'vitest';

import { forgetEnv } from '@/lib/env';

import { closePool, createPool, getPool } from './pool';
import { stubSettings } from './testing/stub-settings';
import { createTestDatabase } from './testing/test-database';

afterEach(async () => {
  await closePool();
  vi.unstubAllEnvs();
  forgetEnv();
});

it('gives one pool to the whole process, on the database that the settings name', async () => {
  const database = await createTestDatabase();
  stubSettings({ DATABASE_URL: database.url });
  expect(getPool()).toBe(getPool());
  const { rows } = await getPool().query<{ url: string }>('SELECT current_database() AS url');
  expect(database.url).toContain(rows[0]?.url);
  await closePool();
  await database.drop();
});

it('outlives cut connections, idle or in a query', async () => {
  const database = await createTestDatabase();
  const pool = createPool(database.url);
  const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  const other = createPool(database.url, { max: 1 });
  await pool.query('SELECT 1');
  const waiting = pool.connect().then(async (client) => {
    const outcome = await client.query('SELECT pg_sleep(60)').catch((error: unknown) => error);
    client.release(true);
    return outcome;
  });
  const cutOthers = () =>
    other.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                 WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE '%pg_sleep(60)%'`);
  await vi.waitUntil(async () => (await cutOthers()).rowCount);
  expect(await waiting).toBeInstanceOf(Error);
  await pool.query('SELECT 1');
  await other.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                     WHERE datname = current_database() AND pid <> pg_backend_pid()`);
  await vi.waitUntil(() => warned.mock.calls.length > 0);
  expect((await pool.query<{ one: number }>('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  await other.end();
  await pool.end();
  await database.drop();
});
