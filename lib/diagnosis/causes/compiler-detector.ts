import type { Category } from '@/lib/domain/category';
import type { Finding } from '@/lib/domain/finding';
import { causeOfFindings, type FoundAt } from './build-cause';
import type { Cause, Detector, MatchingExample } from '../detector';
import type { LogView } from '../view/log-view';
import { lowerBound } from '../view/stated-failures';
import { severityOf } from '../rows/severity-words';

/** What one report says, as far as its first line tells. */
export type CompilerRow = Omit<FoundAt, 'index' | 'tool'>;

type PlacedRow = CompilerRow & { readonly index: number };

/** One way in which a compiler prints a report. */
export interface CompilerForm {
  /** The first line, with the named groups `file`, `line`, `column`, `code`, `message`, `severity` as far as it has them. */
  readonly pattern: RegExp;
  /** The detector's keywords when absent. */
  readonly keywords?: readonly string[];
  /** Of these one stands in each of its lines too: fewer lines are looked at. */
  readonly beside?: readonly string[];
  /** Likewise in the line above. */
  readonly above?: readonly string[];
  /** Where the line names none. */
  readonly severity?: Finding['severity'];
  /** What other lines say of it, and the `index` where it begins if that is another; null when it is no report after all. */
  readonly complete?: (
    row: CompilerRow,
    view: LogView,
    index: number,
    groups: Readonly<Record<string, string | undefined>>,
  ) => Partial<PlacedRow> | null;
}

export interface CompilerName {
  /** The tool's name in findings. */
  readonly tool: string;
  readonly label: string;
  readonly category: Category;
  readonly nextStep?: string;
  readonly dependency?: Cause['dependency'];
}

export interface CompilerDetectorInput {
  readonly id: string;
  readonly keywords: readonly string[];
  readonly forms: readonly CompilerForm[];
  /** Fixed, or told by what was found. */
  readonly name: CompilerName | ((found: readonly CompilerRow[]) => CompilerName);
  /** Leaves out what belongs to another tool after all, seen together. */
  readonly keep?: (rows: readonly PlacedRow[]) => readonly PlacedRow[];
  readonly weight?: number;
  readonly linesEach?: number;
  readonly examples: readonly MatchingExample[];
  readonly lookAlikes: readonly string[];
}

/**
 * What build tools and CI put in front of a compiler's line: a time, the Ant task or plug-in in brackets, MSBuild's node
 * number, Gradle's native prefix, CMake's or scons' progress.
 */
export const lead = String.raw`\s{0,20}(?:\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?Z?\]?\s{1,8}|\[?\d\d:\d\d(?::\d\d(?:[.,]\d{1,6})?)?\]?\s{1,12})?(?:\[[A-Za-z][\w.:+-]{0,39}\]\s{0,8}|C\/C\+\+: |\d{1,4}(?::\d{1,4})?> ?|\d{1,3}% ){0,3}`;

/** A path as compilers print it before `:line`: with spaces perhaps, on a drive perhaps. */
export const printedPath = String.raw`(?<file>(?:[A-Za-z]:(?=[\\\/]))?[^\s:"'()<>|*,\[](?:[^:"<>|*]|:(?![\s\d:])){0,300}?)`;

/** So many lines of a form are read. */
const MAX_MATCHES = 5_000;
/** When there are so many different reports, more that only warn or advise are not read: no one reads those either. */
const MAX_ROWS = 1_000;

/** A detector for compilers: several forms of report, duplicates of a summary at the end told once. */
export function compilerDetector(input: CompilerDetectorInput): Detector {
  const { id, examples, lookAlikes } = input;
  return {
    id,
    // The forms' own too, so that one pass over the log finds them all.
    keywords: [...new Set([...input.keywords, ...input.forms.flatMap((form) => form.keywords ?? [])])],
    lookUps: input.forms.flatMap(({ beside = [], above = [] }) => [...beside, ...above]),
    examples,
    lookAlikes,
    detect(view) {
      const { rows: all, isMore } = rowsOf(view, input);
      const rows = input.keep?.(all) ?? all;
      if (rows.length === 0) return [];
      const name = typeof input.name === 'function' ? input.name(rows) : input.name;
      const cause = causeOfFindings({
        ...name,
        found: rows.map((row) => ({ ...row, tool: name.tool })),
        isMore,
        number: (index) => view.number(index),
        weight: input.weight ?? 0.93,
        ...(input.linesEach === undefined ? {} : { linesEach: input.linesEach }),
      });
      return cause === null ? [] : [{ ...cause, dependency: name.dependency ?? null }];
    },
  };
}

function rowsOf(view: LogView, input: CompilerDetectorInput): { rows: PlacedRow[]; isMore: boolean } {
  const found = new Map<number, PlacedRow>();
  const seen = new Set<string>();
  let isMore = false;
  for (const form of input.forms) {
    const keywords = form.keywords ?? input.keywords;
    let lines = linesOf(view, keywords, form);
    let isCut = false;
    let matches = 0;
    for (let at = 0; at < lines.length && matches < MAX_MATCHES; at += 1) {
      if (!isCut && seen.size >= MAX_ROWS) {
        const urgent = linesOf(view, urgentOf(keywords), form);
        const rest = urgent.slice(lowerBound(urgent, lines[at] ?? 0));
        isMore ||= rest.length < lines.length - at;
        isCut = true;
        lines = rest;
        at = -1;
        continue;
      }
      const index = lines[at] ?? 0;
      const match = found.has(index) ? null : form.pattern.exec(view.text(index));
      if (match === null) continue;
      matches += 1;
      const groups: Readonly<Record<string, string | undefined>> = match.groups ?? {};
      const row = toRow(view, groups, form.severity ?? 'error');
      const more = form.complete?.(row, view, index, groups);
      if (more === null) continue;
      const placed = { ...row, index, ...more };
      // The form that comes first knows more of a report that two of them read.
      if (found.has(placed.index)) continue;
      found.set(placed.index, placed);
      seen.add(said(placed));
    }
  }
  return { rows: withoutRepetition([...found.values()].sort((a, b) => a.index - b.index)), isMore };
}

function linesOf(
  view: LogView,
  keywords: readonly string[],
  { beside, above }: CompilerForm,
): readonly number[] {
  const lines = beside === undefined ? view.linesWithAny(keywords) : view.linesWithBoth(keywords, beside);
  if (above === undefined) return lines;
  const heads = new Set(view.linesWithAny(above));
  return lines.filter((index) => heads.has(index - 1));
}

/** Those that do not only stand where something is advised. */
function urgentOf(keywords: readonly string[]): readonly string[] {
  return keywords.filter((keyword) => !/warn|arning|note|info|hint|remark/i.test(keyword));
}

function withoutRepetition<T extends CompilerRow>(rows: readonly T[]): T[] {
  const seen = new Set<string>();
  return rows.filter((row) => {
    const key = said(row);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

function said({ file, line, column, code, severity, message }: CompilerRow): string {
  return `${file ?? ''}\n${line ?? ''}\n${column ?? ''}\n${code ?? ''}\n${severity}\n${message}`;
}

function toRow(
  view: LogView,
  groups: Readonly<Record<string, string | undefined>>,
  otherwise: Finding['severity'],
): CompilerRow {
  const { file, line, column, code, message, severity } = groups;
  return {
    file: file === undefined ? null : view.path(file.trim()),
    line: position(line),
    column: position(column),
    code: code ?? null,
    severity: severity === undefined ? otherwise : severityOf(severity),
    message: (message ?? '').trim(),
  };
}

/** Compilers print 0 where they know no position. */
export function position(text: string | undefined): number | null {
  const number = Number(text ?? 0);
  return Number.isSafeInteger(number) && number > 0 ? number : null;
}

/** The first line below that says something, within a few; without what a build tool put in front. */
export function saidBelow(
  view: LogView,
  index: number,
  pattern: RegExp,
  within = 12,
): RegExpExecArray | null {
  for (let below = index + 1; below <= index + within && below < view.length; below += 1) {
    const match = pattern.exec(view.text(below));
    if (match !== null) return match;
  }
  return null;
}

const caret = /^(?:\[[\w.:-]{1,40}\] ?)?([ \t|]{0,400})\^[\^~]{0,400}\s*$/;

/** The column that a caret below points at, where the quoted source stands just above it; null where there is none. */
export function caretColumn(view: LogView, index: number, within = 6): number | null {
  for (let below = index + 1; below <= index + within && below < view.length; below += 1) {
    const indent = caret.exec(view.text(below))?.[1];
    if (indent !== undefined) return below === index + 1 || indent.includes('|') ? null : indent.length + 1;
  }
  return null;
}
