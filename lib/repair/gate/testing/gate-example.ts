import type { FileEdit } from '@/lib/domain/file-edit';
import type { FixOrigin } from '@/lib/domain/fix-origin';

import type { ToolId } from '../../tools';
import type { CheckId } from '../gate-check';

/** A patch with what the gate should say of it. */
export interface GateExample {
  readonly name: string;
  readonly edits: readonly FileEdit[];
  readonly origin?: FixOrigin;
  readonly toolId?: ToolId;
  readonly ciPaths?: readonly string[];
  /** Further files of the commit. */
  readonly others?: readonly string[];
}

export interface Cheat extends GateExample {
  readonly check: CheckId;
  /** True when a person may still accept it; else it is refused. */
  readonly asks?: boolean;
}

export function edit(path: string, before: string | null, after: string | null): FileEdit {
  return { path, before, after };
}

/** A cheat with a single edit. */
export function cheat(
  check: CheckId,
  name: string,
  path: string,
  before: string | null,
  after: string | null,
  more: Partial<Cheat> = {},
): Cheat {
  return { check, name, edits: [edit(path, before, after)], ...more };
}

/** An honest patch with a single edit. */
export function honest(
  name: string,
  path: string,
  before: string | null,
  after: string | null,
  more: Partial<GateExample> = {},
): GateExample {
  return { name, edits: [edit(path, before, after)], ...more };
}
