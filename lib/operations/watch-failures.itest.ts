import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';

import { type ChangeFeed, createChangeFeed } from '@/lib/db/change-feed';
import { createClient } from '@/lib/db/client';
import { closePool, getPool } from '@/lib/db/pool';
import { stubSettings } from '@/lib/db/testing/stub-settings';
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/test-database';
import { forgetEnv } from '@/lib/env';

import { personOf, readServices, seedFailure } from './testing/read-services';
import { type SeededProject, seedProject } from './testing/seed-project';
import { type FailureChange, watchFailures } from './watch-failures';

const db = createClient(getPool);
let database: TestDatabase;
let mine: SeededProject;
let theirs: SeededProject;
let world: ReturnType<typeof readServices>;
let feed: ChangeFeed;

beforeAll(async () => {
  database = await createTestDatabase();
  stubSettings({ DATABASE_URL: database.url });
});
beforeEach(async () => {
  world = readServices(db);
  mine = await seedProject(db);
  theirs = await seedProject(db);
  world.give(mine.userId, mine, 20);
  world.give(theirs.userId, theirs, 20);
  feed = createChangeFeed(() => database.url);
  // The first word of a feed is that it listens. One listener stays, so that it goes on listening.
  const said = vi.fn();
  feed.subscribe(said);
  await vi.waitUntil(() => said.mock.calls.length > 0, { timeout: 20_000 });
});
afterEach(() => feed.close());
afterAll(async () => {
  await db.$disconnect();
  await closePool();
  await database.drop();
  vi.unstubAllEnvs();
  forgetEnv();
});

async function watch(project: SeededProject, failureId?: string) {
  const heard: FailureChange[] = [];
  const stop = await watchFailures(world.services, personOf(project), { failureId, feed }, (change) =>
    heard.push(change),
  );
  const has = (id: string | null) => heard.some((change) => change.failureId === id);
  return { heard, has, stop };
}

const touch = (id: string) => db.failure.update({ where: { id }, data: { statusReason: 'changed' } });

it('tells each person of the changes they may see, and of no others', async () => {
  const [ours, foreign] = [await seedFailure(db, mine), await seedFailure(db, theirs)];
  const [me, other] = [await watch(mine), await watch(theirs)];
  await touch(foreign);
  await touch(ours);
  await vi.waitUntil(() => me.has(ours) && other.has(foreign), { timeout: 20_000 });
  expect(me.has(foreign)).toBe(false);
  expect(other.has(ours)).toBe(false);
});

it('asks for the role anew: whoever lost it hears nothing more', async () => {
  const [first, second] = [await seedFailure(db, mine), await seedFailure(db, theirs)];
  const [me, other] = [await watch(mine), await watch(theirs)];
  world.give(mine.userId, mine, null);
  await touch(first);
  await touch(second);
  await vi.waitUntil(() => other.has(second), { timeout: 20_000 });
  expect(me.has(first)).toBe(false);
});

it('limits itself to one failure when asked, hears of all its parts, and ends when told', async () => {
  const [one, two] = [await seedFailure(db, mine), await seedFailure(db, mine)];
  const [single, all] = [await watch(mine, one), await watch(mine)];
  await touch(two);
  await vi.waitUntil(() => all.has(two), { timeout: 20_000 });
  expect(single.has(two)).toBe(false);
  await db.controlRun.create({ data: { workspaceId: mine.workspaceId, failureId: one, jobId: 1n } });
  await vi.waitUntil(() => single.has(one), { timeout: 20_000 });
  single.stop();
  const before = single.heard.length;
  all.heard.length = 0;
  await touch(one);
  await vi.waitUntil(() => all.has(one), { timeout: 20_000 });
  expect(single.heard).toHaveLength(before);
});

it('refuses to watch one failure that is not the caller’s to see or does not exist', async () => {
  const foreign = await seedFailure(db, theirs);
  for (const failureId of [foreign, '0198c0de-0000-7000-8000-000000000001', 'not-an-id']) {
    await expect(
      watchFailures(world.services, personOf(mine), { failureId, feed }, () => undefined),
    ).rejects.toMatchObject({ kind: 'not-found' });
  }
});

it('comes back after its connection was cut, says that notices may be missing, and goes on', async () => {
  const failureId = await seedFailure(db, mine);
  const me = await watch(mine);
  me.heard.length = 0;
  await getPool().query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND application_name = 'pipemend-live'`,
  );
  await vi.waitUntil(() => me.has(null), { timeout: 20_000 });
  await touch(failureId);
  await vi.waitUntil(() => me.has(failureId), { timeout: 20_000 });
});
