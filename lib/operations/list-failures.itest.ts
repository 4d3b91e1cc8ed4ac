import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';

import { createClient } from '@/lib/db/client';
import { closePool, getPool } from '@/lib/db/pool';
import { stubSettings } from '@/lib/db/testing/stub-settings';
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/test-database';
import { forgetEnv } from '@/lib/env';

import { automation } from './caller';
import { getFailure } from './get-failure';
import { getFix } from './get-fix';
import { getProject } from './get-project';
import { listAuditEvents } from './list-audit-events';
import { type FailureListItem, listFailures } from './list-failures';
import { listProjects } from './list-projects';
import { overview } from './overview';
import { personOf, readServices, seedFailure } from './testing/read-services';
import { type SeededProject, seedProject } from './testing/seed-project';

const db = createClient(getPool);
let database: TestDatabase;
let mine: SeededProject;
let theirs: SeededProject;
let world: ReturnType<typeof readServices>;

beforeAll(async () => {
  database = await createTestDatabase();
  stubSettings({ DATABASE_URL: database.url });
});
beforeEach(async () => {
  world = readServices(db);
  mine = await seedProject(db);
  theirs = await seedProject(db);
  world.give(mine.userId, mine, 40);
  world.give(theirs.userId, theirs, 40);
});
afterAll(async () => {
  await db.$disconnect();
  await closePool();
  await database.drop();
  vi.unstubAllEnvs();
  forgetEnv();
});

const notFound = { name: 'OperationError', kind: 'not-found' };
const ids = (items: readonly FailureListItem[]) => items.map(({ id }) => id);

it('shows a failure to those who may see its project, and nothing of it to others', async () => {
  const failureId = await seedFailure(db, mine, { status: 'waiting' });
  const { services } = world;
  const [me, other] = [personOf(mine), personOf(theirs)];

  expect(ids((await listFailures(services, me, {})).items)).toEqual([failureId]);
  expect((await getFailure(services, me, { failureId })).id).toBe(failureId);
  expect(await overview(services, me)).toMatchObject({ projects: 1, waiting: 1 });

  expect((await listFailures(services, other, {})).items).toEqual([]);
  expect((await listFailures(services, other, { projectId: mine.id })).items).toEqual([]);
  expect((await listProjects(services, other)).map(({ id }) => id)).toEqual([theirs.id]);
  expect(await overview(services, other)).toMatchObject({ projects: 1, waiting: 0 });
  await expect(getFailure(services, other, { failureId })).rejects.toMatchObject(notFound);
  await expect(getProject(services, other, { projectId: mine.id })).rejects.toMatchObject(notFound);
  await expect(listAuditEvents(services, other, { projectId: mine.id })).rejects.toMatchObject(notFound);
});

it('hides everything from a Guest, from whoever lost their role, and of a project that was disconnected', async () => {
  const failureId = await seedFailure(db, mine);
  const { services } = world;
  const me = personOf(mine);
  for (const level of [10, null]) {
    world.give(mine.userId, mine, level);
    expect((await listFailures(services, me, {})).items).toEqual([]);
    expect(await listProjects(services, me)).toEqual([]);
    await expect(getFailure(services, me, { failureId })).rejects.toMatchObject(notFound);
  }
  world.give(mine.userId, mine, 20);
  expect((await listFailures(services, me, {})).items).toHaveLength(1);
  await db.project.update({ where: { id: mine.id }, data: { disconnectedAt: new Date() } });
  expect((await listFailures(services, me, {})).items).toEqual([]);
  await expect(getFailure(services, me, { failureId })).rejects.toMatchObject(notFound);
});

it('gives automation no list: a list belongs to a person', async () => {
  await seedFailure(db, mine);
  expect((await listFailures(world.services, automation, {})).items).toEqual([]);
});

it.each(['not-an-id', '', '0198c0de-0000-7000-8000-00000000000g'])('finds nothing under %j', async (id) => {
  const { services } = world;
  const me = personOf(mine);
  await expect(getFailure(services, me, { failureId: id })).rejects.toMatchObject(notFound);
  await expect(getFix(services, me, { fixId: id })).rejects.toMatchObject(notFound);
  await expect(getProject(services, me, { projectId: id })).rejects.toMatchObject(notFound);
  expect((await listFailures(services, me, { projectId: id || 'x' })).items).toEqual([]);
});

it('turns pages without losing or repeating any, also among failures of the same moment', async () => {
  const { services } = world;
  const all: string[] = [];
  for (let index = 0; index < 11; index += 1) {
    const detectedAt = new Date(Date.UTC(2026, 0, 1, 0, 0, Math.floor(index / 4)));
    all.push(await seedFailure(db, mine, { detectedAt }));
  }
  const seen: string[] = [];
  let cursor: string | null | undefined;
  for (let pages = 0; cursor !== null && pages < 10; pages += 1) {
    const page = await listFailures(services, personOf(mine), { limit: 3, cursor });
    seen.push(...ids(page.items));
    cursor = page.next;
  }
  expect(new Set(seen)).toEqual(new Set(all));
  expect(seen).toHaveLength(all.length);
});

it('filters by project, category and status, and takes a forged cursor for none', async () => {
  const { services } = world;
  const me = personOf(mine);
  const lint = await seedFailure(db, mine, { category: 'lint', status: 'waiting' });
  const test = await seedFailure(db, mine, { category: 'test', status: 'no-fix' });
  expect(ids((await listFailures(services, me, { category: 'lint' })).items)).toEqual([lint]);
  expect(ids((await listFailures(services, me, { statuses: ['no-fix', 'mended'] })).items)).toEqual([test]);
  expect((await listFailures(services, me, { category: 'lint', statuses: ['no-fix'] })).items).toEqual([]);
  expect((await listFailures(services, me, { projectId: mine.id, cursor: "1_' OR 1=1" })).items).toHaveLength(
    2,
  );
});

it('never hands out the secrets of a project or a connection', async () => {
  const { services } = world;
  const me = personOf(mine);
  const failureId = await seedFailure(db, mine);
  const everything = JSON.stringify([
    await getProject(services, me, { projectId: mine.id }),
    await getFailure(services, me, { failureId }),
    await listProjects(services, me),
    await overview(services, me),
  ]);
  const project = await db.project.findUniqueOrThrow({
    where: { id: mine.id },
    include: { connection: true },
  });
  for (const secret of [
    project.key,
    project.hookToken,
    project.hookSigningToken,
    project.connection.accessToken,
    mine.token,
    mine.signingToken,
  ]) {
    expect(everything).not.toContain(secret);
  }
});
