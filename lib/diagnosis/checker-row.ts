import type { Finding } from '@/lib/domain/finding';
import { severityOf } from './severity-words';
import { sourcePath } from './source-path';

/** A line in which a tool points at a place and says what is wrong there. */
export interface CheckerRow {
  readonly file: string;
  readonly line: number;
  readonly column: number | null;
  /** Null when the line does not say. */
  readonly severity: Finding['severity'] | null;
  readonly code: string | null;
  readonly message: string;
  /** The file's name leaves no doubt that it is one. */
  readonly isSure: boolean;
}

const MAX_LINE = 2_000;
const words =
  'fatal error|error|err|fatal|critical|severe|serious|blocker|warning|warn|caution|weak warning|information|informational|info|notice|note|hint|help|style|convention|refactor|suggestion|recommendation|remark|high|medium|moderate|minor|major|low|performance|portability';

/** Where the place ends and the words begin: `:12:5`, `(12,5)`, `[12, 5]`, `:[12,5]`, `|12 col 5|`, ` line 12, col 5`. */
const position =
  /:(\d{1,7})(?:[:.](\d{1,5})(?:[-:]\d{1,7}(?:[:.]\d{1,5})?)?|-\d{1,7})?(?=[\s:,;|)\]-]|[A-Z`'"]|$)|:?\s?[([](\d{1,7})(?:(?:, ?|:|\.|-)(\d{1,5}))?(?:[-,:. ]{1,2}\d{1,7}){0,2}[)\]]|[:,]? ?\(?(?:(?:on|at|-) )?[Ll]ine:? ?(\d{1,7})(?:[,:]? ?(?:at )?[Cc](?:ol(?:umn)?|har(?:acter)?)\.?:? ?(\d{1,5}))?\)?|\|(\d{1,7})(?: col (\d{1,5})|:(\d{1,5}))?(?: (?:error|warning|info|note))?\|/g;

const tag = new RegExp(
  `^(?:\\[(?:ant:)?(${words}|\\w{2,20})\\]|(${words})(?: -|:)(?=[ /.\\\\])|([EWCIF]):(?= )|[✖✘✗×⚠●•▲❌>*-](?= )|\\d{1,4}(?::\\d{1,4})?>)\\s{0,8}`,
  'i',
);
/** A tool's name, a sign or a few words in front of a path. */
const leader =
  /^(?:[\w-]{1,24}: |\S{1,8}\s{1,3}|(?:(?:syntax )?(?:error|warning|problem)|parsing|checking|linting)(?: found)?(?: in| at| on)?(?: file)?:? )(?=\S)/i;
const bracketed = /^\[((?:[A-Za-z]:)?[^\s:[\]]{1,300}):(\d{1,7})(?::(\d{1,5}))?\]:?\s{1,4}(\S.*)$/;
const severityWord = new RegExp(
  `^(?:[[(<](${words}|[EWCIFRNH])[\\])>]\\s?:?|(${words})(?=\\s*[:[(]|\\s+[-–—]|\\s\\s|\\s+[A-Z]{1,8}\\d|$)|([EWCIFRNH])(?=: ))\\s*(?:[:–—-]\\s*)?`,
  'i',
);
const codeFirst =
  /^(?:\[([A-Za-z][\w./@-]{1,80})\]:?|([A-Z]{1,10}[-_]?\d{1,6}|[A-Z]\w{1,40}(?:\/[A-Z]\w{1,60}){1,3}|[a-z][\w-]{1,40}\[[\w-]{1,60}\]|[a-z\d]{1,40}(?:-[a-z\d]{1,40}){1,8}(?=:))(?:\(\S{1,60}\))?:?)(?=\s)\s*(?:\[\*\]\s*)?/;
const codeLast =
  /\s[([]((?=[\w@./#:-]*[a-z\d])@?[A-Za-z][\w@./#-]{1,80})[\])](?:\s?\[\d\])?\.?$|\s{2,}(@?[a-z][\w-]{0,60}(?:[/.-][\w-]{1,60}){1,4})$/;

/**
 * Reads one line of a checker that prints a place and a message, whatever the tool: `file:12:5: error CODE: message`,
 * `file(12,5): …`, `file|12 col 5| …`, `[file:12:5] …`, `file: line 12, col 5, …` and what is alike. Null for stack frames,
 * log messages, times and hosts. `below` is the
 * next line, where some put the message. Linear in the line, of which it reads no more than the first 2,000 characters.
 */
export function checkerRow(line: string, below = ''): CheckerRow | null {
  let text = (line.length > MAX_LINE ? line.slice(0, MAX_LINE) : line).trim();
  let severity: Finding['severity'] | null = null;
  const inBrackets = bracketed.exec(text);
  if (inBrackets !== null) return fromBrackets(inBrackets);
  for (let tags = 0; tags < 3; tags += 1) {
    const found = tag.exec(text);
    if (found === null) break;
    const word = found[1] ?? found[2] ?? found[3];
    if (word !== undefined && isSeverity(word)) severity = severityOf(word);
    text = text.slice(found[0].length);
  }
  position.lastIndex = 0;
  for (let tries = 0; tries < 3; tries += 1) {
    const at = position.exec(text);
    if (at === null) return null;
    const file = fileBefore(text.slice(0, at.index));
    if (file === null) continue;
    return fromRest({
      ...file,
      line: Number(at[1] ?? at[3] ?? at[5] ?? at[7]),
      column: numberOf(at[2] ?? at[4] ?? at[6] ?? at[8] ?? at[9]),
      severity,
      rest: text.slice(at.index + at[0].length),
      below,
    });
  }
  return null;
}

/** The path, also behind the tool's name or a sign of its own. */
function fileBefore(text: string): { file: string; isSure: boolean } | null {
  const whole = sourcePath(text);
  if (whole > 0) return { file: text, isSure: whole === 2 };
  const led = leader.exec(text);
  const file = led === null ? '' : text.slice(led[0].length);
  return led !== null && sourcePath(file) === 2 ? { file, isSure: true } : null;
}

function fromBrackets([, file = '', line, column, message = '']: RegExpExecArray): CheckerRow | null {
  if (sourcePath(file) === 0) return null;
  return fromRest({
    file,
    isSure: sourcePath(file) === 2,
    line: Number(line),
    column: numberOf(column),
    severity: null,
    rest: message,
    below: '',
  });
}

function fromRest(
  row: Omit<CheckerRow, 'code' | 'message'> & { readonly rest: string; readonly below: string },
): CheckerRow | null {
  const { rest, below, ...place } = row;
  if (place.line === 0) return null;
  let message = rest.replace(/^\s*(?:[:,;|–—-]\s*)?/, '');
  let severity = place.severity;
  const word = severityWord.exec(message);
  if (word !== null) {
    severity = severityOf(word[1] ?? word[2] ?? word[3]);
    message = message.slice(word[0].length);
    // Some compilers put the words below the place.
    if (message === '' && /^\s{2,}\S/.test(below)) message = below.trim();
  }
  const { code, text } = withoutCode(message);
  if (!isMessage(text) || isFrame(rest.trim())) return null;
  if (!place.isSure && place.column === null && severity === null && code === null) return null;
  return { ...place, severity, code, message: text };
}

function withoutCode(message: string): { code: string | null; text: string } {
  const first = codeFirst.exec(message);
  const firstCode = first?.[1] ?? first?.[2];
  if (first !== null && firstCode !== undefined && message.length > first[0].length)
    return { code: firstCode, text: message.slice(first[0].length).trim() };
  const last = codeLast.exec(message);
  return { code: last?.[1] ?? last?.[2] ?? null, text: message.trim() };
}

function isSeverity(word: string): boolean {
  return new RegExp(`^(?:${words}|[EWCIF])$`, 'i').test(word);
}

function numberOf(text: string | undefined): number | null {
  return text === undefined ? null : Number(text);
}

function isMessage(text: string): boolean {
  return (
    text.length >= 3 && /\p{L}{2}/u.test(text) && !/^[\w.]{1,80}[?!]?\/\d{1,2}$|\d{1,7}:\d{1,7}$/.test(text)
  );
}

/** What stands behind a place in a stack: the function that it lies in. */
function isFrame(rest: string): boolean {
  return /^(?::\s?)?(?:in [`'\w<]|at |from |\+0x|\(in |\(\S{1,200}\)$|\)\s*$|[\w.$]{1,200}\(.{0,200}\)$)/.test(
    rest,
  );
}
