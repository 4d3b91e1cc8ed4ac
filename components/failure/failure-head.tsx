import { GitBranch, GitCommitHorizontal, GitPullRequest } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import type { Category } from '@/lib/domain/category';
import type { FailureStatus } from '@/lib/domain/failure-status';
import { commitHref } from '@/lib/format/gitlab-links';
import { shortSha } from '@/lib/format/short-sha';
import { visibleText } from '@/lib/format/visible-text';
import { ExternalLink } from '@/components/ui/external-link';
import { RelativeTime } from '@/components/ui/relative-time';
import { CategoryTag } from './category-tag';
import { StatusBadge } from './status-badge';

interface FailureHeadProps {
  readonly now: Date;
  readonly live: ReactNode;
  readonly failure: {
    readonly summary: string;
    readonly status: FailureStatus;
    readonly category: Category;
    readonly sha: string;
    readonly branch: string;
    readonly mergeRequestIid: number | null;
    readonly mergeRequestUrl: string | null;
    readonly detectedAt: Date;
    readonly project: { readonly id: string; readonly pathWithNamespace: string; readonly webUrl: string };
  };
}

/** The answer first: the cause in a sentence, how it stands, and where it happened. */
export function FailureHead({ failure, now, live }: FailureHeadProps) {
  const { project } = failure;
  return (
    <div className="mb-4">
      <div className="mb-2 flex items-center justify-between gap-4 text-[13px] text-muted">
        <nav aria-label="Breadcrumb" className="min-w-0">
          <ol className="flex min-w-0 gap-1.5">
            <li>
              <Link href="/failures" className="hover:text-ink hover:underline">
                Failures
              </Link>
            </li>
            <li aria-hidden>/</li>
            <li className="min-w-0">
              <Link
                href={`/failures?project=${project.id}`}
                className="block truncate hover:text-ink hover:underline"
              >
                {visibleText(project.pathWithNamespace)}
              </Link>
            </li>
          </ol>
        </nav>
        {live}
      </div>
      <h1 className="line-clamp-4 text-xl leading-snug font-semibold tracking-tight [overflow-wrap:anywhere] text-balance">
        {visibleText(failure.summary || 'The logs are being read')}
      </h1>
      <div className="mt-2.5 flex flex-wrap items-center gap-x-4 gap-y-1.5 text-[13px]">
        <StatusBadge status={failure.status} />
        {(failure.status !== 'diagnosing' || failure.category !== 'unknown') && (
          <CategoryTag category={failure.category} />
        )}
        <span className="inline-flex min-w-0 items-center gap-1.5 text-muted">
          {failure.mergeRequestIid === null ? (
            <GitBranch aria-hidden className="size-3.5 shrink-0" />
          ) : (
            <>
              <GitPullRequest aria-hidden className="size-3.5 shrink-0" />
              <ExternalLink href={failure.mergeRequestUrl} icon={false}>
                !{failure.mergeRequestIid}
              </ExternalLink>
            </>
          )}
          <span className="min-w-0 font-mono text-xs [overflow-wrap:anywhere]">
            {visibleText(failure.branch)}
          </span>
        </span>
        <span className="inline-flex items-center gap-1.5 text-muted">
          <GitCommitHorizontal aria-hidden className="size-3.5" />
          <ExternalLink href={commitHref(project.webUrl, failure.sha)} icon={false}>
            <span className="font-mono text-xs">{shortSha(failure.sha)}</span>
          </ExternalLink>
        </span>
        <RelativeTime at={failure.detectedAt} now={now} className="text-muted" />
      </div>
    </div>
  );
}
