import type { FileEdit } from '@/lib/domain/file-edit';
import type { CommitAction } from '@/lib/ports/code-host';

/** The edits as the file actions of one commit. `lastCommits` (path → commit) lets GitLab refuse a file that moved. */
export function fixActions(
  edits: readonly FileEdit[],
  lastCommits: ReadonlyMap<string, string> = new Map(),
): CommitAction[] {
  return edits.map(({ path, before, after }): CommitAction => {
    const last = lastCommits.get(path);
    const guard = last === undefined ? {} : { lastCommitId: last };
    if (after === null) return { action: 'delete', path, ...guard };
    if (before === null) return { action: 'create', path, content: after };
    return { action: 'update', path, content: after, ...guard };
  });
}
