import type { Category } from '@/lib/domain/category';
import type { Finding } from '@/lib/domain/finding';
import { causeOfFindings, type FoundAt } from './build-cause';
import type { Detector, MatchingExample } from '../detector';
import type { LogView } from '../view/log-view';
import { severityOf } from '../rows/severity-words';

export interface LineDetectorInput {
  readonly id: string;
  /** The tool's name in findings; the id when it is absent. */
  readonly tool?: string;
  readonly label: string;
  readonly category: Category;
  readonly keywords: readonly string[];
  /** Of these one stands in each of its lines too: fewer lines are looked at. */
  readonly beside?: readonly string[];
  /**
   * One finding a line, with the named groups `file`, `line`, `column`, `code`, `message`, `severity` as far as the tool
   * prints them.
   */
  readonly patterns: readonly RegExp[];
  readonly weight?: number;
  readonly nextStep?: string;
  readonly linesEach?: number;
  /** The tool exits with an error for warnings and advice too. */
  readonly failsOnWarnings?: true;
  /** False keeps a row that looks like the tool's and is not. */
  readonly accepts?: (row: Row, view: LogView, index: number) => boolean;
  readonly examples: readonly MatchingExample[];
  readonly lookAlikes: readonly string[];
}

export interface Row {
  readonly file: string | null;
  readonly code: string | null;
  readonly message: string;
  readonly severity: Finding['severity'];
}

/** A detector for the many tools that print one finding a line. */
export function lineDetector(input: LineDetectorInput): Detector {
  const tool = input.tool ?? input.id;
  return {
    id: input.id,
    keywords: input.keywords,
    ...(input.beside === undefined ? {} : { lookUps: input.beside }),
    examples: input.examples,
    lookAlikes: input.lookAlikes,
    detect(view) {
      const cause = causeOfFindings({
        tool,
        label: input.label,
        category: input.category,
        found: rows(view, tool, input),
        number: (index) => view.number(index),
        ...(input.weight === undefined ? {} : { weight: input.weight }),
        ...(input.nextStep === undefined ? {} : { nextStep: input.nextStep }),
        ...(input.linesEach === undefined ? {} : { linesEach: input.linesEach }),
        ...(input.failsOnWarnings === undefined ? {} : { failsOnWarnings: true }),
      });
      return cause === null ? [] : [cause];
    },
  };
}

function rows(view: LogView, tool: string, input: LineDetectorInput): FoundAt[] {
  const found: FoundAt[] = [];
  const seen = new Set<number>();
  for (const pattern of input.patterns) {
    for (const { index, match } of view.find(pattern, input.keywords, 5_000, input.beside)) {
      if (seen.has(index)) continue;
      const row = toRow(view, tool, index, match.groups ?? {});
      if (input.accepts?.(row, view, index) === false) continue;
      seen.add(index);
      found.push(row);
    }
  }
  return found.sort((a, b) => a.index - b.index);
}

function toRow(
  view: LogView,
  tool: string,
  index: number,
  groups: Record<string, string | undefined>,
): FoundAt {
  const { file, line, column, code, message, severity } = groups;
  return {
    index,
    tool,
    file: file === undefined ? null : view.path(file),
    line: positive(line),
    column: positive(column),
    code: code ?? null,
    severity: severityOf(severity),
    message: (message ?? '').trim(),
  };
}

/** Tools that count columns from 0 mean the first one. */
function positive(text: string | undefined): number | null {
  return text === undefined ? null : Math.max(1, Number(text));
}
