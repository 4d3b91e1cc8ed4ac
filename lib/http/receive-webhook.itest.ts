import { createHmac } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';

import { db } from '@/lib/db/client';
import { closePool } from '@/lib/db/pool';
import { placeOf, seal } from '@/lib/db/seal';
import { stubSettings } from '@/lib/db/testing/stub-settings';
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/test-database';
import { forgetEnv } from '@/lib/env';
import { seedProject, type SeededProject } from '@/lib/operations/testing/seed-project';

import { receiveWebhook } from './receive-webhook';

let database: TestDatabase;
let project: SeededProject;

beforeAll(async () => {
  database = await createTestDatabase();
  stubSettings({ DATABASE_URL: database.url, PIPEMEND_LOG_LEVEL: 'silent' });
});
beforeEach(async () => {
  project = await seedProject(db);
});
afterAll(async () => {
  await db.$disconnect();
  await closePool();
  await database.drop();
  vi.unstubAllEnvs();
  forgetEnv();
});

const pipeline = (changes: object = {}, more: object = {}) =>
  JSON.stringify({
    object_kind: 'pipeline',
    project: { id: 7 },
    object_attributes: {
      id: 31,
      ref: 'main',
      sha: 'abc',
      source: 'push',
      status: 'failed',
      finished_at: '2026-01-01 00:01:00 UTC',
      ...changes,
    },
    ...more,
  });

function deliver(
  body: BodyInit,
  headers: Record<string, string> | [string, string][],
  key = project.key,
): Promise<Response> {
  const request = new Request(`http://127.0.0.1/api/webhooks/gitlab/${key}`, {
    method: 'POST',
    body,
    headers,
    duplex: 'half',
  } as RequestInit);
  return receiveWebhook(request, key);
}

const withToken = (id: string, of = project) => ({ 'x-gitlab-token': of.token, 'idempotency-key': id });

function signed(body: string, { at = Date.now(), of = project, id = 'message-1' } = {}) {
  const timestamp = String(Math.floor(at / 1000));
  const key = Buffer.from(of.signingToken.slice(6), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}

const deliveries = () =>
  db.delivery.findMany({ where: { projectId: project.id }, orderBy: { receivedAt: 'asc' } });
const announced = async () => {
  const rows = await db.outbox.findMany({ orderBy: { id: 'asc' } });
  return rows.filter(({ eventId }) => eventId.includes(project.id));
};

describe('what authenticates', () => {
  it('is stored and announced before it is acknowledged', async () => {
    const answer = await deliver(pipeline(), withToken('delivery-1'));
    expect(answer.status).toBe(200);
    expect(await deliveries()).toMatchObject([
      { idempotencyKey: 'delivery-1', kind: 'pipeline', state: 'stored', reason: null },
    ]);
    expect(await announced()).toMatchObject([
      {
        name: 'gitlab/pipeline.finished',
        publishedAt: null,
        data: { projectId: project.id, pipelineId: 31, status: 'failed', parentPipelineId: null },
      },
    ]);
    const { lastDeliveryAt } = await db.project.findUniqueOrThrow({ where: { id: project.id } });
    expect(lastDeliveryAt).not.toBeNull();
  });

  it('wakes the relay', async () => {
    const { default: pg } = await import('pg');
    const listener = new pg.Client({ connectionString: database.url });
    await listener.connect();
    await listener.query('LISTEN outbox');
    const heard = new Promise((resolve) => listener.once('notification', resolve));
    await deliver(pipeline(), withToken('delivery-1'));
    await heard;
    await listener.end();
  });

  it('may be signed instead, or both', async () => {
    const body = pipeline();
    expect((await deliver(body, signed(body))).status).toBe(200);
    const both = { ...signed(body, { id: 'message-2' }), 'x-gitlab-token': project.token };
    expect((await deliver(body, both)).status).toBe(200);
    expect(await deliveries()).toHaveLength(2);
  });

  it('may use the old token while it is rotated', async () => {
    const fresh = await seedProject(db);
    const hookToken = seal(`new-token ${fresh.token}`, placeOf('Project', 'hookToken', fresh.id));
    await db.project.update({ where: { id: fresh.id }, data: { hookToken } });
    expect((await deliver('{}', { 'x-gitlab-token': fresh.token }, fresh.key)).status).toBe(200);
    expect((await deliver('[]', { 'x-gitlab-token': 'new-token' }, fresh.key)).status).toBe(200);
    const all = { 'x-gitlab-token': `new-token ${fresh.token}` };
    expect((await deliver('{}', all, fresh.key)).status).toBe(401);
  });

  it('is known again: sixteen at once are one delivery and one event', async () => {
    const answers = await Promise.all(
      Array.from({ length: 16 }, () => deliver(pipeline(), withToken('delivery-1'))),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 16 }, () => 200));
    expect(await deliveries()).toHaveLength(1);
    expect(await announced()).toHaveLength(1);
  });

  it('is one event also when a group webhook brings it under another key', async () => {
    await deliver(pipeline(), withToken('delivery-1'));
    await deliver(pipeline(), withToken('delivery-2'));
    expect(await deliveries()).toHaveLength(2);
    expect(await announced()).toHaveLength(1);
  });

  it('is kept without the secrets in it', async () => {
    const secret = ['gl', 'pat-', 'abcdefghij0123456789'].join('');
    const body = pipeline(
      { variables: [{ key: 'DEPLOY_KEY', value: 'hunter2-hunter2' }] },
      { user: { email: 'somebody@example.com' }, commit: { message: `uses ${secret}` } },
    );
    await deliver(body, withToken('delivery-1'));
    const kept = JSON.stringify(await deliveries());
    for (const word of [secret, 'hunter2-hunter2', 'somebody@example.com']) expect(kept).not.toContain(word);
    expect(kept).toContain('DEPLOY_KEY');
  });

  it('wakes nobody where it is of no interest, and says why', async () => {
    const answer = await deliver(pipeline({ status: 'running' }), withToken('delivery-1'));
    expect(answer.status).toBe(200);
    expect(await deliveries()).toMatchObject([
      { state: 'ignored', reason: expect.stringContaining('running') },
    ]);
    expect(await announced()).toEqual([]);
  });
});

describe('what does not authenticate', () => {
  const refused: [string, () => [BodyInit, Record<string, string> | [string, string][], string?]][] = [
    ['no credential', () => [pipeline(), {}]],
    ['an empty token', () => [pipeline(), { 'x-gitlab-token': '' }]],
    ['a wrong token', () => [pipeline(), { 'x-gitlab-token': 'wrong' }]],
    ['the beginning of the token', () => [pipeline(), { 'x-gitlab-token': project.token.slice(0, -1) }]],
    ['the token as a list', () => [pipeline(), { 'x-gitlab-token': `["${project.token}"]` }]],
    [
      'the header twice',
      () => [
        pipeline(),
        [
          ['x-gitlab-token', project.token],
          ['x-gitlab-token', project.token],
        ],
      ],
    ],
    ['an unknown address', () => [pipeline(), withToken('d'), 'A'.repeat(22)]],
    ['an address that is none', () => [pipeline(), withToken('d'), "x' OR 1=1"]],
    ['a signature of another body', () => [pipeline(), signed(pipeline({ id: 32 }))]],
    ['a replay after 301 s', () => [pipeline(), signed(pipeline(), { at: Date.now() - 301_000 })]],
    [
      'a wrong token beside a right signature',
      () => [pipeline(), { ...signed(pipeline()), 'x-gitlab-token': 'wrong' }],
    ],
    [
      'a wrong signature beside the right token',
      () => [pipeline(), { ...signed('other'), 'x-gitlab-token': project.token }],
    ],
    ['11 MB without a credential', () => ['x'.repeat(11 * 1024 * 1024), {}]],
    ['11 MB signed only', () => ['x'.repeat(11 * 1024 * 1024), signed('x')]],
  ];

  it.each(refused)('gets 401 and leaves no trace: %s', async (_name, make) => {
    const before = await db.delivery.count();
    const answer = await deliver(...make());
    expect(answer.status).toBe(401);
    expect(await answer.text()).toBe('');
    expect(await db.delivery.count()).toBe(before);
  });

  it("gets 401 with another project's token or signature", async () => {
    const other = await seedProject(db);
    expect((await deliver(pipeline(), withToken('d', other))).status).toBe(401);
    expect((await deliver(pipeline(), signed(pipeline(), { of: other }))).status).toBe(401);
  });

  it('gets 401 once the project is disconnected', async () => {
    await db.project.update({ where: { id: project.id }, data: { disconnectedAt: new Date() } });
    expect((await deliver(pipeline(), withToken('d'))).status).toBe(401);
  });
});

describe('what authenticates but cannot be used', () => {
  it.each([
    ['no JSON', 'not json', 'It is not JSON.'],
    ['nothing', '', 'It is not JSON.'],
    ['JSON cut short', pipeline().slice(0, -5), 'It is not JSON.'],
    ['another shape', '[1,2]', 'It names no kind of event.'],
    ['a field of another type', pipeline({ sha: 7 }), 'Its object_attributes.sha is missing or odd.'],
    [
      'an overlong name',
      pipeline({ ref: 'x'.repeat(100_000) }),
      'Its object_attributes.ref is missing or odd.',
    ],
  ])('%s is recorded and acknowledged, its body discarded', async (_name, body, reason) => {
    expect((await deliver(body, withToken('delivery-1'))).status).toBe(200);
    expect(await deliveries()).toMatchObject([{ state: 'unusable', reason, payload: null }]);
    expect(await announced()).toEqual([]);
  });

  it('more than 10 MB is never held, whether it says so or not', async () => {
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(1024 * 1024));
      },
    });
    expect((await deliver(endless, withToken('delivery-1'))).status).toBe(200);
    expect(sent).toBeLessThan(14);
    const lying = { ...withToken('delivery-2'), 'content-length': String(50 * 1024 * 1024) };
    expect((await deliver('{}', lying)).status).toBe(200);
    const reasons = (await deliveries()).map(({ state, reason }) => `${state}: ${reason ?? ''}`);
    expect(reasons).toEqual(Array.from({ length: 2 }, () => 'unusable: It is larger than 10 MB.'));
  });

  it('texts that PostgreSQL does not take are stored all the same', async () => {
    const body = pipeline({ detailed: 'a\0b\ud800c' });
    expect((await deliver(body, withToken('delivery-1'))).status).toBe(200);
    const push = JSON.stringify({
      object_kind: 'push',
      project: { id: 7 },
      ref: 'refs/heads/a\0b\ud800',
      before: 'a',
      after: 'b',
      user_id: 1,
    });
    expect((await deliver(push, withToken('delivery-2'))).status).toBe(200);
    expect(await deliveries()).toHaveLength(2);
  });

  it('100,000 levels of nesting do no harm', async () => {
    const depth = 100_000;
    const body = `{"object_kind":"pipeline","project":{"id":7},"deep":${'['.repeat(depth)}${']'.repeat(depth)}}`;
    expect((await deliver(body, withToken('delivery-1'))).status).toBe(200);
    expect(await deliveries()).toMatchObject([{ state: 'unusable' }]);
  });
});

it('nothing is acknowledged while the database is away, and it is taken once it is back', async () => {
  await db.$disconnect();
  await closePool();
  stubSettings({ DATABASE_URL: 'postgresql://nobody:x@127.0.0.1:1/none', PIPEMEND_LOG_LEVEL: 'silent' });
  expect((await deliver(pipeline(), withToken('delivery-1'))).status).toBe(503);
  await db.$disconnect();
  await closePool();
  stubSettings({ DATABASE_URL: database.url, PIPEMEND_LOG_LEVEL: 'silent' });
  const again = await seedProject(db);
  expect((await deliver(pipeline(), withToken('delivery-1', again), again.key)).status).toBe(200);
});
