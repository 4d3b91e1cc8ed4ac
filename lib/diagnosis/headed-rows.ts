import type { Finding } from '@/lib/domain/finding';
import type { LogView } from './log-view';
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
  /^\s{0,4}(?:::group::|={2,} \[|FILE: |File: |Linting |Checking |[✖✘✗×⚠] |\d{1,4}\) )?(\S.{0,300}?)(?:\] (?:FAIL|PASS))?:?(?: \(\d{1,6} (?:hits?|errors?|issues?|problems?)\):?)?\s{0,4}$/;
const words = 'error|err|fatal|warning|warn|info|note|notice|suggestion|hint|style';
const row = new RegExp(
  `^\\s{0,12}(?:[│┃|✖✘✗×⚠●]\\s{0,4})?(?:(${words})[: ]\\s{0,4})?(?:(\\d{1,7}):(\\d{1,6})(?:-\\d{1,7}(?::\\d{1,6})?)?|\\(?(?:[Ll]ine |L|l\\.|#)\\s{0,4}(\\d{1,7})(?:(?:[,:]| \\||)\\s{0,4}(?:col(?:umn)? |C|c\\.|P|char(?:acter)? )?[ :]{0,4}(\\d{1,6}))?\\)?)(?:\\s?[:,|]|\\s)\\s{0,8}(?:[✖✘✗×⚠✓ℹ]\\s{1,4})?(?:\\[?(${words})\\b\\]?:?\\s{1,8})?(\\S.*)$`,
  'i',
);
const endings = [
  / {2,}(@?[A-Za-z][\w@/.-]{1,80})(?: {1,8}([a-z][\w-]{1,40}))?$/,
  / [([](@?[A-Za-z][\w@/.-]{1,80})[)\]]$/,
  / ((?:[a-z\d]+-){1,8}[a-z\d]+) (remark-lint|retext[\w-]{0,40})$/,
];
/** Blank lines and continuations that may stand between two rows of one file. */
const MAX_GAP = 3;

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
    } else if ((gap += 1) > MAX_GAP || /^\S/.test(text)) file = null;
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
  if (text.length > 2_000 || !/\d/.test(text)) return null;
  const match = row.exec(text);
  if (match === null) return null;
  const [, tag, line, column, namedLine, namedColumn, word, rest = ''] = match;
  if (!/\p{L}{2}/u.test(rest) || Number(line ?? namedLine) === 0) return null;
  const severity = word ?? tag;
  const { message, code } = split(rest.trimEnd());
  return {
    line: Number(line ?? namedLine),
    column: numberOf(column ?? namedColumn),
    severity: severity === undefined ? null : severityOf(severity),
    code,
    message,
  };
}

function split(rest: string): { message: string; code: string | null } {
  for (const ending of endings) {
    const match = ending.exec(rest);
    if (match?.[1] !== undefined) return { message: rest.slice(0, match.index).trim(), code: match[1] };
  }
  return { message: rest, code: null };
}

function numberOf(text: string | undefined): number | null {
  return text === undefined ? null : Number(text);
}
