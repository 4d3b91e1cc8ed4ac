import type { CodeHost, Commit, CommitAction } from '@/lib/ports/code-host';

/** A commit of ours on a branch that is thrown away. */
export interface ScratchCommit {
  readonly branch: string;
  readonly baseSha: string;
  readonly title: string;
  /** One trailer line. */
  readonly trailer: string;
  readonly actions: readonly CommitAction[];
}

/** Puts it there without starting anything, so that GitLab can be asked what a pipeline on that very branch would run. */
export async function stageScratchCommit(
  host: CodeHost,
  project: number,
  commit: ScratchCommit,
): Promise<void> {
  await host.commit(project, {
    branch: commit.branch,
    startSha: commit.baseSha,
    replaceBranch: true,
    message: `${commit.title} [skip ci]\n\n${commit.trailer}\n`,
    actions: commit.actions,
  });
}

/**
 * Puts it there so that its pipeline starts. The branch is made anew: a dry run answers for a branch without a history, and a push
 * onto the staged commit, which holds the same text, would look like one that changes nothing.
 */
export async function startScratchCommit(
  host: CodeHost,
  project: number,
  commit: ScratchCommit,
): Promise<Commit> {
  await host.deleteBranch(project, commit.branch);
  return host.commit(project, {
    branch: commit.branch,
    startSha: commit.baseSha,
    message: `${commit.title}\n\n${commit.trailer}\n`,
    actions: commit.actions,
  });
}

/** The started commit, if it is there already; null for a staged one or another's. */
export async function findStarted(
  host: CodeHost,
  project: number,
  commit: Pick<ScratchCommit, 'branch' | 'title' | 'baseSha'>,
): Promise<Commit | null> {
  const found = await host.findBranch(project, commit.branch);
  if (!found) return null;
  const head = await host.getCommit(project, found.headSha);
  return head.title === commit.title && head.parentShas[0] === commit.baseSha ? head : null;
}
