import { z } from 'zod';
import { failureStatus, type FailureStatus } from '@/lib/domain/failure-status';
import type { Prisma } from '@/lib/db/prisma-types';
import { failureScope } from './failure-scope';
import { query } from './query';
import { visibleProjects } from './visible-projects';

export interface SimilarFailure {
  readonly id: string;
  readonly branch: string;
  readonly sha: string;
  readonly status: FailureStatus;
  readonly detectedAt: Date;
  readonly project: { readonly id: string; readonly name: string };
}

export interface SimilarFailures {
  /** Other failures with a diagnosis of the same fingerprint, as far as they were counted. */
  readonly times: number;
  /** There are more than were counted. */
  readonly isMore: boolean;
  /** When the first of them was seen; null when there is none. */
  readonly since: Date | null;
  /** On which branches, the newest first; at most ten. */
  readonly branches: readonly string[];
  /** The newest of them. */
  readonly newest: readonly SimilarFailure[];
}

const mostCounted = 500;
const mostShown = 5;
const mostBranches = 10;

const select = {
  id: true,
  branch: true,
  sha: true,
  status: true,
  detectedAt: true,
  project: { select: { id: true, name: true } },
} as const satisfies Prisma.FailureSelect;

/** Where else the same thing broke: over jobs, branches, time and those projects of the workspace that the caller may see. */
export const listSimilarFailures = query({
  permission: 'reporter',
  input: z.object({ failureId: z.uuid() }),
  scope: (services, { failureId }) => failureScope(services, failureId),
  run: async ({ services, caller, scope, input }): Promise<SimilarFailures> => {
    const { db } = services;
    const own = await db.diagnosis.findMany({
      where: { failureId: input.failureId },
      select: { fingerprint: true },
      take: 50,
    });
    if (own.length === 0) return { times: 0, isMore: false, since: null, branches: [], newest: [] };
    const visible = await visibleProjects(services, caller);
    const projectIds = visible
      .filter(({ row }) => row.workspaceId === scope.workspaceId)
      .map(({ row }) => row.id);
    const rows = await db.failure.findMany({
      where: {
        workspaceId: scope.workspaceId,
        projectId: { in: [...new Set([scope.projectId, ...projectIds])] },
        id: { not: input.failureId },
        diagnoses: { some: { fingerprint: { in: own.map(({ fingerprint }) => fingerprint) } } },
      },
      orderBy: [{ detectedAt: 'desc' }, { id: 'desc' }],
      take: mostCounted + 1,
      select,
    });
    const counted = rows.slice(0, mostCounted);
    return {
      times: counted.length,
      isMore: rows.length > counted.length,
      since: counted.at(-1)?.detectedAt ?? null,
      branches: [...new Set(counted.map(({ branch }) => branch))].slice(0, mostBranches),
      newest: counted
        .slice(0, mostShown)
        .map(({ status, ...row }) => ({ ...row, status: failureStatus.parse(status) })),
    };
  },
});
