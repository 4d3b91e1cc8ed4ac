import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';

import { db } from '@/lib/db/client';
import { closePool } from '@/lib/db/pool';
import { placeOf, seal } from '@/lib/db/seal';
import { stubSettings } from '@/lib/db/testing/stub-settings';
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/test-database';
import { PlatformError } from '@/lib/domain/platform-error';
import { forgetEnv } from '@/lib/env';
import { createGitLabAccess } from '@/lib/gitlab/create-gitlab-access';
import { startTestGitLab, type TestGitLab } from '@/lib/gitlab/testing/sandbox-control';
import type { GitLabAccess } from '@/lib/ports/gitlab-access';

import { seedProject, type SeededProject } from '../testing/seed-project';

import { createConnectionTokens } from './connection-tokens';
import { sealGrant, storeConnection } from './store-connection';

interface Minted {
  access_token: string;
  refresh_token: string;
}

let database: TestDatabase;
let gitlab: TestGitLab;
let project: SeededProject;
let application: { uid: string; secret: string };
const clock = { now: () => new Date() };
const calls: string[] = [];
const access = createGitLabAccess({
  allowPrivateNetworks: ['127.0.0.0/8'],
  onCall: (method, template) => calls.push(`${method} ${template}`),
});
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000);

beforeAll(async () => {
  database = await createTestDatabase();
  gitlab = await startTestGitLab();
  stubSettings({ DATABASE_URL: database.url });
  application = await gitlab.control('POST', '/oauth-applications', {
    name: 'Pipemend',
    redirectUris: ['http://127.0.0.1/callback'],
    scopes: ['api'],
  });
});
beforeEach(async () => {
  await db.project.deleteMany();
  await db.workspace.deleteMany();
  await db.connection.deleteMany();
  await db.instance.deleteMany();
  project = await seedProject(db, { baseUrl: gitlab.baseUrl });
  await db.instance.update({
    where: { id: project.instanceId },
    data: {
      clientId: application.uid,
      clientSecret: seal(application.secret, placeOf('Instance', 'clientSecret', project.instanceId)),
    },
  });
  calls.length = 0;
});
afterAll(async () => {
  await gitlab.stop();
  await db.$disconnect();
  await closePool();
  await database.drop();
  vi.unstubAllEnvs();
  forgetEnv();
});

/** Gives the connection tokens that GitLab really knows, and says that they are about to expire. */
async function giveTokens(expiresAt: Date): Promise<Minted> {
  const minted = await gitlab.control<Minted>('POST', '/mint-token', {
    username: 'maya',
    kind: 'oauth',
    application: application.uid,
  });
  const grant = {
    accessToken: minted.access_token,
    refreshToken: minted.refresh_token,
    expiresAt,
    scopes: ['api'],
  };
  await db.connection.update({
    where: { id: project.connectionId },
    data: sealGrant(project.connectionId, grant),
  });
  return minted;
}

const row = () => db.connection.findUniqueOrThrow({ where: { id: project.connectionId } });
const tokens = (gitlabAccess: GitLabAccess = access) =>
  createConnectionTokens({ db, clock, gitlab: gitlabAccess });

describe('a connection', () => {
  it('gives its token while that is fresh, and asks nobody', async () => {
    const minted = await giveTokens(inMinutes(60));
    expect(await tokens()(project.connectionId)).toEqual({
      baseUrl: gitlab.baseUrl,
      accessToken: minted.access_token,
    });
    expect(calls).toEqual([]);
  });

  it('never lies in the database in the clear', async () => {
    const minted = await giveTokens(inMinutes(60));
    const kept = JSON.stringify(await row());
    expect(kept).not.toContain(minted.access_token);
    expect(kept).not.toContain(minted.refresh_token);
  });

  it('is refreshed once for twenty callers in several processes, and works afterwards', async () => {
    const minted = await giveTokens(inMinutes(2));
    const opened = await Promise.all(Array.from({ length: 20 }, () => tokens()(project.connectionId)));
    expect(calls).toEqual(['POST /oauth/token']);
    const [first] = opened;
    expect(new Set(opened.map(({ accessToken }) => accessToken)).size).toBe(1);
    expect(first?.accessToken).not.toBe(minted.access_token);
    const me = await access.open(gitlab.baseUrl, first?.accessToken ?? '').currentUser();
    expect(me.username).toBe('maya');
    const { version, expiresAt, refreshLeaseUntil } = await row();
    expect({ version, refreshLeaseUntil }).toEqual({ version: 2, refreshLeaseUntil: null });
    expect(expiresAt?.getTime()).toBeGreaterThan(inMinutes(60).getTime());
  });

  it('goes through many rotations without losing its way', async () => {
    await giveTokens(inMinutes(2));
    for (let round = 0; round < 5; round += 1) {
      await tokens()(project.connectionId);
      await db.connection.update({ where: { id: project.connectionId }, data: { expiresAt: inMinutes(1) } });
    }
    expect((await row()).version).toBe(6);
    expect((await row()).state).toBe('active');
  });

  it('is broken for good when GitLab refuses the refresh token, and says so', async () => {
    const minted = await giveTokens(inMinutes(-1));
    await gitlab.control('POST', '/tokens/revoke', { token: minted.access_token });
    await expect(tokens()(project.connectionId)).rejects.toMatchObject({
      kind: 'unauthorized',
      message: expect.stringContaining('sign in'),
    });
    expect(await row()).toMatchObject({ state: 'broken', refreshLeaseUntil: null });
    const before = calls.length;
    await expect(tokens()(project.connectionId)).rejects.toMatchObject({ kind: 'unauthorized' });
    expect(calls).toHaveLength(before);
  });

  it('is not broken by a refusal when somebody has signed in again meanwhile', async () => {
    await giveTokens(inMinutes(-1));
    const late: GitLabAccess = {
      ...access,
      async refresh() {
        const minted = await giveTokens(inMinutes(60));
        const { userId, instanceId } = project;
        const grant = {
          accessToken: minted.access_token,
          refreshToken: minted.refresh_token,
          expiresAt: inMinutes(60),
          scopes: ['api'],
        };
        await storeConnection(db, { userId, instanceId, gitlabUserId: 1, username: 'maya', grant });
        return { kind: 'refused', reason: 'The old one is dead.' };
      },
    };
    const { accessToken } = await tokens(late)(project.connectionId);
    expect((await access.open(gitlab.baseUrl, accessToken).currentUser()).username).toBe('maya');
    expect((await row()).state).toBe('active');
  });

  it('stays as it is while GitLab is away, and is refreshed once it is back', async () => {
    await giveTokens(inMinutes(-1));
    const away: GitLabAccess = {
      ...access,
      refresh: () => Promise.reject(new PlatformError('unavailable', 'GitLab answered 502.')),
    };
    await expect(tokens(away)(project.connectionId)).rejects.toMatchObject({ kind: 'unavailable' });
    expect(await row()).toMatchObject({ state: 'active', refreshLeaseUntil: null });
    await expect(tokens()(project.connectionId)).resolves.toMatchObject({ baseUrl: gitlab.baseUrl });
  });

  it('is taken over from a process that died while it refreshed', async () => {
    await giveTokens(inMinutes(-1));
    await db.connection.update({
      where: { id: project.connectionId },
      data: { refreshLeaseUntil: new Date(Date.now() - 1) },
    });
    await expect(tokens()(project.connectionId)).resolves.toMatchObject({ baseUrl: gitlab.baseUrl });
  });

  it('that cannot be renewed is broken once it has expired', async () => {
    await db.connection.update({ where: { id: project.connectionId }, data: { expiresAt: inMinutes(-1) } });
    await expect(tokens()(project.connectionId)).rejects.toMatchObject({ kind: 'unauthorized' });
    expect((await row()).state).toBe('broken');
  });

  it('that is gone opens nothing', async () => {
    await expect(tokens()('00000000-0000-4000-8000-000000000000')).rejects.toMatchObject({
      kind: 'unauthorized',
    });
  });
});

describe('signing in again', () => {
  const grant = { accessToken: 'a', refreshToken: 'r', expiresAt: null, scopes: ['api'] };

  it('mends a broken connection', async () => {
    await db.connection.update({ where: { id: project.connectionId }, data: { state: 'broken' } });
    const { userId, instanceId } = project;
    await storeConnection(db, { userId, instanceId, gitlabUserId: 1, username: 'renamed', grant });
    expect(await row()).toMatchObject({ state: 'active', version: 2, username: 'renamed' });
  });

  it('as somebody else does not take a connection over', async () => {
    const { userId, instanceId } = project;
    const other = { userId, instanceId, gitlabUserId: 99, username: 'other', grant };
    await expect(storeConnection(db, other)).rejects.toMatchObject({ kind: 'conflict' });
    expect((await row()).gitlabUserId).toBe(1);
  });
});
