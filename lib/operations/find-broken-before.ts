import type { JobHistory } from '@/lib/domain/job-history';
import { openFailureStatuses } from './open-failure-statuses';
import type { Services } from './services';

const mostLookedAt = 30;

/**
 * Where the same failure stands on the target branch: its newest failure has the same fingerprint and is still open. Gives the
 * oldest of the unbroken row of failures with it. On the branch itself only those after `greenAt` count.
 */
export async function findBrokenBefore(
  services: Services,
  input: {
    readonly projectId: string;
    readonly failureId: string;
    readonly branch: string;
    readonly targetBranch: string;
    readonly fingerprint: string;
    /** When the last green pipeline of the target branch was made (ISO 8601); null when none is known. */
    readonly greenAt: string | null;
  },
): Promise<JobHistory['brokenBefore']> {
  const isOwnBranch = input.branch === input.targetBranch;
  if (isOwnBranch && input.greenAt === null) return null;
  const rows = await services.db.failure.findMany({
    where: {
      projectId: input.projectId,
      branch: input.targetBranch,
      // A fork may call its branch the same.
      sourceProjectId: null,
      id: { not: input.failureId },
      ...(input.greenAt === null ? {} : { detectedAt: { gt: new Date(input.greenAt) } }),
    },
    orderBy: [{ detectedAt: 'desc' }, { id: 'desc' }],
    take: mostLookedAt,
    select: { sha: true, detectedAt: true, status: true, diagnoses: { select: { fingerprint: true } } },
  });
  const [newest] = rows;
  if (newest === undefined) return null;
  if (!isOwnBranch && !openFailureStatuses.some((status) => status === newest.status)) return null;
  const isOther = rows.findIndex(
    ({ diagnoses }) => !diagnoses.some((one) => one.fingerprint === input.fingerprint),
  );
  const oldest = (isOther < 0 ? rows : rows.slice(0, isOther)).at(-1);
  if (oldest === undefined) return null;
  return { branch: input.targetBranch, sha: oldest.sha, since: oldest.detectedAt.toISOString() };
}
