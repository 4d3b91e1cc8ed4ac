import type { CheckerRow } from './checker-row';
import type { LogView } from '../view/log-view';
import { severityOf } from './severity-words';
import { sourcePath } from './source-path';

const arrow =
  /^[\s│|]{0,12}(?:-->|╭─+\[ ?|┌─+\[?|,-+\[|╭▸|┏━━) ?(?:file:\/\/)?((?:[A-Za-z]:)?[^\s:[\]][^:[\]]{0,300}):(\d{1,7}):(\d{1,6})\]?:?\s*$/;
/** A place alone on its line, below words that begin with a code or a sign. */
const alone =
  /^[\s┃│]{0,12}(?:\[\d{1,4}\]: |In file: )?(?:file:\/\/)?((?:[A-Za-z]:)?[^\s:[\]()][^:[\]()]{0,300}):(\d{1,7})(?::(\d{1,6}))?(?:-\d{1,7})?(?: #\(.{1,200}\)| Task\/Handler: .{1,200})?$/;
const coded =
  /^[\s┃│]{0,6}(?:[⚠✖×✗●✘]\s|\[[A-Z\d]{1,12}\]\s|[A-Z]{1,6}\d{2,5}:? |[a-z][\w]{1,40}(?:-[\w]{1,40}){1,6}(?:\[[\w-]{1,60}\])?: |[a-z][\w]{1,40}\[[\w-]{1,60}\]: )/;
const title =
  /^[\s┃│]{0,6}(?:[×✖✗✘⚠☞ⓘ!]\s{1,3})?(?:(error|warning|warn|info|help|note|advice|suggestion)\s?(?:\[([\w@/.-]{1,80})\])?:?\s{1,4})?(?:\[([\w@/.-]{1,80})\]\s{1,4}(?:[↘↓→↗↑]\s{1,4})?)?(\S.*)$/i;
const leadingCode =
  /^((?:@?[a-z][\w-]{1,40}(?:[/(][\w@/-]{1,60}\)?){1,3})|[a-z][\w]{0,40}(?:-[\w]{1,40}){1,6}(?:\[[\w-]{1,60}\])?(?=:)|https?:\/\/\S{1,100}#[\w-]{1,60}|[A-Z]{1,6}\d{2,5}):?\s{1,4}(?:\[\*\] )?(?=\S)/;

/** The place below the words, as compilers of the newer kind draw it: `error: no coin` and `--> src/till.in:12:5`. */
export function pointedRows(
  view: LogView,
  from: number,
  to: number,
): { readonly index: number; readonly row: CheckerRow }[] {
  const found: { index: number; row: CheckerRow }[] = [];
  for (let index = Math.max(1, from); index <= to && found.length < 5_000; index += 1) {
    const text = view.text(index);
    if (text.length > 500 || !text.includes(':')) continue;
    const at = arrow.exec(text) ?? (isTitled(view, index) ? alone.exec(text) : null);
    if (at === null || sourcePath(at[1] ?? '') === 0) continue;
    const heading = headingAbove(view, index, from);
    if (heading === null) continue;
    found.push({
      index: heading.index,
      row: {
        file: at[1] ?? '',
        isSure: true,
        line: Number(at[2]),
        column: at[3] === undefined ? null : Number(at[3]),
        severity: heading.severity,
        code: heading.code,
        message: heading.message,
      },
    });
  }
  return found;
}

function isTitled(view: LogView, index: number): boolean {
  const above = view.text(index - 1).slice(0, 300);
  return coded.test(above) || (/^\s{0,8}In file: /.test(view.text(index)) && /\p{L}{2}/u.test(above));
}

/** The first of the lines above that are not blank and not drawn. */
function headingAbove(
  view: LogView,
  index: number,
  from: number,
): (Pick<CheckerRow, 'severity' | 'code' | 'message'> & { readonly index: number }) | null {
  let above = index - 1;
  if (view.text(above).trim() === '') above -= 1;
  // Long words go on over some lines; the first of them begins with a sign or a word for how bad it is.
  let first = above;
  while (
    first > Math.max(from, above - 4) &&
    !isBeginning(view.text(first)) &&
    view.text(first - 1).trim() !== ''
  )
    first -= 1;
  const match = title.exec(view.text(isBeginning(view.text(first)) ? first : above).slice(0, 1_000));
  if (match === null || above < from || /^\s*-->/.test(match[0])) return null;
  const [, word, bracketed, tag, rest = ''] = match;
  const led = leadingCode.exec(rest);
  const message = led === null ? rest : rest.slice(led[0].length);
  if (!/\p{L}{2}/u.test(message)) return null;
  return {
    index: isBeginning(view.text(first)) ? first : above,
    severity: word === undefined ? (/^\s*⚠/.test(match[0]) ? 'warning' : null) : severityOf(word),
    code: bracketed ?? tag ?? led?.[1] ?? null,
    message,
  };
}

function isBeginning(text: string): boolean {
  return /^\s{0,6}(?:[×✖✗✘⚠☞ⓘ!]\s|(?:error|warning|warn|info|help|note|advice|suggestion)\b\s?[[:]|[A-Z]{1,6}\d{2,5}:?\s)/i.test(
    text,
  );
}
