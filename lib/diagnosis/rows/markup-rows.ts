import type { CheckerRow } from './checker-row';
import type { LogView } from '../view/log-view';
import { severityOf } from './severity-words';
import { sourcePath } from './source-path';

const tag = /<(\/?[A-Za-z][\w:.-]{0,60})((?:[^<>"']|"[^"]{0,600}"|'[^']{0,600}'){0,600})>([^<]{0,500})/g;
const attribute = /([\w:-]{1,40})\s?=\s?(?:"([^"]{0,600})"|'([^']{0,600})')/g;
/** So much of a log's markup is read. */
const MAX_MARKUP = 2_000_000;
const entities = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['amp', '&'],
]);

/** Names of elements that hold nothing but a part of a finding. */
const parts = new Map([
  ['file', 'file'],
  ['filename', 'file'],
  ['sourcefile', 'file'],
  ['line', 'line'],
  ['linenumber', 'line'],
  ['column', 'column'],
  ['message', 'message'],
  ['description', 'message'],
]);
const severities = ['severity', 'priority'];
const codes = ['rule', 'source', 'typeid', 'id', 'type'];
const messages = ['message', 'msg', 'reason', 'description'];
const lines = ['line', 'beginline', 'startline', 'linenumber'];
const columns = ['column', 'begincolumn', 'char', 'col'];
const files = ['file', 'filename', 'path', 'sourcefile'];

interface Said {
  readonly code: string | null;
  readonly severity: CheckerRow['severity'];
  readonly message: string;
}

/**
 * Findings in XML that a checker printed into the log, on one line or many: Checkstyle's form and those like it (JSLint, CSSLint,
 * PMD, Cppcheck, Android Lint, ReSharper), whose elements have a file around them or a place inside, and those that give each
 * part of a finding an element of its own (IDEA). Test reports and other XML have none.
 */
export function markupRows(
  view: LogView,
  from: number,
  to: number,
): { readonly index: number; readonly row: CheckerRow }[] {
  const reader = new MarkupReader();
  const found: { index: number; row: CheckerRow }[] = [];
  let left = MAX_MARKUP;
  for (let index = from; index <= to && found.length < 5_000 && left > 0; index += 1) {
    const text = view.text(index);
    if (!text.includes('<') || !/<\/?[A-Za-z]/.test(text)) continue;
    const read = text.slice(0, left);
    left -= read.length;
    for (const [, name = '', inner = '', words = ''] of read.matchAll(tag)) {
      const row = reader.read(name.toLowerCase(), attributes(inner), decoded(words).trim());
      if (row !== null) found.push({ index, row });
    }
  }
  return found;
}

/** What stands open while the elements go by. */
class MarkupReader {
  #file: string | null = null;
  #said: Said | null = null;
  #parts = new Map<string, string>();

  read(name: string, named: ReadonlyMap<string, string>, words: string): CheckerRow | null {
    if (name === 'testcase' || name === 'testsuite' || name === 'failure') return null;
    if (name.startsWith('/')) {
      if (name === '/file' && this.#parts.size === 0) this.#file = null;
      return null;
    }
    const file = first(named, files);
    if (name === 'file' && (named.has('name') || file !== undefined) && first(named, lines) === undefined) {
      this.#file = named.get('name') ?? file ?? null;
      return null;
    }
    const part = named.size === 0 ? parts.get(name) : undefined;
    return part === undefined ? this.#element(named, file, words) : this.#part(part, words);
  }

  #element(named: ReadonlyMap<string, string>, file: string | undefined, words: string): CheckerRow | null {
    const message = first(named, messages) ?? (first(named, codes) === undefined ? '' : words);
    const severity = first(named, severities);
    const said =
      message === ''
        ? this.#said
        : {
            code: first(named, codes) ?? null,
            severity:
              severity === undefined || !/^[A-Za-z]{1,20}$/.test(severity) ? null : severityOf(severity),
            message,
          };
    const line = first(named, lines);
    const at = file ?? this.#file;
    if (line === undefined) {
      this.#said = said;
      return null;
    }
    this.#said = null;
    return said === null || at === null ? null : toRow(at, line, first(named, columns), said);
  }

  #part(part: string, words: string): CheckerRow | null {
    if (part === 'file') this.#parts.clear();
    this.#parts.set(part, words);
    const [file, line, message] = ['file', 'line', 'message'].map((name) => this.#parts.get(name));
    if (file === undefined || line === undefined || message === undefined) return null;
    const column = this.#parts.get('column');
    this.#parts.clear();
    return toRow(file.replace(/^file:\/\/\$PROJECT_DIR\$\//, ''), line, column, {
      code: null,
      severity: null,
      message,
    });
  }
}

function first(named: ReadonlyMap<string, string>, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = named.get(key);
    if (value !== undefined && value !== '') return value;
  }
  return undefined;
}

function toRow(
  file: string,
  line: string,
  column: string | undefined,
  { code, severity, message }: Said,
): CheckerRow | null {
  if (!/^[1-9]\d{0,6}$/.test(line) || sourcePath(file) === 0) return null;
  return {
    file,
    isSure: true,
    line: Number(line),
    column: column !== undefined && /^\d{1,6}$/.test(column) ? Number(column) : null,
    severity,
    code,
    message: message.slice(0, 1_000),
  };
}

function attributes(text: string): Map<string, string> {
  return new Map(
    [...text.matchAll(attribute)].map((match) => [
      (match[1] ?? '').toLowerCase(),
      decoded(match[2] ?? match[3] ?? ''),
    ]),
  );
}

function decoded(text: string): string {
  return text.replace(
    /&(?:#(\d{1,6})|(\w{2,4}));/g,
    (all, number: string | undefined, name: string | undefined) =>
      number !== undefined
        ? String.fromCodePoint(Math.min(Number(number), 0x10_ffff))
        : (entities.get(name ?? '') ?? all),
  );
}
