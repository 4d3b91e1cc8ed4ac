import type { CheckerRow } from './checker-row';
import type { LogView } from './log-view';
import { severityOf } from './severity-words';
import { sourcePath } from './source-path';

const tag =
  /<(file|error|issue|violation|location|Location|\/file|\/error|\/issue|\/violation)\b((?:[^<>"']|"[^"]{0,600}"|'[^']{0,600}'){0,600})>([^<]{0,500})/g;
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

interface Pending {
  readonly code: string | null;
  readonly severity: CheckerRow['severity'];
  readonly message: string;
}

/**
 * Findings in XML that a checker printed into the log, on one line or many: Checkstyle's form and those like it (JSLint, CSSLint,
 * PMD, Cppcheck, Android Lint), whose elements have a file around them or a place inside. Other XML has none.
 */
export function markupRows(
  view: LogView,
  from: number,
  to: number,
): { readonly index: number; readonly row: CheckerRow }[] {
  const found: { index: number; row: CheckerRow }[] = [];
  let file: string | null = null;
  let pending: Pending | null = null;
  let left = MAX_MARKUP;
  for (let index = from; index <= to && found.length < 5_000 && left > 0; index += 1) {
    const text = view.text(index);
    if (!text.includes('<') || !/<\/?(?:file|error|issue|violation|[lL]ocation)\b/.test(text)) continue;
    const read = text.slice(0, left);
    left -= read.length;
    for (const [, name = '', inner = '', words = ''] of read.matchAll(tag)) {
      const named = attributes(inner);
      if (name === 'file') file = named.get('name') ?? named.get('path') ?? null;
      else if (name === '/file') file = null;
      else if (name.startsWith('/')) pending = null;
      else {
        const at = name.toLowerCase() === 'location' ? (named.get('file') ?? null) : file;
        if (name.toLowerCase() !== 'location') pending = said(named, words);
        const row = pending === null || at === null ? null : toRow(at, named, pending);
        if (row !== null) found.push({ index, row });
        if (row !== null && name.toLowerCase() === 'location') pending = null;
      }
    }
  }
  return found;
}

function said(named: ReadonlyMap<string, string>, words: string): Pending {
  const severity = named.get('severity') ?? named.get('priority');
  return {
    code: named.get('rule') ?? named.get('source') ?? named.get('id') ?? null,
    severity: severity === undefined || !/^[A-Za-z]{1,20}$/.test(severity) ? null : severityOf(severity),
    message: (named.get('message') ?? named.get('msg') ?? named.get('reason') ?? decoded(words)).trim(),
  };
}

function toRow(
  file: string,
  named: ReadonlyMap<string, string>,
  { code, severity, message }: Pending,
): CheckerRow | null {
  const line = named.get('line') ?? named.get('beginline');
  const column = named.get('column') ?? named.get('begincolumn') ?? named.get('char');
  if (line === undefined || !/^[1-9]\d{0,6}$/.test(line) || message === '' || sourcePath(file) === 0)
    return null;
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
    [...text.matchAll(attribute)].map((match) => [match[1] ?? '', decoded(match[2] ?? match[3] ?? '')]),
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
