import type { CleanLines } from './clean-lines';

/** One line of a trace as a terminal would show it, redacted. */
export interface CleanLine {
  /** Raw line of the trace, 1-based: what GitLab's own line links count. A joined line has its first part's number. */
  readonly number: number;
  /** Free of colour codes, control characters and secrets; very long lines are shortened. */
  readonly text: string;
  /** Innermost open section of the runner's, such as `step_script`. */
  readonly section?: string;
  /** Known only where the runner prefixes its lines. */
  readonly stream?: 'stdout' | 'stderr';
  /** True for the runner's own echo of a script line (`$ npm test` in bold green). */
  readonly isCommand?: true;
}

/** `end` is null for a section that was never closed. */
export interface LogSection {
  readonly name: string;
  readonly start: number;
  readonly end: number | null;
}

/**
 * A trace made readable. `cut` says that lines are missing (the runner's limit or ours); `lines` then holds the
 * beginning and the end. `empty` and `not-text` have no lines at all.
 */
export interface CleanLog {
  readonly lines: CleanLines;
  readonly condition: 'whole' | 'cut' | 'empty' | 'not-text';
  readonly totalLines: number;
  readonly sections: readonly LogSection[];
}
