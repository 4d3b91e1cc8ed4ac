import type { Evidence } from '@/lib/domain/evidence';
import { logLineHref } from '@/lib/format/gitlab-links';
import { visibleText } from '@/lib/format/visible-text';

interface EvidenceBlockProps {
  readonly evidence: Evidence;
  /** The job whose log it is, to link each line; null when GitLab's address is not known. */
  readonly jobUrl: string | null;
}

const shownLines = 40;

/** Lines of a job's log with the numbers that GitLab shows, and why they prove the cause. */
export function EvidenceBlock({ evidence, jobUrl }: EvidenceBlockProps) {
  const { start, end, reason } = evidence;
  const lines = evidence.lines.slice(0, shownLines);
  const left = evidence.lines.length - lines.length;
  return (
    <figure className="overflow-hidden rounded-md border border-line">
      <figcaption className="flex flex-wrap justify-between gap-x-4 gap-y-0.5 border-b border-line bg-subtle px-3 py-1.5 text-[13px]">
        <span className="min-w-0 [overflow-wrap:anywhere]">{visibleText(reason)}</span>
        <span className="text-muted tabular-nums">
          {start === end ? `line ${start}` : `lines ${start}–${end}`} of the log
        </span>
      </figcaption>
      <table className="w-full table-fixed border-collapse font-mono text-[12.5px] leading-[24px]">
        <caption className="sr-only">Log lines with their numbers</caption>
        <colgroup>
          <col className="w-14" />
          <col />
        </colgroup>
        <tbody>
          {lines.map((line, index) => (
            <tr key={start + index} className="align-top hover:bg-subtle">
              <td className="border-r border-line px-2 text-right text-muted tabular-nums select-none">
                <LineNumber number={start + index} jobUrl={jobUrl} />
              </td>
              <td className="px-3 [overflow-wrap:anywhere] whitespace-pre-wrap">{visibleText(line)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {left > 0 && (
        <p className="border-t border-line px-3 py-1.5 text-[13px] text-muted">
          {left} more lines in the log
        </p>
      )}
    </figure>
  );
}

function LineNumber({ number, jobUrl }: { readonly number: number; readonly jobUrl: string | null }) {
  const href = jobUrl && logLineHref(jobUrl, number);
  if (!href) return number;
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      aria-label={`Line ${number} in GitLab (opens in a new tab)`}
      className="block min-w-[24px] hover:text-accent hover:underline"
    >
      {number}
    </a>
  );
}
