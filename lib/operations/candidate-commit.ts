import type { FileEdit } from '@/lib/domain/file-edit';
import { fixActions } from './fix-actions';
import type { FixRow } from './load-fix';
import type { ScratchCommit } from './scratch-commit';

/** The commit on which a fix is validated; staged first, it is the same but for `[skip ci]`. */
export function candidateCommit(fix: FixRow, edits: readonly FileEdit[], branch: string): ScratchCommit {
  return {
    branch,
    baseSha: fix.baseSha,
    title: `Validate a fix by ${fix.strategy}`,
    trailer: `Pipemend-Candidate: ${fix.id}`,
    actions: fixActions(edits),
  };
}
