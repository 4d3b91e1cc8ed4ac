import { createServer, request as send, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, expect, it, vi } from 'vitest';

import { db } from '@/lib/db/client';
import { closePool } from '@/lib/db/pool';
import { stubSettings } from '@/lib/db/testing/stub-settings';
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/test-database';
import { forgetEnv } from '@/lib/env';
import { seedProject, type SeededProject } from '@/lib/operations/testing/seed-project';

import { takeWebhooksEarly } from './take-webhooks-early';

let database: TestDatabase;
let project: SeededProject;
let server: Server;
let origin: string;
const emit = Reflect.get(createServer().constructor.prototype as object, 'emit') as () => boolean;

beforeAll(async () => {
  database = await createTestDatabase();
  stubSettings({ DATABASE_URL: database.url, PIPEMEND_LOG_LEVEL: 'silent' });
  project = await seedProject(db);
  takeWebhooksEarly();
  takeWebhooksEarly();
  server = createServer((_request, response) => response.writeHead(299).end('the rest'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  Reflect.set(server.constructor.prototype as object, 'emit', emit);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await db.$disconnect();
  await closePool();
  await database.drop();
  vi.unstubAllEnvs();
  forgetEnv();
});

const push = JSON.stringify({
  object_kind: 'push',
  project: { id: 7 },
  ref: 'refs/heads/main',
  before: 'a',
  after: 'b',
  user_id: 1,
});
const deliver = (
  headers: Record<string, string>,
  path = `/api/webhooks/gitlab/${project.key}`,
  method = 'POST',
) => fetch(`${origin}${path}`, { method, headers, ...(method === 'POST' ? { body: push } : {}) });

it('takes a webhook before anybody else sees it', async () => {
  const headers = { 'x-gitlab-token': project.token, 'idempotency-key': 'early-key-1' };
  expect((await deliver(headers)).status).toBe(200);
  expect((await deliver(headers)).status).toBe(200);
  expect(await db.delivery.count({ where: { projectId: project.id } })).toBe(1);
});

it('refuses what the route would refuse', async () => {
  expect((await deliver({})).status).toBe(401);
  expect((await deliver({ 'x-gitlab-token': 'wrong' })).status).toBe(401);
  expect(
    (await deliver({ 'x-gitlab-token': project.token }, '/api/webhooks/gitlab/unknown-key')).status,
  ).toBe(401);
});

it('refuses a large body without reading it', async () => {
  const status = await new Promise<number>((resolve, reject) => {
    const outgoing = send(
      `${origin}/api/webhooks/gitlab/${project.key}`,
      { method: 'POST', headers: { 'content-length': 50 * 1024 * 1024, 'x-gitlab-token': 'wrong' } },
      (response) => {
        resolve(response.statusCode ?? 0);
        outgoing.destroy();
      },
    );
    outgoing.on('error', reject);
    outgoing.write('the beginning');
  });
  expect(status).toBe(401);
});

it('leaves everything else alone', async () => {
  for (const [path, method] of [
    ['/', 'GET'],
    [`/api/webhooks/gitlab/${project.key}`, 'GET'],
    [`/api/webhooks/gitlab/${project.key}/more`, 'POST'],
    [`/api/webhooks/gitlab/${project.key}?x=1`, 'POST'],
    ['/api/webhooks/gitlab/', 'POST'],
  ] as const) {
    expect((await deliver({ 'x-gitlab-token': project.token }, path, method)).status).toBe(299);
  }
});
