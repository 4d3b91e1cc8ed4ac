import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { isAlive } from '../is-alive.mjs';
import { startPostgres } from './postgres-server';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "pipemend it's data-"));
  await chmod(folder, 0o700);
});

afterEach(async () => {
  await (await startPostgres({ dataDir: folder })).stop();
  await rm(folder, { recursive: true });
});

async function query<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('startPostgres', () => {
  it('makes a server in a folder that only its owner may enter, and keeps strangers out', async () => {
    const server = await startPostgres({ dataDir: folder });
    expect(server.started).toBe(true);
    const url = server.urlOf('postgres');
    expect(new URL(url).hostname).toBe('127.0.0.1');
    expect(await query(url, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    const guess = Object.assign(new URL(url), { password: 'postgres' }).href;
    await expect(query(guess, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
    expect((await stat(path.join(folder, 'postgres.password'))).mode & 0o777).toBe(0o600);
    expect((await stat(path.join(folder, 'postgres'))).mode & 0o777).toBe(0o700);
  });

  it('is found running by a second start, at the same address', async () => {
    const first = await startPostgres({ dataDir: folder });
    const second = await startPostgres({ dataDir: folder });
    expect(second).toMatchObject({ started: false, pid: first.pid });
    expect(second.urlOf('x')).toBe(first.urlOf('x'));
    await second.stop();
    expect(isAlive(first.pid)).toBe(false);
  });

  it('keeps what was written when the server is killed, and its port', async () => {
    const first = await startPostgres({ dataDir: folder });
    await query(first.urlOf('postgres'), 'CREATE TABLE kept AS SELECT 42 AS answer');
    for (let round = 0; round < 3; round += 1) {
      const running = await startPostgres({ dataDir: folder });
      process.kill(running.pid, 'SIGKILL');
      const again = await startPostgres({ dataDir: folder });
      expect(again.started).toBe(true);
      expect(again.urlOf('x')).toBe(first.urlOf('x'));
      expect(await query(again.urlOf('postgres'), 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    }
  });

  it('starts although the dead server’s number now belongs to another process', async () => {
    const first = await startPostgres({ dataDir: folder });
    const pidFile = path.join(folder, 'postgres/postmaster.pid');
    const owner = await stat(pidFile);
    const lines = (await readFile(pidFile, 'utf8')).split('\n');
    await first.stop();
    const stranger = spawn(
      'sleep',
      ['600'],
      process.getuid?.() === 0 ? { uid: owner.uid, gid: owner.gid } : {},
    );
    try {
      await writeFile(pidFile, [String(stranger.pid), ...lines.slice(1)].join('\n'));
      const again = await startPostgres({ dataDir: folder });
      expect(again.started).toBe(true);
    } finally {
      stranger.kill('SIGKILL');
    }
  });

  it('starts one server for several starts at once, half-made data and a dead holder’s lock notwithstanding', async () => {
    await writeFile(path.join(folder, 'postgres.lock'), `999999999 ${os.hostname()}`);
    const servers = await Promise.all([1, 2, 3].map(() => startPostgres({ dataDir: folder })));
    expect(servers.filter(({ started }) => started)).toHaveLength(1);
    expect(new Set(servers.map(({ pid }) => pid)).size).toBe(1);
  });
});
