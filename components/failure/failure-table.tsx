import { GitBranch, GitPullRequest } from 'lucide-react';
import Link from 'next/link';
import type { Category } from '@/lib/domain/category';
import type { FailureStatus } from '@/lib/domain/failure-status';
import { visibleText } from '@/lib/format/visible-text';
import { classNames } from '@/components/ui/class-names';
import { RelativeTime } from '@/components/ui/relative-time';
import { CategoryTag } from './category-tag';
import { StatusBadge } from './status-badge';

export interface FailureTableRow {
  readonly id: string;
  readonly status: FailureStatus;
  readonly category: Category;
  readonly summary: string;
  readonly title: string;
  readonly branch: string;
  readonly mergeRequestIid: number | null;
  readonly detectedAt: Date;
  readonly jobNames: readonly string[];
  readonly project: { readonly pathWithNamespace: string };
}

interface FailureTableProps {
  readonly rows: readonly FailureTableRow[];
  readonly now: Date;
  readonly showProject?: boolean;
}

/** Failures, one a row; on small screens one under the other. The whole row opens the failure. */
export function FailureTable({ rows, now, showProject = true }: FailureTableProps) {
  return (
    <table className="block w-full text-left lg:table lg:table-fixed">
      <caption className="sr-only">Failures, newest first</caption>
      <thead className="sr-only lg:not-sr-only lg:table-header-group">
        <tr className="text-xs text-muted lg:border-b lg:border-line">
          <th scope="col" className="w-46 px-4 py-2 font-medium">
            Status
          </th>
          <th scope="col" className="px-2 py-2 font-medium">
            What broke
          </th>
          <th scope="col" className={classNames('px-2 py-2 font-medium', showProject ? 'w-38' : 'w-36')}>
            Category
          </th>
          <th scope="col" className={classNames('px-2 py-2 font-medium', showProject ? 'w-60' : 'w-44')}>
            {showProject ? 'Project and branch' : 'Branch'}
          </th>
          <th scope="col" className="w-32 px-4 py-2 text-right font-medium">
            Detected
          </th>
        </tr>
      </thead>
      <tbody className="block divide-y divide-line lg:table-row-group">
        {rows.map((row) => (
          <Row key={row.id} row={row} now={now} showProject={showProject} />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly row: FailureTableRow;
  readonly now: Date;
  readonly showProject: boolean;
}

function Row({ row, now, showProject }: RowProps) {
  return (
    <tr className="relative flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3 hover:bg-subtle lg:table-row lg:p-0 lg:align-top">
      <td className="order-1 lg:px-4 lg:py-2.5">
        <StatusBadge status={row.status} />
      </td>
      <td className="order-3 w-full min-w-0 lg:w-auto lg:px-2 lg:py-2.5">
        <Link
          href={`/failures/${row.id}`}
          className="line-clamp-2 font-medium [overflow-wrap:anywhere] after:absolute after:inset-0 hover:text-accent"
        >
          {visibleText(row.summary || 'The logs are being read')}
        </Link>
        <p className="mt-0.5 truncate text-[13px] text-muted">
          {row.jobNames.length > 0 && (
            <span className="font-mono text-xs">{visibleText(jobWords(row.jobNames))}</span>
          )}
          {row.jobNames.length > 0 && ' · '}
          {visibleText(row.title)}
        </p>
      </td>
      <td className="order-4 self-start text-[13px] lg:px-2 lg:py-3">
        {row.status === 'diagnosing' && row.category === 'unknown' ? (
          <span className="text-muted">not known yet</span>
        ) : (
          <CategoryTag category={row.category} />
        )}
      </td>
      <td className="order-5 min-w-0 flex-1 text-[13px] text-muted lg:px-2 lg:py-2.5">
        {showProject && (
          <span className="block truncate text-ink" title={row.project.pathWithNamespace}>
            {visibleText(row.project.pathWithNamespace)}
          </span>
        )}
        <Where row={row} />
      </td>
      <td className="order-2 ml-auto text-[13px] whitespace-nowrap text-muted lg:px-4 lg:py-2.5 lg:text-right">
        <RelativeTime at={row.detectedAt} now={now} />
      </td>
    </tr>
  );
}

function Where({ row }: { readonly row: FailureTableRow }) {
  const Icon = row.mergeRequestIid === null ? GitBranch : GitPullRequest;
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <Icon aria-hidden className="size-3.5 shrink-0" />
      {row.mergeRequestIid !== null && <span className="shrink-0">!{row.mergeRequestIid}</span>}
      <span className="truncate" title={row.branch}>
        {visibleText(row.branch)}
      </span>
    </span>
  );
}

function jobWords(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(', ');
  return names.length > 3 ? `${shown}, …` : shown;
}
