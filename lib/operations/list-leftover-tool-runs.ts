import type { Services } from './services';

/** Younger than this, a run may still be cleaning up by itself; what is older was looked at by an earlier sweep. */
const youngestMs = 15 * 60_000;
const oldestMs = 3 * 3_600_000;

/** Failures on which nobody works any more and for which tools ran lately: the branches of those may still be there. */
export async function listLeftoverToolRuns(services: Services): Promise<string[]> {
  const now = services.clock.now().getTime();
  const started = await services.db.auditEvent.findMany({
    where: {
      action: 'tool.started',
      failureId: { not: null },
      at: { gt: new Date(now - oldestMs), lt: new Date(now - youngestMs) },
    },
    distinct: ['failureId'],
    select: { failureId: true },
    take: 100,
  });
  const failures = await services.db.failure.findMany({
    where: {
      id: { in: started.flatMap(({ failureId }) => failureId ?? []) },
      status: { notIn: ['diagnosing', 'diagnosed', 'mending'] },
      project: { disconnectedAt: null },
    },
    select: { id: true },
  });
  return failures.map(({ id }) => id);
}
