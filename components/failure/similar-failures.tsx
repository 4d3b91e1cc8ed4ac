import Link from 'next/link';
import { plural } from '@/lib/format/plural';
import { shortSha } from '@/lib/format/short-sha';
import { visibleText } from '@/lib/format/visible-text';
import { RelativeTime } from '@/components/ui/relative-time';

interface SimilarFailuresProps {
  readonly similar: {
    readonly times: number;
    readonly isMore: boolean;
    readonly since: Date | null;
    readonly branches: readonly string[];
    readonly newest: readonly {
      readonly id: string;
      readonly branch: string;
      readonly sha: string;
      readonly detectedAt: Date;
      readonly project: { readonly id: string; readonly name: string };
    }[];
  };
  /** The project of the page: its name is not said again. */
  readonly projectId: string;
  readonly now: Date;
}

/** Where and since when the same thing broke elsewhere. */
export function SimilarFailures({ similar, projectId, now }: SimilarFailuresProps) {
  return (
    <div className="text-[13px]">
      <p className="border-b border-line px-4 py-2 [overflow-wrap:anywhere]">
        The same failure was seen {similar.isMore && 'more than '}
        {plural(similar.times, 'other time')}
        {similar.since && (
          <>
            {similar.isMore ? ', since ' : ', first '}
            <RelativeTime at={similar.since} now={now} />
          </>
        )}
        , on {similar.branches.map(visibleText).join(', ')}.
      </p>
      <ul className="divide-y divide-line">
        {similar.newest.map(({ id, branch, sha, detectedAt, project }) => (
          <li key={id} className="flex flex-wrap justify-between gap-x-3 px-4 py-2 [overflow-wrap:anywhere]">
            <Link href={`/failures/${id}`} className="text-accent hover:underline">
              {project.id !== projectId && `${visibleText(project.name)} `}
              {visibleText(branch)} <span className="font-mono text-xs">{shortSha(sha)}</span>
            </Link>
            <span className="text-muted">
              <RelativeTime at={detectedAt} now={now} />
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
