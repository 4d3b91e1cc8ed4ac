import type { Finding } from '@/lib/domain/finding';
import { severityOf } from './severity-words';
import { rowPlace } from './row-place';

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

const tag = new RegExp(
  `^(?:\\[(?:ant:)?(${words}|(?!\\d)\\w{2,20})\\](?= )|(${words})(?: -|:| •)(?=[ /.\\\\])|%(Error|Warning)(?:-(\\w{1,40}))?:|([EWCIF]):(?= )|[✖✘✗×⚠●•▲❌>*-](?= )|\\d{1,4}(?::\\d{1,4})?>)\\s{0,8}`,
  'i',
);
const severityWord = new RegExp(
  `^(?:[[(<](${words}|[EWCIFRNH])[\\])>]\\s?:?|(${words})(?=\\s*[:[(]|\\s+[-–—]|\\s\\s|\\s+[A-Z]{1,8}\\d|$)|([EWCIFRNH])(?=: ))\\s*(?:[:–—-]\\s*)?`,
  'i',
);
const codeFirst =
  /^(?:\[([A-Za-z][\w./@-]{1,80})\]:?|\(?([A-Z]{1,10}[-_]?\d{1,6}(?:\[\w{1,20}\]|(?=\)))?|[A-Z]{2,10}\d?(?:_[A-Z\d]{1,20}){1,5}|[A-Z]\w{1,40}(?:\/[A-Z]\w{1,60}){1,3}|[a-z][\w-]{1,40}(?:\[[\w-]{1,60}\]|\([\w-]{1,60}\))(?=:)|[a-z\d]{1,40}(?:-[a-z\d]{1,40}){1,8}(?=:))\)?(?: ?\(\S{1,60}\))?:?)(?=\s)\s*(?:\[\*\]\s*)?/;
const codeLast =
  /\s[([]((?=[\w@./#:-]*[a-z\d])@?[A-Za-z][\w@./#-]{1,80})[\])](?:\s?\[\d\])?\.?$|\s{2,}(@?[a-z][\w-]{0,60}(?:[/.-][\w-]{1,60}){1,4})$/;

/**
 * Reads one line of a checker that prints a place and a message, whatever the tool: `file:12:5: error CODE: message`,
 * `file(12,5): …`, `file|12 col 5| …`, `[file:12:5] …`, `file: … at line 12, column 5` and what is alike. Null for stack frames,
 * log messages, times and hosts. `below` is the next line, where some put the message. Reads no more than the first 2,000
 * characters of a line, in linear time.
 */
export function checkerRow(line: string, below = ''): CheckerRow | null {
  let text = (line.length > MAX_LINE ? line.slice(0, MAX_LINE) : line).trim();
  let severity: Finding['severity'] | null = null;
  let tagCode: string | null = null;
  for (let tags = 0; tags < 3; tags += 1) {
    const found = tag.exec(text);
    if (found === null) break;
    const word = found[1] ?? found[2] ?? found[3] ?? found[5];
    if (word !== undefined && isSeverity(word)) severity = severityOf(word);
    tagCode = found[4] ?? tagCode;
    text = text.slice(found[0].length);
  }
  const place = rowPlace(text);
  if (place === null || place.line === 0) return null;
  let message = place.rest.replace(/^\s*(?:[:,;|–—-]\s*)?/, '');
  const word = severityWord.exec(message);
  if (word !== null) {
    severity = severityOf(word[1] ?? word[2] ?? word[3]);
    message = message.slice(word[0].length);
    // Some compilers put the words below the place.
    if (message === '' && /^\s{2,}\S/.test(below)) message = below.trim();
  }
  const split = withoutCode(message);
  const code = split.code ?? tagCode;
  if (!isMessage(split.text) || isFrame(place.rest)) return null;
  if (place.isWeak === true && severity === null && code === null) return null;
  if (!place.isSure && place.column === null && severity === null && code === null) return null;
  if (isOthers(place.file) && severity !== 'error') return null;
  const { file, isSure, column } = place;
  return { file, isSure, line: place.line, column, severity, code, message: split.text };
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

/** Code that was installed: what a runtime says of it is no finding about the project. */
function isOthers(file: string): boolean {
  return /[\\/](?:site-packages|dist-packages|node_modules|gems|\.cargo[\\/]registry|pkg[\\/]mod|pip-build-env[\w-]{0,20})[\\/]|^\/usr\/(?:lib|local\/lib|include|share)\//.test(
    file,
  );
}

function isMessage(text: string): boolean {
  // Python's runtime warns with the place too.
  if (/^(?:[A-Z]\w{0,60}Warning|InformationOnly): /.test(text)) return false;
  return (
    text.length >= 3 &&
    /\p{L}{2}/u.test(text) &&
    // What make says of a recipe is no finding.
    !/^recipe for target /.test(text) &&
    !/^[\w.]{1,80}[?!]?\/\d{1,2}$|\d{1,7}:\d{1,7}$/.test(text)
  );
}

/** What stands behind a place in a stack: the function that it lies in. */
function isFrame(words: string): boolean {
  const rest = words.trim();
  // Errcheck quotes the call as its message.
  if (words.startsWith(':\t')) return false;
  return /^(?::\s?)?(?:in [`'\w<]|at |from |\+0x|\(in |\(\S{1,200}\)$|\)\s*$|[\w.$]{1,200}\(.{0,200}\)$)/.test(
    rest,
  );
}
