import type { CheckerRow } from './checker-row';
import { jsonFindings } from './json-findings';
import type { LogView } from '../view/log-view';
import { parsed } from '../reports/json-value';

/** So many lines of a report are joined. */
const MAX_LINES = 20_000;
const MAX_TEXT = 4_000_000;
const MAX_REPORTS = 2_000;
/** All attempts together cost no more than this many lines. */
const MAX_WORK = 200_000;

/**
 * Findings in the JSON that a checker printed into the log: a list or an object on one line, one object a line, or indented over
 * many. Understood are the usual names of file, line, column, rule, severity and message, the file also where it stands above
 * them or is the key of its findings. What is no such report, or has the time of a log message, has none. `index` is the line where
 * the report begins.
 */
export function jsonRows(
  view: LogView,
  from: number,
  to: number,
): { readonly index: number; readonly row: CheckerRow }[] {
  const found: { index: number; row: CheckerRow }[] = [];
  let reports = 0;
  let work = 0;
  for (let index = from; index <= to && reports < MAX_REPORTS && work < MAX_WORK; index += 1) {
    const text = view.text(index).slice(0, 200).trimStart();
    if (!/^(?:\[\s{0,9}(?:\{|$)|\{\s{0,9}(?:"|$))/.test(text)) continue;
    const [end, looked] = endOf(view, index, to);
    work += looked;
    const value = end === null ? undefined : valueOf(view, index, end);
    if (end === null || value === undefined) continue;
    reports += 1;
    found.push(...jsonFindings(value).map((row) => ({ index, row })));
    index = end;
  }
  return found;
}

/** The line where the value that begins here ends: this one, or the first with its closing sign as far to the left. */
function endOf(view: LogView, start: number, to: number): [end: number | null, looked: number] {
  const text = view.text(start).trimEnd();
  if (/[\]}]$/.test(text) && text.trim().length > 2) return [start, 1];
  const indent = /^\s*/.exec(text)?.[0] ?? '';
  if (!/[[{,]$/.test(text)) return [null, 1];
  let index = start + 1;
  for (; index <= Math.min(to, start + MAX_LINES); index += 1) {
    const line = view.text(index);
    if (line.startsWith(indent) && /^[\]}],?\s*$/.test(line.slice(indent.length, indent.length + 40)))
      return [index, index - start];
    if (line.trim() !== '' && !line.startsWith(indent)) break;
  }
  return [null, index - start];
}

function valueOf(view: LogView, start: number, end: number): unknown {
  const lines: string[] = [];
  let size = 0;
  for (let index = start; index <= end; index += 1) {
    const text = view.text(index);
    size += text.length;
    if (size > MAX_TEXT) return undefined;
    lines.push(text);
  }
  return parsed(lines.join('\n').trim().replace(/,$/, ''));
}
