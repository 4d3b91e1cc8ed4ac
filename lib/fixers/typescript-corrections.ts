import ts from 'typescript';

import type { Finding } from '@/lib/domain/finding';

import { ROOT } from './typescript-project';
import type { TypeScriptService } from './typescript-service';

/** The compiler's fixes that only say what the code meant. None of them writes a stub, a value, or `any`. */
const SURE_FIXES = new Set([
  'spelling',
  'import',
  'fixAwaitInSyncFunction',
  'addMissingAwait',
  'convertToTypeOnlyImport',
  'fixOverrideModifier',
  'constructorForDerivedNeedSuperCall',
  'unusedIdentifier',
]);

export interface FileChange {
  readonly path: string;
  readonly start: number;
  readonly length: number;
  readonly text: string;
}

export type Corrections =
  | {
      readonly kind: 'corrections';
      readonly texts: ReadonlyMap<string, string>;
      readonly fixes: readonly string[];
    }
  | { readonly kind: 'none'; readonly reason: string };

/**
 * The compiler's own corrections for exactly these findings. A finding counts only where the compiler says here what the log said:
 * same file, line, column, code and message. What stays ambiguous after checking every candidate is not offered, and neither is
 * anything after which a finding is left or a new diagnostic exists.
 */
export function findCorrections(service: TypeScriptService, findings: readonly Finding[]): Corrections {
  const before = census(service);
  const changes: FileChange[] = [];
  const fixes = new Set<string>();
  let seen = 0;
  for (const finding of findings) {
    const diagnostic = diagnosticOf(service, finding);
    if (diagnostic === null || finding.file === null) continue;
    seen += 1;
    const sure = candidates(service, finding.file, diagnostic).filter((candidate) =>
      holds(service, candidate.changes, before, [finding]),
    );
    const only = theOne(sure);
    if (only === null) continue;
    fixes.add(only.description);
    changes.push(...only.changes);
  }
  if (seen === 0)
    return {
      kind: 'none',
      reason: 'The compiler does not report the errors of the log for these files here.',
    };
  const distinct = withoutRepeats(changes);
  if (distinct.length === 0)
    return { kind: 'none', reason: 'The compiler offers no correction that is sure and unambiguous.' };
  const texts = apply(service, distinct);
  if (texts === null || !holds(service, distinct, before, findings)) {
    return {
      kind: 'none',
      reason: "The compiler's corrections do not mend all of the errors without making new ones.",
    };
  }
  return { kind: 'corrections', texts, fixes: [...fixes] };
}

function diagnosticOf(service: TypeScriptService, finding: Finding): ts.Diagnostic | null {
  const { file, line, column, code, message } = finding;
  if (file === null || !service.paths().includes(file)) return null;
  const found = service.diagnostics(file).filter((diagnostic) => {
    if (`TS${diagnostic.code}` !== code || diagnostic.start === undefined || diagnostic.file === undefined)
      return false;
    const at = diagnostic.file.getLineAndCharacterOfPosition(diagnostic.start);
    return (
      at.line + 1 === line &&
      (column === null || at.character + 1 === column) &&
      sameMessage(diagnostic, message)
    );
  });
  return found.length === 1 ? (found[0] ?? null) : null;
}

function sameMessage(diagnostic: ts.Diagnostic, message: string): boolean {
  const [own = ''] = ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n').split('\n');
  const [logged = ''] = message.split('\n');
  return own.trim() === logged.trim();
}

interface Candidate {
  readonly name: string;
  readonly description: string;
  readonly changes: readonly FileChange[];
}

function candidates(service: TypeScriptService, file: string, diagnostic: ts.Diagnostic): Candidate[] {
  const found = new Map<string, Candidate>();
  for (const fix of service.fixes(file, diagnostic)) {
    if (!SURE_FIXES.has(fix.fixName) || (fix.commands?.length ?? 0) > 0) continue;
    if (fix.fixName === 'unusedIdentifier' && !isInImport(diagnostic)) continue;
    const changes = fix.changes.flatMap((change) =>
      change.textChanges.map(({ span, newText }) => ({
        path: inRepository(change.fileName),
        start: span.start,
        length: span.length,
        text: newText,
      })),
    );
    found.set(JSON.stringify(changes), { name: fix.fixName, description: fix.description, changes });
  }
  return [...found.values()];
}

/** Of several that hold none is taken, unless they are two ways to write the same. */
function theOne(sure: readonly Candidate[]): Candidate | null {
  const [first, ...others] = sure;
  if (first === undefined) return null;
  const isSame = first.name === 'convertToTypeOnlyImport' && others.every(({ name }) => name === first.name);
  return others.length === 0 || isSame ? first : null;
}

/** Only imports are removed when unused: elsewhere the unused thing may be the one that was forgotten. */
function isInImport({ file, start = 0 }: ts.Diagnostic): boolean {
  const statement = file?.statements.find(({ pos, end }) => pos <= start && start < end);
  return statement !== undefined && ts.isImportDeclaration(statement);
}

/** True when, with these changes, every one of the findings is gone and nothing is reported that was not before. */
function holds(
  service: TypeScriptService,
  changes: readonly FileChange[],
  before: ReadonlyMap<string, number>,
  findings: readonly Finding[],
): boolean {
  const texts = apply(service, changes);
  if (texts === null) return false;
  const originals = [...texts.keys()].map((path) => [path, service.text(path)] as const);
  try {
    for (const [path, text] of texts) service.setText(path, text);
    const after = census(service);
    const added = [...after].some(([key, count]) => count > (before.get(key) ?? 0));
    const left = findings.some((finding) => {
      const key = findingKey(finding);
      const wanted = findings.filter((other) => findingKey(other) === key).length;
      return (after.get(key) ?? 0) > Math.max(0, (before.get(key) ?? 0) - wanted);
    });
    return !added && !left;
  } finally {
    for (const [path, text] of originals) service.setText(path, text);
  }
}

function findingKey({ file, code, message }: Finding): string {
  return `${file ?? ''}\n${code ?? ''}\n${message.split('\n')[0]?.trim() ?? ''}`;
}

/** How often each diagnostic is reported, wherever in its file: lines move when a file is corrected. */
function census(service: TypeScriptService): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const path of service.paths().filter((file) => /\.([cm]?[jt]s|[jt]sx)$/.test(file))) {
    for (const { code, messageText } of service.diagnostics(path)) {
      const [message = ''] = ts.flattenDiagnosticMessageText(messageText, '\n').split('\n');
      const key = `${path}\nTS${code}\n${message.trim()}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return counts;
}

function withoutRepeats(changes: readonly FileChange[]): FileChange[] {
  return [...new Map(changes.map((change) => [JSON.stringify(change), change])).values()];
}

/** The changed texts; null when two changes overlap or one lies outside of what was read. */
function apply(
  service: TypeScriptService,
  changes: readonly FileChange[],
): ReadonlyMap<string, string> | null {
  const texts = new Map<string, string>();
  for (const path of new Set(changes.map((change) => change.path))) {
    if (!service.paths().includes(path)) return null;
    const here = changes.filter((change) => change.path === path).sort((a, b) => b.start - a.start);
    let text = service.text(path);
    let end = Number.POSITIVE_INFINITY;
    for (const change of here) {
      if (change.start + change.length > end) return null;
      end = change.start;
      text = text.slice(0, change.start) + change.text + text.slice(change.start + change.length);
    }
    texts.set(path, text);
  }
  return texts;
}

function inRepository(file: string): string {
  return file.startsWith(`${ROOT}/`) ? file.slice(ROOT.length + 1) : file;
}
