import { createHash, createHmac, randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import pg from 'pg';
import { startStack, type Stack } from '@/scripts/stack';
import { root } from '@/scripts/root';

interface Heard {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: unknown;
}

const key = createHash('sha256').update(randomBytes(16)).digest('hex');
const eventKey = `event-${randomBytes(8).toString('hex')}`;

test.describe('the app, started with the settings of an Inngest server', () => {
  const heard: Heard[] = [];
  let server: Server;
  let stack: Stack;

  test.beforeAll(async () => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        heard.push({
          path: request.url ?? '',
          authorization: request.headers.authorization,
          body: text === '' ? null : JSON.parse(text),
        });
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify({ ok: true, ids: ['1'], status: 200 }));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    stack = await startStack({
      mode: 'production',
      dataDir: path.join(root, '.e2e/remote'),
      keep: false,
      env: {
        INNGEST_BASE_URL: `http://127.0.0.1:${port}`,
        INNGEST_EVENT_KEY: eventKey,
        INNGEST_SIGNING_KEY: `signkey-test-${key}`,
      },
    });
  });
  test.afterAll(async () => {
    await stack.stop();
    server.closeAllConnections();
    server.close();
  });

  const call = (functionId: string, signed: boolean) => {
    const body = JSON.stringify(callBody);
    const seconds = String(Math.round(Date.now() / 1000));
    const signature = createHmac('sha256', key).update(body).update(seconds).digest('hex');
    return fetch(`${stack.appUrl}/api/inngest?fnId=${functionId}&stepId=step`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(signed ? { 'x-inngest-signature': `t=${seconds}&s=${signature}` } : {}),
      },
      body,
    });
  };

  test('registers the very functions that the embedded engine runs', async () => {
    await expect.poll(() => heard.some((one) => one.path.startsWith('/fn/register'))).toBe(true);
    const registered = heard.find((one) => one.path.startsWith('/fn/register'));
    expect(registered?.authorization).toMatch(/^Bearer signkey-test-/);
    const { functions, url } = registered?.body as { functions: { id: string }[]; url: string };
    expect(url).toBe(`${stack.appUrl}/api/inngest`);
    const ids = functions.map(({ id }) => id);
    for (const id of ['diagnose-failure', 'mend-failure', 'apply-fix', 'sweep-projects']) {
      expect(ids).toContain(`pipemend-${id}`);
    }
  });

  test('sends what the outbox holds to the server, and runs nothing itself', async () => {
    const db = new pg.Client({ connectionString: stack.databaseUrl });
    await db.connect();
    try {
      await db.query(
        `INSERT INTO outbox (name, data, event_id) VALUES ('pipemend/sweep.requested', '{}', 'remote-1')`,
      );
      await expect.poll(() => heard.some((one) => one.path === `/e/${eventKey}`)).toBe(true);
      const sent = heard.find((one) => one.path === `/e/${eventKey}`);
      expect(sent?.body).toMatchObject([{ name: 'pipemend/sweep.requested', id: 'remote-1' }]);
      const published = () =>
        db.query(`SELECT 1 FROM outbox WHERE event_id = 'remote-1' AND published_at IS NOT NULL`);
      await expect.poll(async () => (await published()).rowCount).toBe(1);
      expect((await db.query('SELECT 1 FROM engine_runs')).rowCount).toBe(0);
      expect((await db.query('SELECT 1 FROM engine_events')).rowCount).toBe(0);
    } finally {
      await db.end();
    }
  });

  test('answers signed calls and refuses others', async () => {
    expect((await call('pipemend-sweep-candidates', false)).status).toBe(401);
    const answer = await call('pipemend-sweep-candidates', true);
    expect(answer.status).toBe(206);
    expect(await answer.json()).toMatchObject([{ op: 'StepRun', data: [] }]);
  });
});

// Keys in the order of the alphabet: the signature is taken over the canonical form.
const callBody = {
  ctx: {
    attempt: 0,
    disable_immediate_execution: false,
    max_attempts: 2,
    run_id: 'run-1',
    stack: { current: 0, stack: [] },
    use_api: false,
  },
  event: { data: {}, id: 'e1', name: 'inngest/scheduled.timer', ts: 1 },
  events: [{ data: {}, id: 'e1', name: 'inngest/scheduled.timer', ts: 1 }],
  steps: {},
  use_api: false,
  version: -1,
};
