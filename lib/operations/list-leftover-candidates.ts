import type { Services } from './services';

/** Younger than this, a run may still be cleaning up by itself. */
const youngestMs = 15 * 60_000;

/** Fixes at their end whose scratch branch is still there: the run that should have removed it was lost. */
export async function listLeftoverCandidates(services: Services): Promise<string[]> {
  const fixes = await services.db.fix.findMany({
    where: {
      candidateBranch: { not: null },
      OR: [
        {
          status: {
            in: [
              'suggested',
              'waiting',
              'applied',
              'undone',
              'refused',
              'not-mended',
              'dismissed',
              'abandoned',
            ],
          },
        },
        { failure: { status: { in: ['dismissed', 'superseded', 'no-fix', 'mended'] } } },
      ],
      updatedAt: { lt: new Date(services.clock.now().getTime() - youngestMs) },
    },
    select: { id: true },
    take: 100,
  });
  return fixes.map(({ id }) => id);
}
