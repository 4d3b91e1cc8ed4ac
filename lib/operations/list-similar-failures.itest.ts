import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';

import { createClient } from '@/lib/db/client';
import { closePool, getPool } from '@/lib/db/pool';
import { stubSettings } from '@/lib/db/testing/stub-settings';
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/test-database';
import { forgetEnv } from '@/lib/env';

import { listSimilarFailures } from './list-similar-failures';
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

async function failureOf(project: SeededProject, fingerprint: string, detectedAt: string): Promise<string> {
  const failureId = await seedFailure(db, project, { detectedAt: new Date(detectedAt) });
  await db.diagnosis.create({
    data: {
      workspaceId: project.workspaceId,
      failureId,
      fingerprint,
      category: 'test',
      verdict: 'code',
      confidence: 0.9,
      summary: 'A test fails.',
      body: {},
    },
  });
  return failureId;
}

it('finds what broke in the same way, the newest first, and since when', async () => {
  const first = await failureOf(mine, 'same', '2026-01-01T00:00:00Z');
  const second = await failureOf(mine, 'same', '2026-01-02T00:00:00Z');
  await failureOf(mine, 'other', '2026-01-03T00:00:00Z');
  const failureId = await failureOf(mine, 'same', '2026-01-04T00:00:00Z');
  const similar = await listSimilarFailures(world.services, personOf(mine), { failureId });
  expect(similar).toMatchObject({ times: 2, since: new Date('2026-01-01T00:00:00Z'), branches: ['main'] });
  expect(similar.newest.map(({ id }) => id)).toEqual([second, first]);
});

it('finds nothing for a failure that stands alone or has no diagnosis', async () => {
  const failureId = await failureOf(mine, 'lonely', '2026-01-01T00:00:00Z');
  const undiagnosed = await seedFailure(db, mine);
  for (const id of [failureId, undiagnosed]) {
    expect(await listSimilarFailures(world.services, personOf(mine), { failureId: id })).toEqual({
      times: 0,
      isMore: false,
      since: null,
      branches: [],
      newest: [],
    });
  }
});

it('shows nothing of projects that the reader may not see, and no failure of theirs at all', async () => {
  const failureId = await failureOf(mine, 'everywhere', '2026-01-01T00:00:00Z');
  const foreign = await failureOf(theirs, 'everywhere', '2026-01-02T00:00:00Z');
  expect((await listSimilarFailures(world.services, personOf(mine), { failureId })).times).toBe(0);
  await expect(
    listSimilarFailures(world.services, personOf(mine), { failureId: foreign }),
  ).rejects.toMatchObject({ name: 'OperationError', kind: 'not-found' });
});
