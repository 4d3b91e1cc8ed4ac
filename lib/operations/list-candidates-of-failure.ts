import type { Services } from './services';

/** The fixes of a failure that still have a scratch branch. */
export async function listCandidatesOfFailure(
  services: Services,
  input: { failureId: string },
): Promise<string[]> {
  const fixes = await services.db.fix.findMany({
    where: { failureId: input.failureId, candidateBranch: { not: null } },
    select: { id: true },
  });
  return fixes.map(({ id }) => id);
}
