import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/test-database';

import { until } from './embedded/testing/engine-harness';

const script = fileURLToPath(new URL('./testing/background-process.ts', import.meta.url));

describe('startBackground', () => {
  let database: TestDatabase;
  let db: pg.Client;
  const children: ChildProcess[] = [];
  const servers: Server[] = [];

  beforeEach(async () => {
    database = await createTestDatabase();
    db = new pg.Client({ connectionString: database.url });
    await db.connect();
  });
  afterEach(async () => {
    for (const child of children.splice(0)) await ended(child, 'SIGKILL');
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
    await db.end();
    await database.drop();
  });

  function start(settings: Record<string, string | undefined>) {
    const child = spawn(process.execPath, ['--import', 'tsx', script], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        NODE_ENV: 'production',
        DATABASE_URL: database.url,
        PIPEMEND_URL: 'http://127.0.0.1:3000',
        PIPEMEND_SECRET_KEY: randomBytes(32).toString('base64'),
        NEXTAUTH_SECRET: randomBytes(32).toString('hex'),
        ...settings,
      },
    });
    children.push(child);
    const output = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()));
    const ready = () =>
      until('the process to be ready', () => {
        if (child.exitCode !== null) throw new Error(`The process ended:\n${output.stderr}`);
        return output.stdout.includes('ready\n') ? true : undefined;
      });
    return { child, output, ready };
  }

  async function ended(child: ChildProcess, signal?: NodeJS.Signals): Promise<number | null> {
    if (child.exitCode === null && child.signalCode === null) {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      if (signal !== undefined) child.kill(signal);
      await gone;
    }
    return child.exitCode;
  }

  /** A stand-in for an Inngest server that notes what it is asked. */
  async function startServer(refusals = 0) {
    const heard: { path: string; body: string; authorization: string | undefined }[] = [];
    let left = refusals;
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { url: path = '', headers } = request;
        heard.push({ path, body: Buffer.concat(chunks).toString(), authorization: headers.authorization });
        const isRefused = left-- > 0;
        response.writeHead(isRefused ? 503 : 200, { 'content-type': 'application/json' });
        response.end(
          JSON.stringify(isRefused ? { status: 503, error: 'starting' } : { ids: ['1'], status: 200 }),
        );
      });
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return { heard, url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}` };
  }

  const announce = (eventId: string) =>
    db.query(
      `WITH row AS (INSERT INTO outbox (name, data, event_id) VALUES ('test/nothing', '{"n":1}', $1) RETURNING id)
       SELECT pg_notify('outbox', id::text) FROM row`,
      [eventId],
    );

  const published = () =>
    until('the outbox to be published', async () => {
      const { rows } = await db.query('SELECT 1 FROM outbox WHERE published_at IS NULL');
      return rows.length === 0 ? true : undefined;
    });

  async function listening(): Promise<string[]> {
    const { rows } = await db.query<{ query: string }>(
      `SELECT query FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN %' ORDER BY 1`,
    );
    return rows.map(({ query }) => query);
  }

  it('runs the embedded engine when nothing of Inngest is set, and ends cleanly', async () => {
    const { child, ready } = start({});
    await ready();
    await until('both to listen', async () => ((await listening()).length === 2 ? true : undefined));
    expect(await listening()).toEqual(['LISTEN "engine"', 'LISTEN "outbox"']);
    await announce('e1');
    await published();
    await until('the event to be delivered', async () => {
      const { rows } = await db.query(
        `SELECT 1 FROM engine_events WHERE name = 'test/nothing' AND delivered_at IS NOT NULL`,
      );
      return rows.length === 1 ? true : undefined;
    });
    expect(await ended(child, 'SIGTERM')).toBe(143);
  });

  it('leaves the engine off with an Inngest server: registers there and sends its events there', async () => {
    const server = await startServer(1);
    const signingKey = `signkey-test-${randomBytes(32).toString('hex')}`;
    const { child, ready } = start({
      INNGEST_EVENT_KEY: 'event-key',
      INNGEST_SIGNING_KEY: signingKey,
      INNGEST_BASE_URL: server.url,
    });
    await ready();
    // The first attempt was refused, so this one shows that it tries again.
    const [, register] = await until('the registration', () => {
      const calls = server.heard.filter(({ path }) => path === '/fn/register');
      return calls.length === 2 ? calls : undefined;
    });
    expect(register?.authorization).toMatch(/^Bearer signkey-test-[0-9a-f]{64}$/);
    const { functions, url } = JSON.parse(register?.body ?? '') as {
      functions: { id: string }[];
      url: string;
    };
    expect(url).toBe('http://127.0.0.1:3000/api/inngest');
    expect(functions.map(({ id }) => id)).toContain('pipemend-diagnose-failure');
    await announce('e1');
    await published();
    const events = server.heard.filter(({ path }) => path === '/e/event-key');
    expect(events.map(({ body }) => JSON.parse(body) as unknown)).toMatchObject([
      [{ id: 'e1', name: 'test/nothing', data: { n: 1 } }],
    ]);
    expect(await listening()).toEqual(['LISTEN "outbox"']);
    for (const table of ['engine_events', 'engine_runs', 'engine_crons']) {
      expect((await db.query(`SELECT 1 FROM ${table}`)).rowCount).toBe(0);
    }
    expect(await ended(child, 'SIGTERM')).toBe(143);
  });

  it('ends with one sentence that names a missing setting', async () => {
    const { child, output } = start({ PIPEMEND_SECRET_KEY: undefined });
    expect(await ended(child)).toBe(1);
    expect(output.stderr).toMatch(/^PIPEMEND_SECRET_KEY [^\n]+\n$/);
  });

  it('refuses a development server, which signs nothing, where others can reach the application', async () => {
    const { child, output } = start({ INNGEST_DEV: '1', PIPEMEND_URL: 'https://pipemend.example.com' });
    expect(await ended(child)).toBe(1);
    expect(output.stderr).toMatch(/^INNGEST_DEV [^\n]+\n$/);
  });
});
