import { afterEach, expect, it, vi } from 'vitest';

import { forgetEnv } from '@/lib/env';

import { db } from './client';
import { closePool } from './pool';
import { stubSettings } from './testing/stub-settings';
import { createTestDatabase } from './testing/test-database';

afterEach(async () => {
  await db.$disconnect();
  await closePool();
  vi.unstubAllEnvs();
  forgetEnv();
});

// The first case also shows that importing the client needed no setting.
it.each(['first', 'second'])('queries the database that the settings name (%s)', async () => {
  const database = await createTestDatabase();
  stubSettings({ DATABASE_URL: database.url });
  const rows = await db.$queryRaw<{ name: string }[]>`SELECT current_database()::text AS name`;
  expect(new URL(database.url).pathname).toBe(`/${rows[0]?.name}`);
  await db.$disconnect();
  await closePool();
  await database.drop();
});
