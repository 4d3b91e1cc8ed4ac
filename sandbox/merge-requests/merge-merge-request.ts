import { canMergeInto } from '../access/can-push';
import { commitTree, moveRef } from '../git/write-commit';
import { runGit } from '../git/run-git';
import { mergeRequestPayload } from '../hooks/merge-request-payload';
import { announcePush } from '../push/announce-push';
import type { Sandbox } from '../sandbox';
import type { MergeRequestRecord, UserRecord } from '../store/records';
import { mergeStatus } from './merge-status';
import { mergeTrees, refreshMergeRequest } from './refresh-merge-request';

export type MergeOutcome =
  | { kind: 'merged' }
  | { kind: 'auto-merge' }
  | { kind: 'refused'; status: 401 | 405 | 409 | 422; message: string };

/** Merges now, or when its pipeline succeeds where that was asked for and one is under way. */
export async function mergeMergeRequest(
  sandbox: Sandbox,
  mergeRequest: MergeRequestRecord,
  user: UserRecord,
  options: {
    sha?: string | undefined;
    message?: string | undefined;
    whenPipelineSucceeds: boolean;
    removeSource?: boolean | undefined;
  },
): Promise<MergeOutcome> {
  const { store, clock, git } = sandbox;
  const target = store.projects.get(mergeRequest.projectId);
  if (!target || !canMergeInto(store, target, user.id, mergeRequest.targetBranch))
    return { kind: 'refused', status: 401, message: '401 Unauthorized' };
  if (mergeRequest.state !== 'opened')
    return { kind: 'refused', status: 405, message: '405 Method Not Allowed' };
  if (options.sha !== undefined && options.sha !== mergeRequest.headSha)
    return {
      kind: 'refused',
      status: 409,
      message: 'SHA does not match HEAD of source branch: ' + mergeRequest.headSha,
    };
  const status = mergeStatus(sandbox, mergeRequest);
  const pipeline = sandbox.ci.headPipeline(mergeRequest.id);
  const underWay =
    pipeline !== null && ['created', 'pending', 'running', 'preparing'].includes(pipeline.status);
  if (
    options.whenPipelineSucceeds &&
    underWay &&
    ['mergeable', 'ci_still_running'].includes(status.detailed)
  ) {
    mergeRequest.autoMergeById = user.id;
    store.touch();
    return { kind: 'auto-merge' };
  }
  if (status.conflicts) return { kind: 'refused', status: 422, message: 'Branch cannot be merged' };
  if (status.detailed !== 'mergeable')
    return { kind: 'refused', status: 405, message: '405 Method Not Allowed' };

  const repository = await git.ensureRepository(target.id);
  const before = await git.resolve(target.id, `refs/heads/${mergeRequest.targetBranch}`);
  const tree = before === null ? null : await mergeTrees(repository, before, mergeRequest.headSha);
  if (before === null || tree === null)
    return { kind: 'refused', status: 422, message: 'Branch cannot be merged' };
  const person = { name: user.name, email: user.email };
  const merge = await commitTree({
    repository,
    tree,
    parents: mergeRequest.squash ? [before] : [before, mergeRequest.headSha],
    message:
      options.message ??
      `Merge branch '${mergeRequest.sourceBranch}' into '${mergeRequest.targetBranch}'\n\n${mergeRequest.title}\n\nSee merge request ${target.fullPath}!${mergeRequest.iid}`,
    author: person,
    committer: person,
    date: clock.now(),
  });
  const ref = `refs/heads/${mergeRequest.targetBranch}`;
  if (!(await moveRef(repository, ref, merge, before)))
    return { kind: 'refused', status: 422, message: 'Branch cannot be merged' };
  const now = clock.now().toISOString();
  Object.assign(mergeRequest, {
    state: 'merged',
    mergedAt: now,
    mergedById: user.id,
    mergeCommitSha: merge,
    updatedAt: now,
    autoMergeById: null,
    targetSha: merge,
  });
  store.touch();
  sandbox.hooks.emit(
    target.id,
    'merge_request',
    await mergeRequestPayload(sandbox, mergeRequest, user.id, { action: 'merge', changes: {} }),
  );
  await announcePush(sandbox, {
    projectId: target.id,
    userId: user.id,
    changes: [{ ref, before, after: merge }],
  });
  if (options.removeSource ?? mergeRequest.removeSourceBranch)
    await removeSource(sandbox, mergeRequest, user.id);
  return { kind: 'merged' };
}

async function removeSource(
  sandbox: Sandbox,
  mergeRequest: MergeRequestRecord,
  userId: number,
): Promise<void> {
  const source = sandbox.store.projects.get(mergeRequest.sourceProjectId);
  if (!source || source.defaultBranch === mergeRequest.sourceBranch) return;
  const repository = await sandbox.git.ensureRepository(source.id);
  const ref = `refs/heads/${mergeRequest.sourceBranch}`;
  if (await moveRef(repository, ref, null, mergeRequest.headSha))
    await announcePush(sandbox, {
      projectId: source.id,
      userId,
      changes: [{ ref, before: mergeRequest.headSha, after: null }],
    });
}

/** Rebases the source branch onto the target where git can do it without a hand. */
export async function rebaseMergeRequest(
  sandbox: Sandbox,
  mergeRequest: MergeRequestRecord,
  user: UserRecord,
): Promise<boolean> {
  const repository = await sandbox.git.ensureRepository(mergeRequest.sourceProjectId);
  const base = await sandbox.git.mergeBase(
    mergeRequest.projectId,
    mergeRequest.targetSha,
    mergeRequest.headSha,
  );
  if (base === null || base === mergeRequest.targetSha) return base !== null;
  if (mergeRequest.sourceProjectId !== mergeRequest.projectId)
    await runGit(repository, [
      'fetch',
      '--quiet',
      '--no-tags',
      sandbox.git.repositoryPath(mergeRequest.projectId),
      mergeRequest.targetSha,
    ]);
  const commits = (
    await runGit(repository, ['rev-list', '--reverse', '--no-merges', `${base}..${mergeRequest.headSha}`])
  )
    .split('\n')
    .filter((line) => line !== '');
  let tip = mergeRequest.targetSha;
  for (const sha of commits) {
    const commit = await sandbox.git.commit(mergeRequest.sourceProjectId, sha);
    const tree = commit ? await replay(repository, tip, sha) : null;
    if (!commit || tree === null) return false;
    tip = await commitTree({
      repository,
      tree,
      parents: [tip],
      message: commit.message,
      author: { name: commit.authorName, email: commit.authorEmail },
      committer: { name: user.name, email: user.email },
      date: sandbox.clock.now(),
    });
  }
  const ref = `refs/heads/${mergeRequest.sourceBranch}`;
  const before = mergeRequest.headSha;
  if (!(await moveRef(repository, ref, tip, before))) return false;
  await announcePush(sandbox, {
    projectId: mergeRequest.sourceProjectId,
    userId: user.id,
    changes: [{ ref, before, after: tip }],
  });
  await refreshMergeRequest(sandbox, mergeRequest);
  return true;
}

/** The tree of one commit's change on top of another commit; null where they touch the same lines. */
async function replay(repository: string, onto: string, sha: string): Promise<string | null> {
  return mergeTreesFrom(repository, `${sha}^`, onto, sha);
}

async function mergeTreesFrom(
  repository: string,
  base: string,
  ours: string,
  theirs: string,
): Promise<string | null> {
  // merge-tree learnt --merge-base later than the oldest git supported here: a throw-away commit with that parent does the same.
  const tree = (await runGit(repository, ['rev-parse', `${ours}^{tree}`])).trim();
  const person = { name: 'rebase', email: 'rebase@example.com' };
  const parent = (await runGit(repository, ['rev-parse', `${base}^{commit}`])).trim();
  const stand = await commitTree({
    repository,
    tree,
    parents: [parent],
    message: 'rebase',
    author: person,
    committer: person,
    date: new Date(0),
  });
  return mergeTrees(repository, stand, theirs);
}
