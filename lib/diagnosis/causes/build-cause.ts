import type { Category } from '@/lib/domain/category';
import type { Finding } from '@/lib/domain/finding';
import type { FailedTest } from '@/lib/domain/failed-test';
import type { Cause, CauseRange } from '../detector';
import { nextStepFor, verdictFor, verdictReasonFor } from './category-words';

type CauseInput = Partial<Cause> & Pick<Cause, 'tool' | 'category' | 'ranges' | 'summary' | 'key'>;

/** A cause with what its category says about it filled in. */
export function buildCause(input: CauseInput): Cause {
  return {
    verdict: verdictFor(input.category),
    verdictReason: verdictReasonFor(input.category),
    weight: 0.9,
    findings: [],
    failedTests: [],
    dependency: null,
    nextStep: nextStepFor(input.category),
    ...input,
  };
}

/** A finding as a detector has it, with the index of the line where it stands. */
export type FoundAt = Omit<Finding, 'logLine'> & { readonly index: number };

/** The cause that a linter's or compiler's findings make; null when there is none that fails a job. */
export function causeOfFindings(input: {
  readonly tool: string;
  /** The tool's name as people write it. */
  readonly label: string;
  readonly category: Category;
  readonly found: readonly FoundAt[];
  readonly number: (index: number) => number;
  readonly weight?: number;
  readonly nextStep?: string;
  /** Lines of context that belong to each finding, such as the quoted source. */
  readonly linesEach?: number;
  /** The tool exits with an error for warnings and advice too. */
  readonly failsOnWarnings?: boolean;
  /** Some that only warn or advise are left out. */
  readonly isMore?: boolean;
}): Cause | null {
  const { tool, label, category } = input;
  const found = once(input.found);
  if (found.length === 0) return null;
  const errors = found.filter(({ severity }) => severity === 'error');
  const telling = errors.length > 0 && input.failsOnWarnings !== true ? errors : found;
  const findings = found
    .slice(0, 1_000)
    .map(({ index, ...finding }) => ({ ...finding, logLine: input.number(index) }));
  return buildCause({
    tool,
    category,
    weight: input.weight ?? 0.9,
    ranges: rangesAround(
      telling.map(({ index }) => index),
      `${label} reports it here`,
      input.linesEach ?? 1,
    ),
    findings,
    ...(input.failsOnWarnings === true ? { failsOnWarnings: true as const } : {}),
    key: telling.map((finding) => [finding.file ?? '', finding.code ?? '', finding.message].join(' ')),
    summary: summaryOfFindings(label, telling, input.isMore === true && telling === found),
    ...(input.nextStep === undefined ? {} : { nextStep: input.nextStep }),
  });
}

/** What a tool says twice, such as in its summary, counts once. */
function once(found: readonly FoundAt[]): FoundAt[] {
  const seen = new Set<string>();
  return found.filter(({ file, line, column, code, message }) => {
    const said = `${file ?? ''}\n${line ?? ''}\n${column ?? ''}\n${code ?? ''}\n${message}`;
    if (seen.has(said)) return false;
    seen.add(said);
    return true;
  });
}

const MAX_RANGE = 12;

/** Neighbouring lines become one range; the first three ranges are kept, each of few lines. */
function rangesAround(indexes: readonly number[], reason: string, linesEach = 1): CauseRange[] {
  const ranges: { from: number; to: number }[] = [];
  for (const index of [...indexes].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last !== undefined && index - last.to <= 4) last.to = Math.max(last.to, index + linesEach - 1);
    else ranges.push({ from: index, to: index + linesEach - 1 });
  }
  return ranges.slice(0, 3).map(({ from, to }) => ({ from, to: Math.min(to, from + MAX_RANGE - 1), reason }));
}

function summaryOfFindings(label: string, found: readonly FoundAt[], isMore: boolean): string {
  const files = new Set(found.map(({ file }) => file).filter((file) => file !== null));
  const codes = [...new Set(found.map(({ code }) => code).filter((code) => code !== null))];
  const [first] = found;
  if (found.length === 1 && !isMore && first !== undefined) {
    const where = first.file === null ? '' : ` at ${place(first.file, first.line)}`;
    const code = first.code === null ? '' : ` (${first.code})`;
    return sentence(`${label} found a problem${where}${said(first.message)}${code}`);
  }
  const inFiles =
    files.size === 0 ? '' : ` in ${files.size === 1 ? ([...files][0] ?? '1 file') : `${files.size} files`}`;
  const what = codes.length === 0 ? said(first?.message ?? '') : `: ${listed(codes)}`;
  return sentence(`${label} found ${isMore ? 'more than ' : ''}${found.length} problems${inFiles}${what}`);
}

function said(message: string): string {
  return message === '' ? '' : `: ${shortened(message)}`;
}

export function summaryOfTests(label: string, tests: readonly FailedTest[]): string {
  const [first] = tests;
  if (first === undefined) return `Tests fail (${label}).`;
  const where = first.file === null ? '' : ` at ${place(first.file, first.line)}`;
  const message = first.message === '' ? '' : `: ${shortened(first.message)}`;
  const unloaded = tests.length === 1 ? unloadedFile(first.name) : null;
  if (unloaded !== null)
    return sentence(`The tests of ${shortened(unloaded)} cannot be loaded${message}${where}`);
  if (tests.length === 1) return sentence(`The test "${shortened(first.name)}" fails${message}${where}`);
  return sentence(
    `${tests.length} tests fail (${label}); the first is "${shortened(first.name)}"${message}${where}`,
  );
}

/** The module or package that a name in brackets stands for: its tests broke before any of them ran. */
export function unloadedFile(name: string): string | null {
  return /^\((\S{1,300})\)$/.exec(name)?.[1] ?? null;
}

export function place(file: string, line: number | null): string {
  return line === null ? file : `${file}:${line}`;
}

export function shortened(text: string, limit = 160): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= limit ? line : `${line.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

export function listed(words: readonly string[], limit = 4): string {
  const shown = words.slice(0, limit).join(', ');
  return words.length > limit ? `${shown} and ${words.length - limit} more` : shown;
}

export function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
