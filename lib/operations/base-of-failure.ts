import type { TransactionClient } from '@/lib/db/prisma-types';

/** The commit that a fix starts from: the one that failed, or what our own earlier fixes of this failure made of it. */
export async function baseOfFailure(
  db: Pick<TransactionClient, 'failure'>,
  failureId: string,
): Promise<string> {
  const failure = await db.failure.findUniqueOrThrow({
    where: { id: failureId },
    select: {
      sha: true,
      fixes: {
        where: { status: 'applied' },
        orderBy: { updatedAt: 'desc' },
        take: 1,
        select: { appliedSha: true },
      },
    },
  });
  return failure.fixes[0]?.appliedSha ?? failure.sha;
}
