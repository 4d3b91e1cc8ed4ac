import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { createClient } from '@/lib/db/client';
import { closePool, getPool } from '@/lib/db/pool';
import { stubSettings } from '@/lib/db/testing/stub-settings';
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/test-database';
import { forgetEnv } from '@/lib/env';
import { createGitLabAccess } from '@/lib/gitlab/create-gitlab-access';
import { startTestGitLab, type TestGitLab } from '@/lib/gitlab/testing/sandbox-control';

import { approveFix } from './approve-fix';
import type { Caller } from './caller';
import { connectProject } from './connect-project';
import { askProjectRoles } from './connections/ask-project-roles';
import { createConnectionHosts } from './connections/connection-hosts';
import { storeConnection } from './connections/store-connection';
import { dismissFailure } from './dismiss-failure';
import { ensureFirstInstance } from './ensure-first-instance';
import { retryFailure } from './retry-failure';
import { runNoteCommand } from './run-note-command';
import type { Services } from './services';
import { seedFix, type SeededFix } from './testing/seed-fix';
import { undoFix } from './undo-fix';

let database: TestDatabase;
let gitlab: TestGitLab;
let services: Services;
let project: { id: string; workspaceId: string };
let gitlabProjectId: number;
const callers = new Map<string, Caller>();
const gitlabIds = new Map<string, number>();
const db = createClient(getPool);
const unused = () => Promise.reject(new Error('not part of this test'));
const unknownId = '00000000-0000-7000-8000-000000000000';

beforeAll(async () => {
  database = await createTestDatabase();
  gitlab = await startTestGitLab();
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
    publicUrl: 'http://127.0.0.1:9',
  };
  const first = { url: gitlab.baseUrl, clientId: 'c', clientSecret: 's' };
  const instanceId = (await ensureFirstInstance(db, first)) ?? '';
  await gitlab.control('POST', '/users', { username: 'stranger' });
  for (const username of ['max', 'dev', 'rita', 'guest', 'stranger']) {
    const accessToken = await gitlab.tokenOf(username);
    const me = await access.open(gitlab.baseUrl, accessToken).currentUser();
    const { id: userId } = await db.user.create({ data: { name: username } });
    const grant = { accessToken, refreshToken: null, expiresAt: null, scopes: ['api'] };
    await storeConnection(db, { userId, instanceId, gitlabUserId: me.id, username, grant });
    callers.set(username, { kind: 'person', userId, name: username });
    gitlabIds.set(username, me.id);
  }
  const made = await gitlab.control<{ id: number }>('POST', '/projects', {
    path: 'app',
    visibility: 'private',
    files: { 'README.md': 'hello' },
  });
  gitlabProjectId = made.id;
  const { projectId } = await connectProject(services, person('max'), { instanceId, gitlabProjectId });
  project = await db.project.findUniqueOrThrow({ where: { id: projectId } });
});

afterAll(async () => {
  await gitlab.stop();
  await db.$disconnect();
  await closePool();
  await database.drop();
  vi.unstubAllEnvs();
  forgetEnv();
});

function person(username: string): Caller {
  const caller = callers.get(username);
  if (!caller) throw new Error(`nobody is called ${username}`);
  return caller;
}

const fixOf = (seeded: SeededFix) => db.fix.findUniqueOrThrow({ where: { id: seeded.fixId } });
const failureOf = (seeded: SeededFix) => db.failure.findUniqueOrThrow({ where: { id: seeded.failureId } });
const auditOf = async (seeded: SeededFix) =>
  (await db.auditEvent.findMany({ where: { failureId: seeded.failureId }, orderBy: { id: 'asc' } })).map(
    ({ action, actorName }) => `${action} by ${actorName}`,
  );
const announced = async (seeded: SeededFix) => {
  const rows = await db.outbox.findMany({ orderBy: { id: 'asc' } });
  return rows.filter(({ data }) => JSON.stringify(data).includes(seeded.failureId)).map(({ name }) => name);
};

const commands = {
  approve: {
    run: (caller: Caller, { fixId }: SeededFix) => approveFix(services, caller, { fixId }),
    state: {},
  },
  dismiss: {
    run: (caller: Caller, { failureId }: SeededFix) => dismissFailure(services, caller, { failureId }),
    state: {},
  },
  retry: {
    run: (caller: Caller, { failureId }: SeededFix) => retryFailure(services, caller, { failureId }),
    state: {},
  },
  undo: {
    run: (caller: Caller, { fixId }: SeededFix) => undoFix(services, caller, { fixId }),
    state: { status: 'applied', failureStatus: 'mended', appliedSha: 'c'.repeat(40) },
  },
} as const;

describe.each(Object.entries(commands))('%s', (_, { run, state }) => {
  it('is for Developers; others hear no more than they may know, and change nothing', async () => {
    const seeded = await seedFix(db, project, state);
    const before = await fixOf(seeded);
    await expect(run(person('rita'), seeded)).rejects.toMatchObject({ kind: 'forbidden' });
    for (const nobody of ['guest', 'stranger']) {
      const refusal = await run(person(nobody), seeded).catch((error: unknown) => error);
      const absent = { failureId: unknownId, diagnosisId: unknownId, fixId: unknownId };
      const unknown = await run(person(nobody), absent).catch((error: unknown) => error);
      expect(refusal).toMatchObject({ kind: 'not-found' });
      // A foreign thing is not told from one that does not exist.
      expect(refusal).toEqual(unknown);
    }
    expect(await fixOf(seeded)).toEqual(before);
    expect(await auditOf(seeded)).toEqual([]);
    expect(await announced(seeded)).toEqual([]);
  });

  it('of a Developer is done, on record and announced', async () => {
    const seeded = await seedFix(db, project, state);
    await run(person('dev'), seeded);
    expect((await auditOf(seeded)).filter((row) => row.endsWith('by dev'))).not.toEqual([]);
    expect(await announced(seeded)).toHaveLength(1);
  });

  it('is not found once the project is disconnected', async () => {
    const seeded = await seedFix(db, project, state);
    await db.project.update({ where: { id: project.id }, data: { disconnectedAt: new Date() } });
    const refusal = await run(person('dev'), seeded).catch((error: unknown) => error);
    await db.project.update({ where: { id: project.id }, data: { disconnectedAt: null } });
    expect(refusal).toMatchObject({ kind: 'not-found' });
  });

  it('refuses what is no id', async () => {
    const odd = { failureId: "' OR 1=1", diagnosisId: '', fixId: '../1' };
    await expect(run(person('dev'), odd)).rejects.toMatchObject({ kind: 'invalid' });
  });
});

describe('approving', () => {
  it('twice is one approval, by whoever was first', async () => {
    const seeded = await seedFix(db, project);
    await approveFix(services, person('dev'), { fixId: seeded.fixId });
    await approveFix(services, person('max'), { fixId: seeded.fixId });
    expect(await fixOf(seeded)).toMatchObject({ status: 'approved', approvedByName: 'dev' });
    expect(await auditOf(seeded)).toEqual(['fix.approved by dev']);
    expect(await announced(seeded)).toEqual(['pipemend/fix.approved']);
  });

  it('by ten at once is one approval', async () => {
    const seeded = await seedFix(db, project);
    const tries = Array.from({ length: 10 }, (_, index) =>
      approveFix(services, person(index % 2 ? 'dev' : 'max'), { fixId: seeded.fixId }),
    );
    const refused = (await Promise.allSettled(tries)).filter(({ status }) => status === 'rejected');
    expect(await auditOf(seeded)).toHaveLength(1);
    expect(await announced(seeded)).toHaveLength(1);
    for (const one of refused) expect(one).toMatchObject({ reason: { kind: 'conflict' } });
  });

  it('does not stand in for a proof', async () => {
    for (const outcome of [null, 'still-failing', 'inconclusive']) {
      const seeded = await seedFix(db, project, { status: 'suggested', outcome });
      await expect(approveFix(services, person('max'), { fixId: seeded.fixId })).rejects.toMatchObject({
        kind: 'conflict',
        message: expect.stringContaining('not validated'),
      });
      expect((await fixOf(seeded)).status).toBe('suggested');
    }
  });

  it.each(['proposed', 'validating', 'refused', 'not-mended', 'dismissed', 'abandoned', 'undone'])(
    'has nothing to say about a fix that is %s',
    async (status) => {
      const seeded = await seedFix(db, project, { status });
      await expect(approveFix(services, person('max'), { fixId: seeded.fixId })).rejects.toMatchObject({
        kind: 'conflict',
      });
      expect((await fixOf(seeded)).status).toBe(status);
    },
  );

  it('cannot make us commit to a protected branch, or bring back what is over', async () => {
    const decision = { kind: 'suggest', chain: [{ rule: 'protected-branch', detail: 'Protected.' }] };
    const guarded = await seedFix(db, project, { status: 'suggested', decision });
    const over = await seedFix(db, project, { failureStatus: 'superseded' });
    for (const { fixId } of [guarded, over]) {
      await expect(approveFix(services, person('max'), { fixId })).rejects.toMatchObject({
        kind: 'conflict',
      });
    }
  });
});

describe('dismissing', () => {
  it('ends the fixes that are not on the branch, and twice is once', async () => {
    const seeded = await seedFix(db, project);
    await dismissFailure(services, person('dev'), { failureId: seeded.failureId, reason: 'Not now' });
    await dismissFailure(services, person('max'), { failureId: seeded.failureId });
    expect(await failureOf(seeded)).toMatchObject({
      status: 'dismissed',
      statusReason: 'Dismissed by dev: Not now',
    });
    expect((await fixOf(seeded)).status).toBe('abandoned');
    expect(await announced(seeded)).toEqual(['pipemend/failure.superseded']);
  });

  it('leaves what is mended or over as it is', async () => {
    for (const failureStatus of ['mended', 'superseded']) {
      const { failureId } = await seedFix(db, project, { failureStatus });
      await expect(dismissFailure(services, person('dev'), { failureId })).rejects.toMatchObject({
        kind: 'conflict',
      });
    }
  });

  it('stops the work each time, also when it was dismissed before it was diagnosed and then tried again', async () => {
    const seeded = await seedFix(db, project, { failureStatus: 'diagnosing' });
    const { failureId } = seeded;
    await db.failure.update({ where: { id: failureId }, data: { round: 0 } });
    await dismissFailure(services, person('dev'), { failureId });
    await retryFailure(services, person('dev'), { failureId });
    await dismissFailure(services, person('dev'), { failureId });
    expect((await announced(seeded)).filter((name) => name === 'pipemend/failure.superseded')).toHaveLength(
      2,
    );
  });
});

describe('trying again', () => {
  it('gives up what waits, and hands the failure over once more', async () => {
    const seeded = await seedFix(db, project);
    expect(await retryFailure(services, person('dev'), { failureId: seeded.failureId })).toEqual({
      round: 2,
    });
    expect((await fixOf(seeded)).status).toBe('abandoned');
    const diagnosis = await db.diagnosis.findUniqueOrThrow({ where: { id: seeded.diagnosisId } });
    expect(diagnosis.claimedBy).toBeNull();
    expect(await announced(seeded)).toEqual(['pipemend/failure.diagnosed']);
    await db.failure.update({ where: { id: seeded.failureId }, data: { status: 'mending' } });
    await expect(
      retryFailure(services, person('dev'), { failureId: seeded.failureId }),
    ).rejects.toMatchObject({ kind: 'conflict' });
  });

  it('is refused where there is nothing to try, and says why', async () => {
    const states = [
      { failureStatus: 'mended', status: 'applied' },
      { failureStatus: 'superseded' },
      { failureStatus: 'waiting', status: 'approved' },
      { failureStatus: 'no-fix', status: 'applied' },
    ];
    for (const state of states) {
      const seeded = await seedFix(db, project, state);
      const { failureId } = seeded;
      await expect(retryFailure(services, person('dev'), { failureId })).rejects.toMatchObject({
        kind: 'conflict',
      });
      expect((await failureOf(seeded)).status).toBe(state.failureStatus);
    }
  });

  it('ends after five rounds', async () => {
    const seeded = await seedFix(db, project, { failureStatus: 'no-fix', status: 'not-mended' });
    for (let round = 2; round <= 5; round += 1) {
      await retryFailure(services, person('dev'), { failureId: seeded.failureId });
      await db.failure.update({ where: { id: seeded.failureId }, data: { status: 'no-fix' } });
    }
    await expect(
      retryFailure(services, person('dev'), { failureId: seeded.failureId }),
    ).rejects.toMatchObject({ kind: 'conflict', message: expect.stringContaining('5 times') });
  });
});

describe('undoing', () => {
  it('can be asked for again when GitLab refused the first time', async () => {
    const seeded = await seedFix(db, project, commands.undo.state);
    await undoFix(services, person('dev'), { fixId: seeded.fixId });
    await vi.waitFor(async () => {
      await undoFix(services, person('dev'), { fixId: seeded.fixId });
      expect(await announced(seeded)).not.toHaveLength(1);
    });
  });

  it('of a fix that is not on the branch is refused', async () => {
    const { fixId } = await seedFix(db, project);
    await expect(undoFix(services, person('dev'), { fixId })).rejects.toMatchObject({ kind: 'conflict' });
  });
});

describe('a command in a note', () => {
  let iid = 100;
  let noteId = 0;
  const write = (who: string, command: 'apply' | 'dismiss' | 'retry' | 'undo', fix: string | null = null) =>
    runNoteCommand(services, {
      projectId: project.id,
      mergeRequestIid: iid,
      noteId: (noteId += 1),
      gitlabUserId: gitlabIds.get(who) ?? 0,
      gitlabUsername: who,
      command,
      fix,
    });
  const seedHere = (options: Parameters<typeof seedFix>[2] = {}) =>
    seedFix(db, project, { mergeRequestIid: (iid += 1), ...options });

  it('of a Developer is obeyed, in their name', async () => {
    const seeded = await seedHere();
    expect(await write('dev', 'apply')).toEqual({ kind: 'done' });
    expect(await fixOf(seeded)).toMatchObject({ status: 'approved', approvedByName: '@dev' });
    expect(await auditOf(seeded)).toEqual(['fix.approved by @dev']);
  });

  it.each(['rita', 'guest', 'stranger', 'max', 'nobody'])('of %s does nothing', async (who) => {
    // max is the account that we write with: what stands in our own notes is never a command.
    const seeded = await seedHere();
    for (const command of ['apply', 'dismiss', 'retry', 'undo'] as const) {
      expect(await write(who, command)).toMatchObject({ kind: 'refused' });
    }
    expect((await fixOf(seeded)).status).toBe('waiting');
    expect((await failureOf(seeded)).status).toBe('waiting');
    expect(await auditOf(seeded)).toEqual([]);
  });

  it('names one of several fixes by its beginning, and without a name is told to', async () => {
    const first = await seedHere({ fixId: '0197aaaa-1111-7000-8000-000000000001' });
    const second = await seedFix(db, project, {
      beside: first,
      fixId: '0197aaaa-2222-7000-8000-000000000002',
    });
    expect(await write('dev', 'apply')).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('2 fixes'),
    });
    expect(await write('dev', 'apply', '0197aaaa')).toMatchObject({ kind: 'refused' });
    expect(await write('dev', 'apply', '0197bbbb')).toMatchObject({ kind: 'refused' });
    expect(await write('dev', 'apply', '0197aaaa-2222')).toEqual({ kind: 'done' });
    expect((await fixOf(first)).status).toBe('waiting');
    expect((await fixOf(second)).status).toBe('approved');
  });

  it('does not make us commit what was not validated', async () => {
    const seeded = await seedHere({ status: 'suggested', outcome: null });
    expect(await write('dev', 'apply')).toMatchObject({ kind: 'refused' });
    expect((await fixOf(seeded)).status).toBe('suggested');
  });

  it('where nothing failed is no error', async () => {
    iid += 1;
    expect(await write('dev', 'apply')).toMatchObject({ kind: 'refused' });
  });
});
