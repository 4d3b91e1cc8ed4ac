import { commitTree, moveRef } from '../git/write-commit';
import { runGit, tryGit } from '../git/run-git';
import type { Sandbox } from '../sandbox';
import type { MergeRequestRecord, ProjectRecord } from '../store/records';

export type Refreshed =
  | { kind: 'new-head'; mergeRequest: MergeRequestRecord; oldSha: string }
  | { kind: 'target-moved'; mergeRequest: MergeRequestRecord }
  /** Its commits have reached the target branch by a push. */
  | { kind: 'merged'; mergeRequest: MergeRequestRecord };

/** After a branch moved: brings every open merge request from it or into it up to date. */
export async function refreshForBranch(
  sandbox: Sandbox,
  project: ProjectRecord,
  branch: string,
  userId: number,
): Promise<Refreshed[]> {
  const found: Refreshed[] = [];
  for (const mergeRequest of [...sandbox.store.mergeRequests.values()]) {
    if (mergeRequest.state !== 'opened') continue;
    const fromIt = mergeRequest.sourceProjectId === project.id && mergeRequest.sourceBranch === branch;
    const intoIt = mergeRequest.projectId === project.id && mergeRequest.targetBranch === branch;
    if (!fromIt && !intoIt) continue;
    const oldSha = mergeRequest.headSha;
    const oldTarget = mergeRequest.targetSha;
    await refreshMergeRequest(sandbox, mergeRequest);
    if (fromIt && mergeRequest.headSha !== oldSha) found.push({ kind: 'new-head', mergeRequest, oldSha });
    else if (intoIt && mergeRequest.targetSha !== oldTarget) {
      const repository = await sandbox.git.ensureRepository(mergeRequest.projectId);
      const contained = await tryGit(repository, [
        'merge-base',
        '--is-ancestor',
        mergeRequest.headSha,
        mergeRequest.targetSha,
      ]);
      if (contained.code === 0) {
        mergeRequest.state = 'merged';
        mergeRequest.mergedAt = sandbox.clock.now().toISOString();
        mergeRequest.mergedById = userId;
        mergeRequest.updatedAt = mergeRequest.mergedAt;
        found.push({ kind: 'merged', mergeRequest });
      } else found.push({ kind: 'target-moved', mergeRequest });
    }
  }
  return found;
}

/**
 * Brings one merge request up to date with its branches: head and merge refs in the target's repository, and a new diff
 * version where the head is new. A source branch that is gone leaves everything as it was.
 */
export function refreshMergeRequest(sandbox: Sandbox, mergeRequest: MergeRequestRecord): Promise<void> {
  // One after another: two pushes at once must neither count twice nor leave the older head behind.
  const before = underWay.get(mergeRequest) ?? Promise.resolve();
  const refreshing = before.then(() => refresh(sandbox, mergeRequest));
  underWay.set(
    mergeRequest,
    refreshing.catch(() => undefined),
  );
  return refreshing;
}

const underWay = new WeakMap<MergeRequestRecord, Promise<void>>();

async function refresh(sandbox: Sandbox, mergeRequest: MergeRequestRecord): Promise<void> {
  const { git, store, clock } = sandbox;
  const repository = await git.ensureRepository(mergeRequest.projectId);
  const head = await git.resolve(mergeRequest.sourceProjectId, `refs/heads/${mergeRequest.sourceBranch}`);
  const target = await git.resolve(mergeRequest.projectId, `refs/heads/${mergeRequest.targetBranch}`);
  if (target !== null) mergeRequest.targetSha = target;
  if (head !== null && head !== mergeRequest.headSha) {
    const headRef = `refs/merge-requests/${mergeRequest.iid}/head`;
    if (mergeRequest.sourceProjectId === mergeRequest.projectId)
      await runGit(repository, ['update-ref', headRef, head]);
    else
      await runGit(repository, [
        'fetch',
        '--quiet',
        '--no-tags',
        git.repositoryPath(mergeRequest.sourceProjectId),
        `+${head}:${headRef}`,
      ]);
    // Whoever asked that it be merged later had seen another state.
    mergeRequest.autoMergeById = null;
    mergeRequest.headSha = head;
    mergeRequest.updatedAt = clock.now().toISOString();
    mergeRequest.versions.unshift({
      id: store.nextId('diffVersion'),
      headSha: head,
      baseSha:
        (await git.mergeBase(mergeRequest.projectId, mergeRequest.targetSha, head)) ?? mergeRequest.targetSha,
      startSha: mergeRequest.targetSha,
      createdAt: clock.now().toISOString(),
    });
  }
  await refreshMergeRef(sandbox, repository, mergeRequest);
  store.touch();
}

/** Writes the commit that merging would give to `refs/merge-requests/:iid/merge`; none where there are conflicts. */
async function refreshMergeRef(
  sandbox: Sandbox,
  repository: string,
  mergeRequest: MergeRequestRecord,
): Promise<void> {
  const ref = `refs/merge-requests/${mergeRequest.iid}/merge`;
  const before = await sandbox.git.resolve(mergeRequest.projectId, ref);
  if (before !== null) {
    const commit = await sandbox.git.commit(mergeRequest.projectId, before);
    if (commit?.parentIds[0] === mergeRequest.targetSha && commit.parentIds[1] === mergeRequest.headSha) {
      mergeRequest.mergeRefSha = before;
      return;
    }
  }
  const tree = await mergeTrees(repository, mergeRequest.targetSha, mergeRequest.headSha);
  mergeRequest.mergeRefSha =
    tree === null
      ? null
      : await commitTree({
          repository,
          tree,
          parents: [mergeRequest.targetSha, mergeRequest.headSha],
          message: `Merge commit ${mergeRequest.headSha} into ${mergeRequest.targetSha}`,
          author: MERGER,
          committer: MERGER,
          date: sandbox.clock.now(),
        });
  await moveRef(repository, ref, mergeRequest.mergeRefSha, before);
}

const MERGER = { name: 'GitLab', email: 'gitlab@example.com' };

/** The tree of a merge without conflicts, else null. */
export async function mergeTrees(repository: string, ours: string, theirs: string): Promise<string | null> {
  const { code, stdout } = await tryGit(repository, ['merge-tree', '--write-tree', ours, theirs]);
  return code === 0 ? (stdout.toString().split('\n', 1)[0]?.trim() ?? null) : null;
}
