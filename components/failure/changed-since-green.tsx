import type { ChangedSinceGreen as Changed } from '@/lib/domain/changed-since-green';
import { plural } from '@/lib/format/plural';
import { visibleText } from '@/lib/format/visible-text';

const most = 12;

/** What differs from the last successful run of the same job; says so, too, when there was none to compare with. */
export function ChangedSinceGreen({ changed }: { readonly changed: Changed | null }) {
  if (changed === null)
    return (
      <p className="text-[13px] text-muted">
        There was no successful run of this job on the target branch to compare with.
      </p>
    );
  const { versions, green, newLines } = changed;
  const rest = versions.length - most;
  return (
    <div className="text-[13px]">
      <h3 className="mb-1 font-semibold">
        Against the last green run{green && <> on {visibleText(green.branch)}</>}
      </h3>
      <p className="text-muted">
        {newLines === 0
          ? 'Every line of the cause stood in the green log too.'
          : `${plural(newLines, 'line')} of the cause never stood in the green log.`}
        {versions.length === 0 && ' No version that the logs name has moved.'}
      </p>
      {versions.length > 0 && (
        <ul className="mt-1 divide-y divide-line border-y border-line">
          {versions.slice(0, most).map(({ what, from, to }) => (
            <li
              key={what}
              className="flex flex-wrap justify-between gap-x-4 py-1.5 font-mono text-xs leading-5 [overflow-wrap:anywhere]"
            >
              <span>{visibleText(what)}</span>
              <span>
                <span className="text-muted">{visibleText(from)} → </span>
                {visibleText(to)}
              </span>
            </li>
          ))}
        </ul>
      )}
      {rest > 0 && <p className="mt-1 text-muted">{plural(rest, 'more version')} moved.</p>}
    </div>
  );
}
