import type { PrismaClient } from '@/lib/db/prisma-types';
import { findFailure } from '../demo/find-failure';
import { until } from '../demo/gitlab-person';
import { settled } from '../demo/settled';
import type { StagedFailure } from '../demo/scenario';

/** Six validations of an hour each is the most that a journey may take; who waits that long may press Ctrl+C. */
const patienceSeconds = 6 * 3600;

/** Waits until nothing is being done about the failure of a commit any more. */
export async function awaitJourney(db: PrismaClient, projectId: string, sha: string): Promise<StagedFailure> {
  const failure = await until('the failure is recorded', 120, () => findFailure(db, projectId, sha));
  await until('it has been diagnosed', patienceSeconds, async () => {
    const now = await findFailure(db, projectId, sha);
    return now && now.status !== 'diagnosing' ? true : null;
  });
  await settled(db, failure.id, patienceSeconds);
  return (await findFailure(db, projectId, sha)) ?? failure;
}
