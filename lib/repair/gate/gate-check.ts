import type { FileEdit } from '@/lib/domain/file-edit';
import type { FixOrigin } from '@/lib/domain/fix-origin';

import type { ToolId } from '../tools';

export interface GateInput {
  readonly edits: readonly FileEdit[];
  readonly origin: FixOrigin;
  readonly toolId?: ToolId;
  /** Every path of the failed commit's tree. */
  readonly repositoryPaths: readonly string[];
  /** The CI file and all local files it includes. */
  readonly ciPaths: readonly string[];
}

/** Something that a check objects to. `stops` refuses the fix; otherwise a person may still accept it. */
export interface Objection {
  readonly path: string;
  readonly detail: string;
  readonly stops: boolean;
}

export type CheckId =
  | 'safe-paths'
  | 'bounds'
  | 'text-only'
  | 'tests'
  | 'suppressions'
  | 'thresholds'
  | 'protected-files'
  | 'exfiltration';

export interface GateCheck {
  readonly id: CheckId;
  /** What it makes sure of, as shown in the checklist. */
  readonly label: string;
  readonly run: (input: GateInput) => readonly Objection[];
}
