import { severityOf } from '../rows/severity-words';
import { notAReport, pathOfUri, reportOf, unreadable, type Report, type ReportFinding } from './report';
import { scanXml } from './scan-xml';

/** The root elements of the reports that are read, and whose they are. */
const tools: ReadonlyMap<string, string> = new Map([
  ['checkstyle', 'checkstyle'],
  ['pmd', 'pmd'],
  ['pmd-cpd', 'cpd'],
  ['bugcollection', 'spotbugs'],
  ['results', 'cppcheck'],
  ['issues', 'android-lint'],
  ['jslint', 'jslint'],
  ['csslint', 'csslint'],
  ['lint', 'lint'],
  ['phpcs', 'phpcs'],
  ['compiler', 'ecj'],
  ['stylecopviolations', 'stylecop'],
  ['codenarc', 'codenarc'],
  ['report', 'resharper'],
  ['problems', 'inspections'],
  ['scalastyle', 'scalastyle'],
]);
/** Elements that are a finding each. */
const rows = new Set(['error', 'warning', 'violation', 'issue', 'problem', 'buginstance', 'bug']);
/** Elements in which a finding says more of itself. */
const details = new Set([
  'location',
  'sourceline',
  'message',
  'file',
  'line',
  'description',
  'longmessage',
  'problem_class',
  'sourcemessage',
  'desc',
]);
const MAX_DEPTH = 100;
const MAX_ROWS = 20_000;

type Attributes = ReadonlyMap<string, string>;

interface Draft {
  readonly depth: number;
  readonly attributes: Attributes;
  readonly inner: Map<string, string>;
  text: string;
  detail: string | null;
}

/**
 * Reads the XML reports of checkers: Checkstyle's format, which most of them can print, and those of PMD, SpotBugs, Cppcheck,
 * Android Lint, JSLint, PHP_CodeSniffer, ecj, CodeNarc, StyleCop, ReSharper and IntelliJ's inspections. Damaged and cut ones
 * are read as far as they go. A document that declares entities is refused.
 */
export function readXmlReport(xml: string): Report {
  const refused = unreadable(xml);
  if (refused !== null) return notAReport(refused);
  const open: { name: string; attributes: Attributes }[] = [];
  const levels = new Map<string, string>();
  const findings: ReportFinding[] = [];
  let tool: string | null = null;
  let draft: Draft | null = null;
  for (const piece of scanXml(xml)) {
    if (piece.kind === 'entities') return notAReport('It declares entities of its own.');
    if (piece.kind === 'text') {
      if (draft !== null && draft.text.length < 4_000) collectText(draft, piece.text);
      continue;
    }
    const name = piece.name.toLowerCase();
    if (piece.kind === 'close') {
      const at = open.findLastIndex((element) => element.name === name);
      if (at >= 0) open.length = at;
      if (draft !== null && open.length <= draft.depth) {
        if (tool !== null) findings.push(...toFinding(draft, tool, open, levels));
        draft = null;
        if (findings.length > MAX_ROWS) return reportOf(findings, true);
      } else if (draft !== null) draft.detail = null;
      continue;
    }
    if (open.length === 0 && tool === null) {
      tool = tools.get(name) ?? null;
      if (tool === null)
        return notAReport(`Its root element is ${name.slice(0, 60)}, which no known checker writes.`);
    }
    const attributes = lowered(piece.attributes);
    if (name === 'issuetype') levels.set(attributes.get('id') ?? '', attributes.get('severity') ?? '');
    if (draft === null && rows.has(name) && open.length > 0)
      draft = { depth: open.length, attributes, inner: new Map(), text: '', detail: null };
    else if (draft !== null && details.has(name)) collectDetail(draft, name, attributes, open.length);
    if (open.length < MAX_DEPTH) open.push({ name, attributes });
  }
  return tool === null ? notAReport('It holds no XML element.') : reportOf(findings);
}

function lowered(attributes: Attributes): Attributes {
  return new Map([...attributes].map(([name, value]) => [name.toLowerCase(), value]));
}

/** The first of each kind counts, but SpotBugs names its own place after those of the class and the method around it. */
function collectDetail(draft: Draft, name: string, attributes: Attributes, depth: number): void {
  draft.detail = name;
  const isOwn = depth === draft.depth + 1;
  for (const [attribute, value] of attributes) {
    const key = `${name}.${attribute}`;
    if (!draft.inner.has(key) || (isOwn && !draft.inner.has(`own.${key}`))) draft.inner.set(key, value);
    if (isOwn) draft.inner.set(`own.${key}`, value);
  }
}

function collectText(draft: Draft, text: string): void {
  if (draft.detail === null) draft.text += text;
  else draft.inner.set(draft.detail, `${draft.inner.get(draft.detail) ?? ''}${text}`.slice(0, 4_000));
}

function toFinding(
  draft: Draft,
  tool: string,
  open: readonly { name: string; attributes: Attributes }[],
  levels: ReadonlyMap<string, string>,
): ReportFinding[] {
  const { attributes, inner } = draft;
  const own = (...names: readonly string[]) => first(names.map((name) => attributes.get(name)));
  const nested = (...names: readonly string[]) => first(names.map((name) => inner.get(name)));
  const message = first([
    own('message', 'msg', 'reason', 'description'),
    nested('message.value', 'longmessage', 'message', 'sourcemessage', 'description', 'desc'),
    draft.text,
    nested('problem_class'),
  ]);
  const line = number(
    own('line', 'beginline', 'startline', 'linenumber') ??
      nested('location.line', 'sourceline.start', 'line'),
  );
  const file =
    own('file', 'filename') ??
    nested('location.file', 'sourceline.sourcepath', 'file') ??
    around(open) ??
    sourceOf(attributes);
  if (file === null && line === null) return [];
  const code = own('rule', 'ruleid', 'typeid', 'id', 'categoryid', 'type', 'source', 'lint');
  return [
    {
      tool,
      file: file === null ? null : pathOfUri(file.replace(/^(?:file:\/\/)?\$PROJECT_DIR\$\//, '')),
      line,
      column: number(own('column', 'begincolumn', 'char', 'col', 'startcolumn') ?? nested('location.column')),
      // Checkstyle names the class of its check, of which the last part is what people know.
      code:
        code === null
          ? null
          : /^com\.puppycrawl\.|^org\.scalastyle\./.test(code)
            ? (code.split('.').at(-1) ?? code)
            : code,
      severity: severityIn(
        own('severity', 'level') ?? nested('problem_class.severity') ?? levels.get(code ?? '') ?? null,
        own('priority'),
      ),
      message: (message ?? '').replace(/\s+/g, ' ').trim(),
    },
  ];
}

/** The file that an element around the finding names; CodeNarc splits it between package and file. */
function around(open: readonly { name: string; attributes: Attributes }[]): string | null {
  for (let at = open.length - 1; at >= 0; at -= 1) {
    const element = open[at];
    if (element === undefined || !['file', 'source', 'sourcefile', 'path'].includes(element.name)) continue;
    const name = first(['name', 'path', 'src', 'href', 'filename'].map((key) => element.attributes.get(key)));
    if (name === null) continue;
    const folder = open
      .findLast((one, index) => index < at && one.name === 'package')
      ?.attributes.get('path');
    return folder === undefined || folder === '' ? name : `${folder}/${name}`;
  }
  return null;
}

function sourceOf(attributes: Attributes): string | null {
  const source = attributes.get('source') ?? '';
  return attributes.has('linenumber') && source !== '' ? source : null;
}

function severityIn(word: string | null, priority: string | null): ReportFinding['severity'] {
  if (word !== null) return severityOf(word === 'Fatal' ? 'error' : word.toLowerCase());
  if (priority === null) return 'error';
  return Number(priority) <= 2 ? 'error' : Number(priority) === 3 ? 'warning' : 'info';
}

function first(values: readonly (string | null | undefined)[]): string | null {
  return values.find((value) => value !== undefined && value !== null && value.trim() !== '')?.trim() ?? null;
}

function number(text: string | null): number | null {
  const value = Number(text ?? 0);
  return Number.isSafeInteger(value) && value > 0 ? value : null;
}
