import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import pg from 'pg';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';

import { createTestDatabase } from '@/lib/db/testing/test-database';

import { deployMigrations, hashMigrations } from './deploy-migrations';

const projectMigrations = path.resolve(import.meta.dirname, '../../prisma/migrations');

let folder: string;
let url: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'pipemend-migrations-'));
  url = Object.assign(new URL(inject('testServer').url), {
    pathname: `/pipemend_test_${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`,
  }).href;
  await addMigration('20260101000000_first', 'CREATE TABLE a (id int); -- a; b\nCREATE TABLE b (id int);');
});

afterEach(async () => {
  await rm(folder, { recursive: true });
  const client = new pg.Client({ connectionString: inject('testServer').url });
  await client.connect();
  await client.query(`DROP DATABASE IF EXISTS ${new URL(url).pathname.slice(1)} WITH (FORCE)`);
  await client.end();
});

async function addMigration(name: string, sql: string): Promise<void> {
  await mkdir(path.join(folder, name), { recursive: true });
  await writeFile(path.join(folder, name, 'migration.sql'), sql);
}

async function query(sql: string, at = url): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: at });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('deployMigrations', () => {
  it('makes the database, applies in order and leaves the record that Prisma would', async () => {
    await addMigration('20260102000000_second', 'ALTER TABLE a ADD COLUMN name text;');
    expect(await deployMigrations(url, folder)).toEqual(['20260101000000_first', '20260102000000_second']);
    const sql = await readFile(path.join(folder, '20260101000000_first/migration.sql'));
    const record = await query('SELECT * FROM _prisma_migrations ORDER BY migration_name');
    expect(record).toHaveLength(2);
    expect(record[0]).toMatchObject({
      migration_name: '20260101000000_first',
      checksum: createHash('sha256').update(sql).digest('hex'),
      rolled_back_at: null,
      logs: null,
      applied_steps_count: 1,
    });
    expect(record[0]?.finished_at).toBeInstanceOf(Date);
  });

  it('applies once, however often and by however many it is run', async () => {
    const runs = await Promise.all([1, 2, 3].map(() => deployMigrations(url, folder)));
    expect(runs.flat()).toEqual(['20260101000000_first']);
    expect(await deployMigrations(url, folder)).toEqual([]);
    await addMigration('20260102000000_second', 'CREATE TABLE c (id int);');
    expect(await deployMigrations(url, folder)).toEqual(['20260102000000_second']);
  });

  it('leaves nothing of a migration that fails, says which, and refuses to go on until it is mended', async () => {
    await addMigration('20260102000000_bad', 'CREATE TABLE half (id int); SELECT * FROM nowhere;');
    await expect(deployMigrations(url, folder)).rejects.toThrow(/20260102000000_bad failed: .*nowhere/);
    expect(await query(`SELECT to_regclass('half') AS half, to_regclass('a')::text AS a`)).toEqual([
      { half: null, a: 'a' },
    ]);
    await expect(deployMigrations(url, folder)).rejects.toThrow(/20260102000000_bad failed earlier/);
  });

  it('refuses a migration that was edited after it ran', async () => {
    await deployMigrations(url, folder);
    await addMigration('20260101000000_first', 'CREATE TABLE other (id int);');
    await expect(deployMigrations(url, folder)).rejects.toThrow(/20260101000000_first was edited/);
  });
});

describe('the project’s migrations', () => {
  it('are all in a test database, and nothing is left to apply', async () => {
    const database = await createTestDatabase();
    expect(await deployMigrations(database.url, projectMigrations)).toEqual([]);
    expect(await hashMigrations(projectMigrations)).toMatch(/^[0-9a-f]{64}$/);
    await database.drop();
  });
});
