import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';

import { createClient } from '@/lib/db/client';
import { closePool, getPool } from '@/lib/db/pool';
import { stubSettings } from '@/lib/db/testing/stub-settings';
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/test-database';
import { forgetEnv } from '@/lib/env';
import { createGitLabAccess } from '@/lib/gitlab/create-gitlab-access';
import { startTestGitLab, type TestGitLab } from '@/lib/gitlab/testing/sandbox-control';
import { receiveWebhook } from '@/lib/http/receive-webhook';

import { allowJob, disallowJob } from './allow-job';
import type { Caller } from './caller';
import { connectProject } from './connect-project';
import { askProjectRoles } from './connections/ask-project-roles';
import { createConnectionHosts } from './connections/connection-hosts';
import { storeConnection } from './connections/store-connection';
import { disconnectProject } from './disconnect-project';
import { ensureFirstInstance } from './ensure-first-instance';
import { listConnectableProjects } from './list-connectable-projects';
import type { Services } from './services';
import { setLevel } from './set-level';

let database: TestDatabase;
let gitlab: TestGitLab;
let app: Server;
let services: Services;
let instanceId: string;
let gitlabProjectId: number;
const people = new Map<string, Caller>();
const db = createClient(getPool);
const unused = () => Promise.reject(new Error('not part of this test'));

beforeAll(async () => {
  database = await createTestDatabase();
  gitlab = await startTestGitLab();
  app = createServer((request, response) => {
    const key = request.url?.split('/').at(-1) ?? '';
    const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [
      name,
      String(value),
    ]);
    const body = new ReadableStream({
      start(controller) {
        request.on('data', (chunk: Buffer) => controller.enqueue(new Uint8Array(chunk)));
        request.on('end', () => controller.close());
      },
    });
    const incoming = new Request(`http://app${request.url ?? ''}`, {
      method: 'POST',
      headers,
      body,
      duplex: 'half',
    } as RequestInit);
    void receiveWebhook(incoming, key).then((answer) => response.writeHead(answer.status).end());
  });
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
  stubSettings({ DATABASE_URL: database.url, PIPEMEND_LOG_LEVEL: 'silent' });
  const clock = { now: () => new Date() };
  const access = createGitLabAccess({ allowPrivateNetworks: ['127.0.0.0/8'] });
  const codeHost = createConnectionHosts({ db, clock, gitlab: access });
  services = {
    db,
    clock,
    codeHost,
    roles: askProjectRoles({ db, clock, codeHost }),
    formatter: { format: unused },
    compiler: { fix: unused },
    traces: { diagnose: unused, readReports: unused },
    publicUrl: `http://127.0.0.1:${(app.address() as AddressInfo).port}`,
  };
  const settings = { url: gitlab.baseUrl, clientId: 'c', clientSecret: 's' };
  instanceId = (await ensureFirstInstance(db, settings)) ?? '';
  for (const username of ['maya', 'max', 'dev', 'guest']) await connectPerson(username);
});

afterAll(async () => {
  await gitlab.stop();
  app.closeAllConnections();
  await new Promise((resolve) => app.close(resolve));
  await db.$disconnect();
  await closePool();
  await database.drop();
  vi.unstubAllEnvs();
  forgetEnv();
});

async function connectPerson(username: string): Promise<void> {
  const accessToken = await gitlab.tokenOf(username);
  const me = await createGitLabAccess({ allowPrivateNetworks: ['127.0.0.0/8'] })
    .open(gitlab.baseUrl, accessToken)
    .currentUser();
  const { id: userId } = await db.user.create({ data: { name: username } });
  const grant = { accessToken, refreshToken: null, expiresAt: null, scopes: ['api'] };
  await storeConnection(db, { userId, instanceId, gitlabUserId: me.id, username, grant });
  people.set(username, { kind: 'person', userId, name: username });
}

function person(username: string): Caller {
  const caller = people.get(username);
  if (!caller) throw new Error(`nobody is called ${username}`);
  return caller;
}

beforeEach(async () => {
  const { id } = await gitlab.control<{ id: number }>('POST', '/projects', {
    path: `app-${crypto.randomUUID().slice(0, 8)}`,
    files: { 'README.md': 'hello' },
  });
  gitlabProjectId = id;
});

const hooks = async () => {
  const answer = await fetch(`${gitlab.baseUrl}/api/v4/projects/${gitlabProjectId}/hooks`, {
    headers: { authorization: `Bearer ${await gitlab.tokenOf('maya')}` },
  });
  return (await answer.json()) as Record<string, unknown>[];
};
const connect = (who: string, more: object = {}) =>
  connectProject(services, person(who), { instanceId, gitlabProjectId, ...more });

describe('connecting', () => {
  it('makes a webhook of its own, proves that it delivers, and is on record', async () => {
    const { projectId, hook } = await connect('max', { level: 'auto-lint' });
    expect(hook).toEqual({ kind: 'verified' });
    const row = await db.project.findUniqueOrThrow({
      where: { id: projectId },
      include: { workspace: true, deliveries: true },
    });
    expect(row).toMatchObject({ gitlabProjectId, level: 'auto-lint', disconnectedAt: null });
    expect(row.hookVerifiedAt).not.toBeNull();
    expect(row.workspace).toMatchObject({ instanceId, path: 'acme' });
    expect(row.deliveries).toMatchObject([{ kind: 'push', state: 'stored' }]);
    expect(await hooks()).toMatchObject([
      {
        id: row.hookId,
        url: `${services.publicUrl}/api/webhooks/gitlab/${row.key}`,
        push_events: true,
        pipeline_events: true,
        merge_requests_events: true,
        note_events: true,
      },
    ]);
    const audit = await db.auditEvent.findMany({ where: { projectId } });
    expect(audit).toMatchObject([{ action: 'project.connected', actorName: 'max', actorKind: 'person' }]);
  });

  it('starts at suggest', async () => {
    const { projectId } = await connect('maya');
    expect((await db.project.findUniqueOrThrow({ where: { id: projectId } })).level).toBe('suggest');
  });

  it('twice is once, and mends a webhook that somebody deleted', async () => {
    const first = await connect('maya');
    const { hookId } = await db.project.findUniqueOrThrow({ where: { id: first.projectId } });
    expect(await connect('max')).toEqual(first);
    expect(await hooks()).toHaveLength(1);
    await fetch(`${gitlab.baseUrl}/api/v4/projects/${gitlabProjectId}/hooks/${hookId ?? 0}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${await gitlab.tokenOf('maya')}` },
    });
    expect(await connect('maya')).toEqual(first);
    expect(await hooks()).toHaveLength(1);
    expect(await db.auditEvent.count({ where: { projectId: first.projectId } })).toBe(1);
  });

  it('keeps the secrets of its webhook sealed, and gives each project others', async () => {
    const { projectId } = await connect('maya');
    const { id } = await gitlab.control<{ id: number }>('POST', '/projects', {
      path: `other-${crypto.randomUUID().slice(0, 8)}`,
      files: { 'README.md': 'hello' },
    });
    const other = await connectProject(services, person('maya'), { instanceId, gitlabProjectId: id });
    const rows = await db.project.findMany({ where: { id: { in: [projectId, other.projectId] } } });
    expect(new Set(rows.map(({ key }) => key)).size).toBe(2);
    for (const { hookToken, hookSigningToken } of rows) {
      expect(hookToken).toMatch(/^1\.[\w-]+\.[\w-]+$/);
      expect(hookSigningToken).not.toContain('whsec_');
    }
  });

  it('is for Maintainers, and the others are told no more than they may see', async () => {
    await expect(connect('dev')).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(connect('guest')).rejects.toMatchObject({ kind: 'not-found' });
    const absent = { instanceId, gitlabProjectId: 999_999 };
    await expect(connectProject(services, person('maya'), absent)).rejects.toMatchObject({
      kind: 'not-found',
    });
    await expect(connectProject(services, { kind: 'automation' }, absent)).rejects.toMatchObject({
      kind: 'forbidden',
    });
    expect(await hooks()).toEqual([]);
    expect(await db.project.count({ where: { gitlabProjectId } })).toBe(0);
  });

  it('says when the test delivery does not arrive, and is connected all the same', async () => {
    const deaf = { ...services, publicUrl: 'http://127.0.0.1:9' };
    const { projectId, hook } = await connectProject(deaf, person('maya'), { instanceId, gitlabProjectId });
    expect(hook).toMatchObject({
      kind: 'unverified',
      reason: expect.stringContaining('test delivery failed'),
    });
    const row = await db.project.findUniqueOrThrow({ where: { id: projectId } });
    expect(row).toMatchObject({ disconnectedAt: null, hookVerifiedAt: null });
  });

  it('leaves nothing connected when GitLab refuses the webhook', async () => {
    const faults = [{ method: 'POST', path: '*hooks*', kind: 'status', status: 502, remaining: 5 }];
    await gitlab.control('PUT', '/faults/api', { faults });
    await expect(connect('maya')).rejects.toMatchObject({ kind: 'unavailable' });
    await gitlab.control('POST', '/reset-faults');
    expect(await db.project.count({ where: { gitlabProjectId, disconnectedAt: null } })).toBe(0);
    expect((await connect('maya')).hook).toEqual({ kind: 'verified' });
  });
});

describe('choosing', () => {
  it('lists what the person may connect, with what is connected', async () => {
    const { projectId } = await connect('maya');
    const { projects, problems } = await listConnectableProjects(services, person('max'));
    expect(problems).toEqual([]);
    expect(projects.find((project) => project.gitlabProjectId === gitlabProjectId)).toMatchObject({
      instanceId,
      accessLevel: 40,
      connectedProjectId: projectId,
    });
    expect((await listConnectableProjects(services, person('dev'))).projects).toEqual([]);
  });

  it('says which GitLab could not be asked', async () => {
    await gitlab.control('PUT', '/faults/api', { faults: [{ path: '*', kind: 'status', status: 502 }] });
    const { projects, problems } = await listConnectableProjects(services, person('maya'));
    await gitlab.control('POST', '/reset-faults');
    expect(projects).toEqual([]);
    expect(problems).toHaveLength(1);
  });
});

describe('the settings of a project', () => {
  it('are changed by Maintainers, on record, and only when they change', async () => {
    const { projectId } = await connect('maya');
    await setLevel(services, person('max'), { projectId, level: 'auto-validated' });
    await setLevel(services, person('max'), { projectId, level: 'auto-validated' });
    const job = 'deploy: production';
    await allowJob(services, person('max'), { projectId, job });
    await allowJob(services, person('maya'), { projectId, job });
    expect(await db.project.findUniqueOrThrow({ where: { id: projectId } })).toMatchObject({
      level: 'auto-validated',
      allowedJobs: [job],
    });
    await disallowJob(services, person('max'), { projectId, job });
    const audit = await db.auditEvent.findMany({ where: { projectId }, orderBy: { id: 'asc' } });
    expect(audit.map(({ action }) => action)).toEqual([
      'project.connected',
      'project.level-set',
      'project.job-allowed',
      'project.job-disallowed',
    ]);
  });

  it('are closed to everybody else', async () => {
    const { projectId } = await connect('maya');
    const level = { projectId, level: 'auto-lint' } as const;
    await expect(setLevel(services, person('dev'), level)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(setLevel(services, person('guest'), level)).rejects.toMatchObject({ kind: 'not-found' });
    const job = { projectId, job: 'deploy' };
    await expect(allowJob(services, person('dev'), job)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(disconnectProject(services, person('dev'), { projectId })).rejects.toMatchObject({
      kind: 'forbidden',
    });
    const foreign = { projectId: crypto.randomUUID(), level: 'watch' } as const;
    await expect(setLevel(services, person('maya'), foreign)).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('disconnecting', () => {
  it('removes the webhook, refuses what still comes, and can be undone', async () => {
    const { projectId } = await connect('maya');
    const { key } = await db.project.findUniqueOrThrow({ where: { id: projectId } });
    expect(await disconnectProject(services, person('max'), { projectId })).toEqual({ hookLeft: null });
    expect(await hooks()).toEqual([]);
    await expect(disconnectProject(services, person('max'), { projectId })).rejects.toMatchObject({
      kind: 'not-found',
    });
    await vi.waitUntil(
      async () => {
        const answer = await fetch(`${services.publicUrl}/api/webhooks/gitlab/${key}`, { method: 'POST' });
        return answer.status === 401;
      },
      { timeout: 10_000 },
    );
    const again = await connect('maya');
    expect(again).toEqual({ projectId, hook: { kind: 'verified' } });
  });

  it('happens also when GitLab cannot be asked, and says that the webhook is left', async () => {
    const { projectId } = await connect('maya');
    // Known from the connecting: what GitLab refuses now is the removal alone.
    await services.roles.accessLevel((person('maya') as { userId: string }).userId, {
      instanceId,
      gitlabProjectId,
    });
    const faults = [{ method: 'DELETE', path: '*', kind: 'status', status: 502 }];
    await gitlab.control('PUT', '/faults/api', { faults });
    const { hookLeft } = await disconnectProject(services, person('maya'), { projectId });
    await gitlab.control('POST', '/reset-faults');
    expect(hookLeft).not.toBeNull();
    expect((await db.project.findUniqueOrThrow({ where: { id: projectId } })).disconnectedAt).not.toBeNull();
  });
});
