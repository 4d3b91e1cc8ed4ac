import { sourcePath } from './source-path';

/** Where a line points, and what it says behind (or before) that. */
export interface RowPlace {
  readonly file: string;
  /** The file's name leaves no doubt that it is one. */
  readonly isSure: boolean;
  readonly line: number;
  readonly column: number | null;
  readonly rest: string;
  /** The line is of a shape that is common in ordinary talk: it counts with a severity or a code alone. */
  readonly isWeak?: true;
}

/** Where the place ends and the words begin: `:12:5`, `(12,5)`, `[12, 5]`, `:[12,5]`, `|12 col 5|`, ` line 12, col 5`. */
const position =
  /:(\d{1,7})(?:[:.,](\d{1,5})(?:[-:]\d{1,7}(?:[:.]\d{1,5})?)?|-\d{1,7})?(?=[\s:,;|)\]-]|[A-Z`'"]|$)|:?\s?[([](\d{1,7})(?:(?:, ?|:|\.|-)(\d{1,5}))?(?:[-,:. ]{1,2}\d{1,7}){0,2}[)\]](?:: \(?col[.:] (\d{1,5})\)?)?|[:,]? ?\(?(?:(?:on|at|-) )?[Ll]ine:? ?(\d{1,7})(?:[,:]? ?(?:at )?[Cc](?:ol(?:umn)?|har(?:acter)?)\.?:? ?(\d{1,5}))?\)?|\|(\d{1,7})(?: col (\d{1,5})|:(\d{1,5}))?(?: (?:error|warning|info|note))?\|/g;
/** A tool's name, a sign or a few words in front of a path. */
const leader =
  /^(?:[\w-]{2,24}: ?|\([\w-]{2,60}\) |(?:(?:syntax )?(?:error|warning|problem|message)|possible bashism|parsing|checking|linting)(?: found)?(?: \d{1,3})?(?: in| at| on)?(?: file)?:? |\S{1,8}\s{1,3})(?=\S)/i;
const bracketed = /^\[((?:[A-Za-z]:)?[^\s:[\]]{1,300}):(\d{1,7})(?::(\d{1,5}))?\](?::| -)?\s{1,4}(\S.*)$/;
const quoted =
  /^(?:(?:[Ff]ile|(?:Warning|Error|Message) \d{1,4} in) )?["'](?:file:)?(\S[^"']{0,300})["'](?:, ?|:| )\s?(?:(?:on |at )?line )?(\d{1,7})(?:[.,:] ?(?:col(?:umn)?|char(?:acter)?s?)? ?(\d{1,5})(?:-\d{1,7}(?:\.\d{1,5})?)?)?(?:[:,]|\s|$)\s{0,4}(?!in )(.*)$/;
/** The place stands behind the words: `file: words at line 12, column 5`. */
const trailing =
  /^(\S[^:]{0,300}?)(?::| -)\s{1,2}(\S.{2,600}?),? \(?(?:(?:on|at|near) )?line:? (\d{1,7})(?:[,:]? (?:col(?:umn)?|char(?:acter)?)\.?:? ?(\d{1,5}))?\)?(?=[.,)\s]|$)(.{0,300})$/i;

/** The words come first and the place last: `error: words at file:12:5`, `CODE: words: file:12`, `words • file:12:5 • rule`. */
const last =
  /^(\S.{2,600}?)(?: at|:| •| -) (?:file:\/\/)?((?:[A-Za-z]:)?[^\s:()]{1,300}):(\d{1,7})(?::(\d{1,6}))?(?: [•-] (\S{1,80}))?:?$/;

/** The place that a line names, in any of the ways in which checkers write it; null when it names none. */
export function rowPlace(text: string): RowPlace | null {
  return inBrackets(text) ?? inQuotes(text) ?? leading(text) ?? behind(text) ?? atTheEnd(text);
}

function leading(text: string): RowPlace | null {
  position.lastIndex = 0;
  for (let tries = 0; tries < 3; tries += 1) {
    const at = position.exec(text);
    if (at === null) return null;
    const file = fileBefore(text.slice(0, at.index));
    if (file === null) continue;
    return {
      ...file,
      line: Number(at[1] ?? at[3] ?? at[6] ?? at[8]),
      column: numberOf(at[2] ?? at[4] ?? at[5] ?? at[7] ?? at[9] ?? at[10]),
      rest: text.slice(at.index + at[0].length),
    };
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

function inBrackets(text: string): RowPlace | null {
  return text.startsWith('[') ? toPlace(bracketed.exec(text)) : null;
}

function inQuotes(text: string): RowPlace | null {
  return /^(?:[A-Z]\w{1,8} (?:\d{1,4} in )?|[Ff]ile )?["']/.test(text) ? toPlace(quoted.exec(text)) : null;
}

function behind(text: string): RowPlace | null {
  const match = trailing.exec(text);
  if (match === null) return null;
  const [, file = '', message = '', line, column, more = ''] = match;
  // A plain word before a colon is a tool's name more often than a file.
  if (sourcePath(file) === 0) return null;
  return {
    file,
    isSure: sourcePath(file) === 2,
    line: Number(line),
    column: numberOf(column),
    rest: `${message}${more}`,
  };
}

function atTheEnd(text: string): RowPlace | null {
  if (!/:\d{1,7}:?$|[•-] \S{1,80}$/.test(text)) return null;
  const match = last.exec(text);
  if (match === null) return null;
  const [, message = '', file = '', line, column, code] = match;
  if (sourcePath(file) < 2) return null;
  return {
    file,
    isSure: true,
    isWeak: true,
    line: Number(line),
    column: numberOf(column),
    rest: code === undefined ? message : `${message} (${code})`,
  };
}

function toPlace(match: RegExpExecArray | null): RowPlace | null {
  const [, file = '', line, column, rest = ''] = match ?? [];
  const surety = sourcePath(file);
  return surety === 0
    ? null
    : { file, isSure: surety === 2, line: Number(line), column: numberOf(column), rest };
}

function numberOf(text: string | undefined): number | null {
  return text === undefined ? null : Number(text);
}
