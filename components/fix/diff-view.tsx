import { type DiffFile, type DiffRow, diffFiles } from '@/lib/format/diff-files';
import { visibleText } from '@/lib/format/visible-text';
import { classNames } from '@/components/ui/class-names';

const openRows = 300;
const mostRows = 3_000;

/** A unified diff, file by file. What was added and removed is said by sign and by colour. */
export function DiffView({ diff }: { readonly diff: string }) {
  const files = diffFiles(diff);
  if (files === null) {
    return (
      <pre className="rounded-md border border-line p-3 font-mono text-xs [overflow-wrap:anywhere] whitespace-pre-wrap">
        {diff.split('\n').map(visibleText).join('\n')}
      </pre>
    );
  }
  return (
    <div className="space-y-2">
      {files.map((file, index) => (
        <FileDiff key={`${file.path}-${index}`} file={file} isOnly={files.length === 1} />
      ))}
    </div>
  );
}

const changeWords = { created: 'new file', deleted: 'deleted', changed: null } as const;

function FileDiff({ file, isOnly }: { readonly file: DiffFile; readonly isOnly: boolean }) {
  const count = file.hunks.reduce((sum, hunk) => sum + hunk.rows.length, 0);
  const change = changeWords[file.change];
  return (
    <details open={isOnly || count <= openRows} className="overflow-hidden rounded-md border border-line">
      <summary className="bg-subtle px-3 py-1.5 text-[13px]">
        <span className="font-mono text-xs [overflow-wrap:anywhere]">{visibleText(file.path)}</span>
        {change && <span className="ml-2 text-xs text-muted">{change}</span>}
        <span className="ml-2 text-xs tabular-nums">
          <span className="text-success">+{file.added}</span>{' '}
          <span className="text-danger">−{file.removed}</span>
        </span>
      </summary>
      <table className="w-full table-fixed border-collapse border-t border-line font-mono text-[12.5px] leading-5">
        <caption className="sr-only">Changes in {visibleText(file.path)}</caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">Line before</th>
            <th scope="col">Line after</th>
            <th scope="col">Change</th>
            <th scope="col">Text</th>
          </tr>
        </thead>
        <colgroup>
          <col className="w-11" />
          <col className="w-11" />
          <col className="w-6" />
          <col />
        </colgroup>
        {file.hunks.map((hunk, index) => (
          <tbody key={`${hunk.heading}-${index}`}>
            <tr className="bg-info-soft text-xs text-info">
              <td colSpan={4} className="px-3 py-0.5">
                {hunk.heading}
              </td>
            </tr>
            {hunk.rows.slice(0, mostRows).map((row, at) => (
              <Line key={at} row={row} />
            ))}
            {hunk.rows.length > mostRows && (
              <tr>
                <td colSpan={4} className="px-3 py-1 text-muted">
                  {hunk.rows.length - mostRows} more lines
                </td>
              </tr>
            )}
          </tbody>
        ))}
      </table>
    </details>
  );
}

const signs = { added: '+', removed: '−', same: '' } as const;

function Line({ row }: { readonly row: DiffRow }) {
  const gutter = classNames(
    'px-1.5 text-right text-xs leading-5 text-muted tabular-nums select-none',
    row.kind === 'added' && 'bg-added-strong text-ink',
    row.kind === 'removed' && 'bg-removed-strong text-ink',
  );
  return (
    <tr
      className={classNames(
        'align-top',
        row.kind === 'added' && 'bg-added',
        row.kind === 'removed' && 'bg-removed',
      )}
    >
      <td className={gutter}>{row.oldLine}</td>
      <td className={gutter}>{row.newLine}</td>
      <td className="text-center select-none">{signs[row.kind]}</td>
      <td className="pr-3 [overflow-wrap:anywhere] whitespace-pre-wrap">{visibleText(row.text)}</td>
    </tr>
  );
}
