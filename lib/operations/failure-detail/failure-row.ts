import type { Prisma } from '@/lib/db/prisma-types';

/** Everything that one failure's page is made of, in one query, bounded where a stranger decides how much there is. */
export const failureInclude = {
  project: true,
  pipelines: {
    orderBy: [{ parentPipelineId: { sort: 'asc', nulls: 'first' } }, { pipelineId: 'asc' }],
    take: 50,
  },
  jobs: { orderBy: { jobId: 'asc' }, take: 500 },
  diagnoses: {
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: 50,
    include: { jobs: { orderBy: { jobId: 'asc' }, take: 100 } },
  },
  fixes: {
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: 50,
    omit: { edits: true },
    include: { validations: { orderBy: { startedAt: 'asc' } } },
  },
  controlRuns: { orderBy: { startedAt: 'asc' }, take: 100 },
} as const satisfies Prisma.FailureInclude;

export type FailureRow = Prisma.FailureGetPayload<{ include: typeof failureInclude }>;
export type DiagnosisRow = FailureRow['diagnoses'][number];
export type FixRow = FailureRow['fixes'][number];
export type ValidationRow = FixRow['validations'][number];
