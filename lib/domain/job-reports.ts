import type { FailedTest } from './failed-test';
import type { Finding } from './finding';

/** A test of a report that did not pass. */
export interface TestInReport extends FailedTest {
  /** The class, module or file that it belongs to; may be empty. */
  readonly classname: string;
}

/** What a job's reports say. Every text in it is redacted. */
export interface JobReports {
  readonly tests: readonly TestInReport[];
  /** There is no line of the log behind them. */
  readonly findings: readonly Omit<Finding, 'logLine'>[];
}

/** The same as it comes: the texts of a report are as hostile as a log. */
export interface RawReports {
  readonly tests: readonly {
    readonly name: string;
    readonly classname: string;
    readonly file: string | null;
    /** The message with what stands below it. */
    readonly output: string;
  }[];
  /** The bytes of a Code Quality report; null where there is none. */
  readonly codeQuality: Uint8Array | null;
  /** Exact values (of CI variables) that must not come out. */
  readonly mask?: readonly string[];
}
