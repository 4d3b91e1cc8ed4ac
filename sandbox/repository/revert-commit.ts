import type { CommitInfo } from '../git/git-host';
import { runGit } from '../git/run-git';
import { commitTree, moveRef } from '../git/write-commit';
import { mergeTrees } from '../merge-requests/refresh-merge-request';
import { announcePush } from '../push/announce-push';
import type { Sandbox } from '../sandbox';
import type { ProjectRecord, UserRecord } from '../store/records';

export type RevertOutcome =
  | { kind: 'committed'; sha: string }
  /** `conflict`: later changes touch the same lines. `empty`: nothing of it is left on the branch. */
  | { kind: 'refused'; code: 'conflict' | 'empty' }
  | { kind: 'moved' };

/** Commits the reverse of a commit (of a merge: of what it brought to its first parent) on top of a branch. */
export async function revertCommit(
  sandbox: Sandbox,
  request: { project: ProjectRecord; user: UserRecord; branch: string; head: string; commit: CommitInfo },
): Promise<RevertOutcome> {
  const { project, user, branch, head, commit } = request;
  const repository = await sandbox.git.ensureRepository(project.id);
  const before = commit.parentIds[0];
  if (before === undefined) return { kind: 'refused', code: 'conflict' };
  const tree = await reversed(repository, commit.id, before, head);
  if (tree === null) return { kind: 'refused', code: 'conflict' };
  if (tree === (await treeOf(repository, head))) return { kind: 'refused', code: 'empty' };
  const person = { name: user.name, email: user.email };
  const title = commit.message.split('\n')[0] ?? '';
  const sha = await commitTree({
    repository,
    tree,
    parents: [head],
    message: `Revert "${title}"\n\nThis reverts commit ${commit.id}`,
    author: person,
    committer: person,
    date: sandbox.clock.now(),
  });
  const ref = `refs/heads/${branch}`;
  if (!(await moveRef(repository, ref, sha, head))) return { kind: 'moved' };
  await announcePush(sandbox, {
    projectId: project.id,
    userId: user.id,
    changes: [{ ref, before: head, after: sha }],
  });
  return { kind: 'committed', sha };
}

/**
 * The tree of `head` without what `sha` did to `before`; null where they touch the same lines. merge-tree finds the base by
 * itself, so both sides are given as throw-away commits on top of `sha`.
 */
async function reversed(
  repository: string,
  sha: string,
  before: string,
  head: string,
): Promise<string | null> {
  const ours = await standIn(repository, head, sha);
  const theirs = await standIn(repository, before, sha);
  return mergeTrees(repository, ours, theirs);
}

async function standIn(repository: string, of: string, parent: string): Promise<string> {
  const person = { name: 'revert', email: 'revert@example.com' };
  return commitTree({
    repository,
    tree: await treeOf(repository, of),
    parents: [parent],
    message: 'revert',
    author: person,
    committer: person,
    date: new Date(0),
  });
}

async function treeOf(repository: string, commit: string): Promise<string> {
  return (await runGit(repository, ['rev-parse', `${commit}^{tree}`])).trim();
}
