import type { Category } from '@/lib/domain/category';
import type { Diagnosis } from '@/lib/domain/diagnosis';
import type { FailedTest } from '@/lib/domain/failed-test';
import type { Finding } from '@/lib/domain/finding';
import type { Verdict } from '@/lib/domain/verdict';
import type { LogView } from './view/log-view';

/** Indexes into the view's lines, both ends included. */
export interface CauseRange {
  readonly from: number;
  readonly to: number;
  readonly reason: string;
}

/** What a detector believes to have broken the job, with the lines that say so. */
export interface Cause {
  readonly tool: string;
  readonly category: Category;
  readonly verdict: Verdict;
  readonly verdictReason: string;
  /** 0 to 1: how surely a log with these lines failed for this. The engine adds where in the log they stand. */
  readonly weight: number;
  /** Best first. */
  readonly ranges: readonly CauseRange[];
  readonly findings: readonly Finding[];
  /** The tool exits with an error for warnings and advice too. */
  readonly failsOnWarnings?: true;
  /** Said of the job as a whole, behind its script. */
  readonly endsJob?: true;
  readonly failedTests: readonly FailedTest[];
  readonly dependency: Diagnosis['dependency'];
  /** What stays the same when the same thing breaks again. */
  readonly key: readonly string[];
  readonly summary: string;
  readonly nextStep: string;
}

/** A few lines of a log, and what a detector must make of them. */
export interface MatchingExample {
  readonly log: string;
  readonly category: Category;
  /** `file:line` of the findings, in order; a part that the tool does not print is left out. */
  readonly findings?: readonly string[];
  readonly failedTests?: readonly string[];
  /** What each of the failed tests says was wrong. */
  readonly messages?: readonly string[];
  readonly dependency?: string;
}

/** Reads one tool's output, or one kind of cause. It cannot be registered without an example it matches and one it ignores. */
export interface Detector {
  readonly id: string;
  /** Texts of which at least one stands in every log that this detector matches; it is not asked about others. */
  readonly keywords: readonly string[];
  /** What it looks for beside them, so that one pass over the log can find it too. */
  readonly lookUps?: readonly string[];
  readonly detect: (view: LogView) => Cause[];
  readonly examples: readonly MatchingExample[];
  readonly lookAlikes: readonly string[];
}
