import { toolById } from '../../tools';
import type { GateCheck, GateInput, Objection } from '../gate-check';

const MOST_FILES = 50;
const MOST_CHARACTERS_OF_A_FILE = 1_000_000;
/** Lockfiles are long by nature, and nobody reads them line by line. */
const MOST_CHARACTERS_OF_A_LOCKFILE = 20_000_000;

/** A fix is small enough to be read. */
export const bounds: GateCheck = {
  id: 'bounds',
  label: 'The fix is small enough to be read',
  run: ({ edits, toolId }: GateInput) => {
    const objections: Objection[] = [];
    if (edits.length === 0) objections.push({ path: '', detail: 'there are no edits.', stops: true });
    if (edits.length > MOST_FILES) {
      const detail = `${edits.length} files are changed; the most is ${MOST_FILES}.`;
      objections.push({ path: edits[0]?.path ?? '', detail, stops: true });
    }
    const isLockfile = toolId !== undefined && toolById(toolId).kind === 'lockfile';
    const most = isLockfile ? MOST_CHARACTERS_OF_A_LOCKFILE : MOST_CHARACTERS_OF_A_FILE;
    for (const { path, before, after } of edits) {
      if (Math.max(before?.length ?? 0, after?.length ?? 0) > most) {
        objections.push({ path, detail: 'the file is too large to be edited.', stops: true });
      }
    }
    return objections;
  },
};
