import type { Finding } from '@/lib/domain/finding';
import type { LogView } from '../view/log-view';
import { severityOf } from './severity-words';
import { sourcePath } from './source-path';

/** A row below the name of its file. */
export interface HeadedRow {
  readonly index: number;
  /** The line that names the file. */
  readonly heading: number;
  readonly file: string;
  readonly line: number;
  readonly column: number | null;
  readonly severity: Finding['severity'] | null;
  readonly code: string | null;
  readonly message: string;
}

const heading =
  /^[\s┃│]{0,6}(?:::group::|={2,} \[?|FILE: |File: |Linting |Checking |[✖✘✗×⚠#+] |\d{1,4}\) )?(\S.{0,300}?)(?:(?::\d{1,7}){1,2}|\]? ?(?:\[?(?:FAIL|PASS)\]?|={2,})|:| -- \d{1,6} warnings?:| \(\d{1,6} (?:hits?|errors?|issues?|problems?)\):?)?\s{0,4}$/;
const words = 'error|err|fatal|warning|warn|info|note|notice|suggestion|hint|style|violation';
const sign = '[✖✘✗×⚠✓ℹ⚡❌]';
const shapes = [
  // 12:5  error  message  rule    12:5-12:9  warning  message    line 12  col 5  message    #12: message
  `^[\\s│┃|]{0,12}(?:${sign}\\s{1,4})?(?:\\(?(?<tag>${words})\\)?[: ]\\s{0,4})?(?:(?<line>\\d{1,7}):(?<column>\\d{1,6})(?:-\\d{1,7}(?::\\d{1,6})?)?|(?:[Ll]ine |L:? ?|l\\.|#)\\s{0,4}(?<named>\\d{1,7})(?:(?:[,:]| \\||\\s)\\s{0,4}(?:col(?:umn)? |C:? ?|P:? ?|c\\.|char(?:acter)? |(?=\\d{1,6}[:)]))\\s{0,4}(?<namedColumn>\\d{1,6}))?)(?:\\s?[:,|]|\\s)\\s{0,8}(?:${sign}️?\\s{1,4})?(?:\\[?(?<word>${words})\\b\\]?:?\\s{1,8})?(?<rest>\\S.*)$`,
  // (12, 5)  CODE  message    [12, 14]:CODE: message
  `^\\s{1,12}[([](?<line>\\d{1,7})(?:, ?(?<column>\\d{1,6}))?(?:, ?\\d{1,7}){0,20}[)\\]]:?\\s{0,4}(?<rest>\\S.*)$`,
  // W: 12, 5: message
  `^(?<tag>[EWI]): (?<line>\\d{1,7}), (?<column>\\d{1,6}): (?<rest>\\S.*)$`,
  // C:  12:  5: message
  `^(?<tag>[EWCRFI]):\\s{0,6}(?<line>\\d{1,7}):\\s{0,6}(?<column>\\d{1,6}): (?<rest>\\S.*)$`,
  // CODE 12:5 message
  `^\\s{0,4}(?<code>[A-Z]{1,4}\\d{2,5}) (?<line>\\d{1,7}):(?<column>\\d{1,6}) (?<rest>\\S.*)$`,
  // | 12 | 5 | error | message | rule |
  `^\\s{0,4}[║│┃|]?\\s{0,8}(?<line>\\d{1,7})\\s{0,12}[│|]\\s{0,8}(?:(?<column>\\d{1,6})\\s{0,12}[│|]\\s{0,8})?(?<word>${words})\\s{0,12}[│|]\\s{0,8}(?<rest>\\S.*?)[\\s║│|]{0,200}$`,
  // 12 error  message  Rule
  `^\\s{2,8}(?<line>\\d{1,7})\\s{1,8}(?<word>${words})\\s{1,8}(?<rest>\\S.*)$`,
  // 12    message  rule-name
  `^\\s{2,8}(?<line>\\d{1,7})\\s{2,12}(?<rest>[A-Z]\\S*(?: \\S+){1,60}?)\\s{2,80}(?<code>[a-z]+(?:-[a-z]+)+)$`,
].map((shape) => new RegExp(shape, 'i'));
const endings = [
  /\s{1,80}[│|]\s{1,8}(@?[A-Za-z][\w@/.-]{1,80})$/,
  / {2,}(@?[A-Za-z][\w@/.-]{1,80})(?: {1,8}([a-z][\w-]{1,40}))?$/,
  / [([](@?[A-Za-z][\w@/.-]{1,80})[)\]]$/,
  / ((?:[a-z\d]+-){1,8}[a-z\d]+) (remark-lint|retext[\w-]{0,40})$/,
];
/** Blank lines and continuations that may stand between two rows of one file. */
const MAX_GAP = 3;
/** A blank or indented line, and one that is drawn. */
const stays = /^(?:\s|$|[-=─━═*_]{3,}|[║│┃╟╔╚┌└├|])/;

/** Rows of the kind `12:5  error  message  rule` with the name of the file in a line above, as ESLint began it. */
export function headedRows(view: LogView, from: number, to: number, limit = 5_000): HeadedRow[] {
  const found: HeadedRow[] = [];
  let file: string | null = null;
  let headed = -1;
  let gap = 0;
  for (let index = from; index <= to && found.length < limit; index += 1) {
    const text = view.text(index);
    const at = file === null ? null : readRow(text);
    if (file !== null && at !== null) {
      found.push({ ...at, index, heading: headed, file });
      gap = 0;
      continue;
    }
    const name = fileNamed(text);
    if (name !== null) {
      file = name;
      headed = index;
      gap = 0;
    } else if ((gap += 1) > MAX_GAP || !stays.test(text)) file = null;
  }
  return found;
}

/** The file that a line names and says nothing else about; null for any other line. */
export function fileNamed(text: string): string | null {
  if (text.length > 400 || !/[./\\]/.test(text)) return null;
  const name = heading.exec(text)?.[1];
  return name !== undefined && sourcePath(name) > 0 && (sourcePath(name) === 2 || name.startsWith('/'))
    ? name
    : null;
}

function readRow(text: string): Omit<HeadedRow, 'index' | 'heading' | 'file'> | null {
  if (text.length > 2_000 || !/^.{0,40}\d/.test(text)) return null;
  for (const shape of shapes) {
    const groups = shape.exec(text)?.groups;
    if (groups === undefined) continue;
    const { tag, word, line = groups['named'], column = groups['namedColumn'], rest = '' } = groups;
    if (!/\p{L}{2}/u.test(rest) || Number(line) === 0) continue;
    const severity = word ?? tag;
    const { message, code } = split(rest.trimEnd());
    return {
      line: Number(line),
      column: column === undefined ? null : Number(column),
      severity: severity === undefined ? null : severityOf(severity),
      code: groups['code'] ?? code,
      message,
    };
  }
  return null;
}

const leadingCode = /^([A-Z]{1,6}\d{2,5}|[A-Z][a-z]+[A-Z]\w{2,60})(?:: | \[\*\] |\s{1,8}(?:\| )?)(?=\S)/;

function split(rest: string): { message: string; code: string | null } {
  const first = leadingCode.exec(rest);
  if (first?.[1] !== undefined) return { message: rest.slice(first[0].length), code: first[1] };
  for (const ending of endings) {
    const match = ending.exec(rest);
    if (match?.[1] !== undefined) return { message: rest.slice(0, match.index).trim(), code: match[1] };
  }
  return { message: rest, code: null };
}
