import type { PrismaClient } from '@/lib/db/prisma-types';

/** The newest failure of a project, or the one of a commit. */
export function findFailure(db: PrismaClient, projectId: string, sha?: string) {
  return db.failure.findFirst({
    where: { projectId, ...(sha === undefined ? {} : { sha }) },
    orderBy: { detectedAt: 'desc' },
    include: {
      jobs: true,
      diagnoses: true,
      controlRuns: true,
      fixes: { include: { validations: true }, orderBy: { createdAt: 'asc' } },
    },
  });
}
