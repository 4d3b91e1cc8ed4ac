import type { Services } from './services';

/** Where a fix belongs. */
export async function fixBranch(
  services: Services,
  input: { fixId: string },
): Promise<{ projectId: string; branch: string; mergeRequestIid: number | null }> {
  const { failure } = await services.db.fix.findUniqueOrThrow({
    where: { id: input.fixId },
    select: { failure: { select: { projectId: true, branch: true, mergeRequestIid: true } } },
  });
  return failure;
}
