import { category as categorySchema, type Category } from '@/lib/domain/category';
import { failureStatus, type FailureStatus } from '@/lib/domain/failure-status';
import { verdict as verdictSchema, type Verdict } from '@/lib/domain/verdict';
import type { Prisma } from '@/lib/db/prisma-types';
import type { Caller } from './caller';
import { formatCursor, parseCursor } from './page-cursor';
import type { Services } from './services';
import { visibleProjects } from './visible-projects';

export interface FailureListItem {
  readonly id: string;
  readonly status: FailureStatus;
  readonly statusReason: string;
  readonly category: Category;
  readonly verdict: Verdict;
  readonly summary: string;
  readonly title: string;
  readonly branch: string;
  readonly sha: string;
  readonly mergeRequestIid: number | null;
  readonly detectedAt: Date;
  readonly jobNames: readonly string[];
  readonly project: { readonly id: string; readonly name: string; readonly pathWithNamespace: string };
}

export interface FailurePage {
  readonly items: readonly FailureListItem[];
  /** Where the next older page begins; null on the last one. */
  readonly next: string | null;
}

/** Filters; one that is unknown or not the caller's to see gives an empty page, an unreadable cursor the first. */
export interface FailureFilter {
  readonly projectId?: string | undefined;
  readonly category?: Category | undefined;
  readonly statuses?: readonly FailureStatus[] | undefined;
  readonly cursor?: string | undefined;
  /** 1 to 100; 30 unless told. */
  readonly limit?: number | undefined;
}

const select = {
  id: true,
  status: true,
  statusReason: true,
  category: true,
  verdict: true,
  summary: true,
  title: true,
  branch: true,
  sha: true,
  mergeRequestIid: true,
  detectedAt: true,
  project: { select: { id: true, name: true, pathWithNamespace: true } },
  jobs: { select: { name: true }, orderBy: { jobId: 'asc' }, take: 4 },
} as const satisfies Prisma.FailureSelect;

/** The failures of all projects that the caller may see, newest first. */
export async function listFailures(
  services: Services,
  caller: Caller,
  filter: FailureFilter,
): Promise<FailurePage> {
  const projects = await visibleProjects(services, caller);
  const ids = projects.map(({ row }) => row.id).filter((id) => !filter.projectId || id === filter.projectId);
  if (ids.length === 0) return { items: [], next: null };
  const limit = Math.min(Math.max(filter.limit ?? 30, 1), 100);
  const cursor = parseCursor(filter.cursor);
  const rows = await services.db.failure.findMany({
    where: {
      projectId: { in: ids },
      ...(filter.category && { category: filter.category }),
      ...(filter.statuses && { status: { in: [...filter.statuses] } }),
      ...(cursor && {
        detectedAt: { lte: cursor.at },
        OR: [{ detectedAt: { lt: cursor.at } }, { id: { lt: cursor.id } }],
      }),
    },
    orderBy: [{ detectedAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    select,
  });
  const items = rows.slice(0, limit).map(toItem);
  const last = items.at(-1);
  return {
    items,
    next: rows.length > limit && last ? formatCursor({ at: last.detectedAt, id: last.id }) : null,
  };
}

function toItem({ jobs, ...row }: Prisma.FailureGetPayload<{ select: typeof select }>): FailureListItem {
  return {
    ...row,
    status: failureStatus.parse(row.status),
    category: categorySchema.parse(row.category),
    verdict: verdictSchema.parse(row.verdict),
    jobNames: jobs.map(({ name }) => name),
  };
}
