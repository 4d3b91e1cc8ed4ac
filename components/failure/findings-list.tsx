import type { Finding } from '@/lib/domain/finding';
import { plural } from '@/lib/format/plural';
import { visibleText } from '@/lib/format/visible-text';
import { classNames } from '@/components/ui/class-names';

const shown = 8;
const most = 200;

/** What the tools complained about, by file; the first few open, the others behind one click. */
export function FindingsList({ findings }: { readonly findings: readonly Finding[] }) {
  const rest = findings.slice(shown, most);
  return (
    <div>
      <h3 className="mb-1 text-[13px] font-semibold">{plural(findings.length, 'finding')}</h3>
      <Rows findings={findings.slice(0, shown)} />
      {rest.length > 0 && (
        <details className="mt-1">
          <summary className="w-fit rounded-sm py-0.5 text-[13px] text-accent">
            {plural(findings.length - shown, 'more finding')}
          </summary>
          <Rows findings={rest} />
          {findings.length > most && <p className="text-[13px] text-muted">The others are in the log.</p>}
        </details>
      )}
    </div>
  );
}

function Rows({ findings }: { readonly findings: readonly Finding[] }) {
  return (
    <ul className="divide-y divide-line border-y border-line text-[13px]">
      {findings.map((finding, index) => (
        <li
          key={`${finding.logLine}-${index}`}
          className="grid gap-x-4 py-1.5 sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]"
        >
          <span className="font-mono text-xs leading-5 [overflow-wrap:anywhere] text-muted">
            {place(finding)}
          </span>
          <span className="min-w-0 [overflow-wrap:anywhere]">
            <span
              className={classNames(
                'mr-1.5 text-xs font-medium',
                finding.severity === 'error' ? 'text-danger' : 'text-warning',
              )}
            >
              {finding.severity}
            </span>
            {visibleText(finding.message)}
            {finding.code && (
              <span className="ml-1.5 font-mono text-xs text-muted">{visibleText(finding.code)}</span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

function place({ file, line, column, tool }: Finding): string {
  if (!file) return tool;
  return visibleText([file, line, line === null ? null : column].filter((part) => part !== null).join(':'));
}
