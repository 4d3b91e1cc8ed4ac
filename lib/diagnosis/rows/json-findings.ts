import type { CheckerRow } from './checker-row';
import { severityOf } from './severity-words';
import { sourcePath } from './source-path';

/** A report is looked into so deep and so wide. */
const MAX_DEPTH = 10;
const MAX_VALUES = 60_000;

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

/** What the objects around a finding say of it. */
interface Around {
  readonly file: string | null;
  readonly message: string | null;
  readonly code: string | null;
  readonly severity: CheckerRow['severity'];
}

/** The findings in a checker's report, by the usual names of their parts. */
export function jsonFindings(root: unknown): CheckerRow[] {
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
