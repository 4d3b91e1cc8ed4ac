import type { CheckerRow } from './checker-row';
import type { LogView } from './log-view';
import { parsed } from './reports/json-value';
import { severityOf } from './severity-words';
import { sourcePath } from './source-path';

/** A report is looked into so deep, so wide, and so many of its lines are joined. */
const MAX_DEPTH = 10;
const MAX_VALUES = 60_000;
const MAX_LINES = 20_000;
const MAX_TEXT = 4_000_000;
const MAX_REPORTS = 2_000;
/** All attempts together cost no more than this many lines. */
const MAX_WORK = 200_000;

type Fields = ReadonlyMap<string, unknown>;
const fileKeys = [
  'file',
  'filename',
  'filepath',
  'relativepath',
  'path',
  'uri',
  'target',
  'source',
  'resource',
];
const lineKeys = [
  'line',
  'linenumber',
  'lineno',
  'startline',
  'linestart',
  'linefrom',
  'beginline',
  'row',
  'begin',
  'linenumbers',
  'filelinerange',
  'linerange',
];
const columnKeys = [
  'column',
  'col',
  'columnnumber',
  'columnno',
  'startcolumn',
  'columnstart',
  'columnfrom',
  'begincolumn',
  'linepos',
  'startcol',
];
const messageKeys = [
  'message',
  'msg',
  'text',
  'issuetext',
  'failure',
  'problemmessage',
  'details',
  'detail',
  'descr',
  'description',
  'ruledescription',
  'checkname',
  'title',
  'queryname',
  'reason',
];
const codeKeys = [
  'ruleid',
  'copname',
  'checkid',
  'testid',
  'rulename',
  'rulenames',
  'rule',
  'symbol',
  'code',
  'check',
  'fromlinter',
  'queryid',
  'checkname',
  'id',
];
const severityKeys = ['severity', 'issueseverity', 'ruleseverity', 'messageseverity', 'level', 'type'];
const placeKeys = [
  'location',
  'pos',
  'position',
  'range',
  'start',
  'begin',
  'lines',
  'positions',
  'span',
  'loc',
  'startposition',
  'causemetadata',
  'extra',
  'spans',
  'files',
  'sourcefile',
  'labels',
];
/** Names that also stand for other things: believed when the text can be nothing but a file. */
const doubtfulFileKeys = ['name', 'component'];

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
    found.push(...findingsIn(value).map((row) => ({ index, row })));
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

/** What the objects around a finding say of it. */
interface Around {
  readonly file: string | null;
  readonly message: string | null;
  readonly code: string | null;
  readonly severity: CheckerRow['severity'];
}

function findingsIn(root: unknown): CheckerRow[] {
  const found: CheckerRow[] = [];
  const nothing: Around = { file: null, message: null, code: null, severity: null };
  const waiting: { value: unknown; around: Around; depth: number }[] = [
    { value: root, around: nothing, depth: 0 },
  ];
  for (let seen = 0; seen < MAX_VALUES; seen += 1) {
    const next = waiting.pop();
    if (next === undefined) break;
    const { value, depth } = next;
    if (depth > MAX_DEPTH) continue;
    if (Array.isArray(value)) {
      for (const item of value.slice(0, 10_000).reverse())
        waiting.push({ value: item, around: next.around, depth: depth + 1 });
      continue;
    }
    const fields = fieldsOf(value);
    if (fields === null) continue;
    const row = toRow(fields, next.around);
    if (row !== null) {
      found.push(row);
      continue;
    }
    const around: Around = {
      file: fileIn(fields) ?? next.around.file,
      message: messageIn(fields) ?? next.around.message,
      code: textIn(fields, codeKeys) ?? next.around.code,
      severity: severityIn(fields) ?? next.around.severity,
    };
    for (const [key, inner] of Object.entries(value as object).reverse()) {
      if (typeof inner !== 'object' || inner === null) continue;
      waiting.push({
        value: inner,
        around: sourcePath(key) === 2 ? { ...around, file: key } : around,
        depth: depth + 1,
      });
    }
  }
  return found;
}

function toRow(fields: Fields, around: Around): CheckerRow | null {
  // A message of a program's own log.
  if (['time', 'ts', 'timestamp', '@timestamp'].some((key) => fields.has(key))) return null;
  const place = placeIn(fields, 0);
  const file = place.file ?? around.file;
  const message = messageIn(fields) ?? around.message;
  if (file === null || place.line === null || message === null) return null;
  return {
    file,
    isSure: true,
    line: place.line,
    column: place.column,
    severity: severityIn(fields) ?? around.severity,
    code: textIn(fields, codeKeys) ?? around.code,
    message: message.slice(0, 1_000),
  };
}

function messageIn(fields: Fields): string | null {
  return textIn(fields, messageKeys) ?? textIn(fieldsOf(fields.get('extra')) ?? new Map(), messageKeys);
}

interface Place {
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
}

/** The place in an object, or in the objects inside of it that hold places. */
function placeIn(fields: Fields, depth: number): Place {
  let file = fileIn(fields);
  let line = numberIn(fields, lineKeys);
  let column = numberIn(fields, columnKeys);
  // A character beside the line is of those who count both from 0.
  const character = fields.get('character');
  const counted = fields.get('line');
  if (column === null && typeof character === 'number' && typeof counted === 'number')
    return { file, line: counted + 1, column: character + 1 };
  if (depth < 4) {
    for (const key of placeKeys) {
      if (file !== null && line !== null && column !== null) break;
      const held = fields.get(key);
      const inner = fieldsOf(Array.isArray(held) ? (held as unknown[])[0] : held);
      if (inner === null) continue;
      const place = placeIn(inner, depth + 1);
      file ??= place.file;
      column ??= line === null ? place.column : null;
      line ??= place.line;
    }
  }
  return { file, line, column };
}

function fileIn(fields: Fields): string | null {
  for (const key of fileKeys) {
    const value = fields.get(key);
    if (typeof value === 'string' && sourcePath(value) > 0) return value;
  }
  for (const key of doubtfulFileKeys) {
    const value = fields.get(key);
    const path = typeof value === 'string' ? value.slice(value.indexOf(':') + 1) : '';
    if (path.includes('/') && sourcePath(path) === 2) return path;
  }
  return null;
}

function numberIn(fields: Fields, keys: readonly string[]): number | null {
  for (const key of keys) {
    const given = fields.get(key);
    // A range or a list of lines begins with the first.
    const held: unknown = Array.isArray(given) ? (given as unknown[])[0] : given;
    const value =
      typeof held === 'string' && /^\d{1,7}(?:-\d{1,7})?$/.test(held) ? Number.parseInt(held, 10) : held;
    if (typeof value === 'number' && Number.isInteger(value) && value > 0 && value < 10_000_000) return value;
  }
  return null;
}

function textIn(fields: Fields, keys: readonly string[]): string | null {
  for (const key of keys) {
    const value: unknown = fields.get(key);
    const first: unknown = Array.isArray(value) ? (value as unknown[])[0] : value;
    if (typeof first === 'string' && first.trim() !== '') return first.trim();
    const inner = fieldsOf(first);
    const named =
      inner?.get('id') ??
      inner?.get('code') ??
      inner?.get('name') ??
      inner?.get('value') ??
      inner?.get('text');
    if (typeof named === 'string' && named !== '') return named;
  }
  return null;
}

function severityIn(fields: Fields): CheckerRow['severity'] {
  for (const key of severityKeys) {
    const value = fields.get(key);
    if (typeof value === 'string' && /^\w{1,20}$/.test(value)) return severityOf(value);
    // ESLint's and Stylelint's numbers.
    if (value === 1) return 'warning';
    if (value === 2) return 'error';
  }
  return null;
}

/** An object's fields by their names in small letters, without signs between the words. */
function fieldsOf(value: unknown): Fields | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return new Map(
    Object.entries(value)
      .slice(0, 200)
      .map(([key, inner]) => [key.toLowerCase().replace(/[_-]/g, ''), inner as unknown]),
  );
}
