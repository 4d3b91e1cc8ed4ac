import { createHmac, randomBytes } from 'node:crypto';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { DeliveryEntry } from '../store/journal';
import { eventually, field, GitlabDriver, number, record } from '../testing/gitlab-driver';
import { HookReceiver } from '../testing/hook-receiver';

let gitlab: GitlabDriver;
let receiver: HookReceiver;
let maya: string;
let projects = 0;

beforeAll(async () => {
  gitlab = await GitlabDriver.start();
  maya = await gitlab.tokenOf('maya');
});
afterAll(() => gitlab.stop());
beforeEach(async () => {
  receiver = await HookReceiver.start();
});
afterEach(() => receiver.stop());

async function hooked(fields: object = {}): Promise<{ id: number; hook: number }> {
  projects += 1;
  const id = await gitlab.project(`hooked-${projects}`, { 'a.txt': 'a\n' });
  const hook = await gitlab.ok(maya, 'POST', `/projects/${id}/hooks`, { url: receiver.url, ...fields });
  return { id, hook: number(hook, 'id') };
}

let branches = 0;
const push = (id: number) =>
  gitlab.ok(maya, 'POST', `/projects/${id}/repository/branches`, {
    branch: `b${(branches += 1)}`,
    ref: 'main',
  });

const deliveries = async (hook: number): Promise<DeliveryEntry[]> =>
  (await gitlab.journal())
    .filter((entry) => entry.kind === 'delivery')
    .filter((entry) => entry.hookId === hook);

const arrived = (count: number) =>
  eventually(() => (receiver.received.length >= count ? receiver.received : null));
const sent = (hook: number, count: number) =>
  eventually(async () => {
    const list = await deliveries(hook);
    return list.length >= count ? list : null;
  });

describe('a delivery', () => {
  it('carries the token, its ids and a signature over the raw bytes', async () => {
    const key = randomBytes(32);
    const { id } = await hooked({ token: 'secret-token', signing_token: `whsec_${key.toString('base64')}` });
    await push(id);
    const [first] = await arrived(1);
    const headers = first?.headers ?? {};
    expect(headers).toMatchObject({
      'x-gitlab-event': 'Push Hook',
      'x-gitlab-token': 'secret-token',
      'x-gitlab-instance': gitlab.baseUrl,
      'content-type': 'application/json',
    });
    for (const name of ['x-gitlab-webhook-uuid', 'x-gitlab-event-uuid', 'idempotency-key'])
      expect(headers[name]).toMatch(/^[0-9a-f-]{36}$/);
    const [messageId, timestamp] = [String(headers['webhook-id']), String(headers['webhook-timestamp'])];
    expect(messageId).toBe(headers['idempotency-key']);
    const signature = createHmac('sha256', key)
      .update(`${messageId}.${timestamp}.${first?.body ?? ''}`)
      .digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${signature}`);
    expect(first?.payload).toMatchObject({
      object_kind: 'push',
      ref: `refs/heads/b${branches}`,
      project_id: id,
    });
  });

  it('goes only to hooks that asked for the event', async () => {
    const { id } = await hooked({ push_events: false, note_events: true, merge_requests_events: true });
    await push(id);
    await gitlab.ok(maya, 'POST', `/projects/${id}/repository/commits`, {
      branch: 'work',
      start_branch: 'main',
      commit_message: 'Work',
      actions: [{ action: 'create', file_path: 'b.txt', content: 'b\n' }],
    });
    await gitlab.ok(maya, 'POST', `/projects/${id}/merge_requests`, {
      source_branch: 'work',
      target_branch: 'main',
      title: 'Draft: Work',
    });
    await gitlab.ok(maya, 'PUT', `/projects/${id}/merge_requests/1`, { title: 'Work' });
    await gitlab.ok(maya, 'POST', `/projects/${id}/merge_requests/1/notes`, { body: 'Hello' });
    const received = (await arrived(3)).map((one) => one.payload);
    expect(received.map((one) => one['object_kind']).sort()).toEqual([
      'merge_request',
      'merge_request',
      'note',
    ]);
    const ready = received.find((one) => record(one['object_attributes'])['action'] === 'update');
    expect(record(ready)['changes']).toMatchObject({ draft: { previous: true, current: false } });
    const note = record(received.find((one) => one['object_kind'] === 'note'));
    expect(note).toMatchObject({
      object_attributes: { note: 'Hello', noteable_type: 'MergeRequest', system: false, action: 'create' },
      merge_request: { iid: 1 },
    });
  });

  it('can be sent again under the same key, and its secrets are in no answer', async () => {
    const { id, hook } = await hooked({ token: 'secret-token' });
    await push(id);
    await arrived(1);
    const events = await eventually(async () => {
      const list = await gitlab.list(maya, `/projects/${id}/hooks/${hook}/events`);
      return list.length > 0 ? list : null;
    });
    const event = number(events[0], 'id');
    await gitlab.ok(maya, 'POST', `/projects/${id}/hooks/${hook}/events/${event}/resend`);
    const [first, second] = await arrived(2);
    expect(second?.headers['idempotency-key']).toBe(first?.headers['idempotency-key']);
    const shown = JSON.stringify([events, await gitlab.ok(maya, 'GET', `/projects/${id}/hooks/${hook}`)]);
    expect(shown).not.toContain('secret-token');
  });
});

describe('a receiver that fails', () => {
  it('is paused after four failures in a row, for twice as long each time, and freed by a test that succeeds', async () => {
    const { id, hook } = await hooked();
    receiver.status = 500;
    for (let count = 1; count <= 4; count += 1) {
      await push(id);
      await sent(hook, count);
    }
    const status = () => gitlab.ok(maya, 'GET', `/projects/${id}/hooks/${hook}`);
    expect(await status()).toMatchObject({ alert_status: 'temporarily_disabled' });
    await push(id);
    expect((await sent(hook, 5)).map((entry) => entry.fault)).toEqual([null, null, null, null, 'paused']);
    expect(receiver.received).toHaveLength(4);

    await gitlab.control('POST', '/clock', { advanceMs: 61_000 });
    await push(id);
    await sent(hook, 6);
    expect(receiver.received).toHaveLength(5);
    const paused = new Date(field(await status(), 'disabled_until')).getTime();
    const now = new Date(field(await gitlab.control('GET', '/health'), 'now')).getTime();
    expect(paused - now).toBeGreaterThan(61_000);
    expect(paused - now).toBeLessThanOrEqual(120_000);

    const test = `/projects/${id}/hooks/${hook}/test/push_events`;
    expect((await gitlab.api(maya, 'POST', test)).status).toBe(422);
    receiver.status = 200;
    expect((await gitlab.api(maya, 'POST', test)).status).toBe(201);
    expect(await status()).toMatchObject({ alert_status: 'executable', disabled_until: null });
    await push(id);
    await arrived(8);
  });

  it('may be tested five times a minute', async () => {
    const { id, hook } = await hooked();
    const test = () => gitlab.api(maya, 'POST', `/projects/${id}/hooks/${hook}/test/push_events`);
    for (let count = 0; count < 5; count += 1) expect((await test()).status).toBe(201);
    const refused = await test();
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('60');
  });
});

describe('faults', () => {
  afterEach(() => gitlab.control('POST', '/reset-faults'));

  it('lose, double and shuffle deliveries when asked to', async () => {
    const { id, hook } = await hooked();
    const only = (fault: object) =>
      gitlab.control('PUT', '/faults/webhooks', { faults: [{ projectId: id, ...fault }] });
    await only({ kind: 'drop', remaining: 1 });
    await push(id);
    expect((await sent(hook, 1))[0]).toMatchObject({ fault: 'drop', status: null });
    await only({ kind: 'duplicate', copies: 2, remaining: 1 });
    await push(id);
    const copies = await arrived(3);
    expect(new Set(copies.map((one) => one.headers['idempotency-key'])).size).toBe(1);
    await only({ kind: 'shuffle', window: 2 });
    await push(id);
    expect(receiver.received).toHaveLength(3);
    await push(id);
    const refs = (await arrived(5)).slice(3).map((one) => one.payload['ref']);
    expect(refs.sort()).toEqual([`refs/heads/b${branches - 1}`, `refs/heads/b${branches}`]);
  });

  it('are set up by Maintainers only, at addresses that are web addresses', async () => {
    const { id } = await hooked();
    const dev = await gitlab.tokenOf('dev');
    expect((await gitlab.api(dev, 'GET', `/projects/${id}/hooks`)).status).toBe(403);
    expect(
      (await gitlab.api(maya, 'POST', `/projects/${id}/hooks`, { url: 'file:///etc/passwd' })).status,
    ).toBe(422);
  });
});
