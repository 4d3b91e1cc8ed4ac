import type { Sandbox } from '../sandbox';
import { protectBranch } from '../projects/create-project';
import { runGit } from '../git/run-git';
import { refreshForBranch } from '../merge-requests/refresh-merge-request';
import type { Refreshed } from '../merge-requests/refresh-merge-request';
import { mergeRequestPayload } from '../hooks/merge-request-payload';
import { pushPayload } from '../hooks/push-payload';
import { addPushNote } from '../notes/add-push-note';
import type { ProjectRecord } from '../store/records';

export interface RefChange {
  /** `refs/heads/…` or `refs/tags/…` */
  ref: string;
  /** Null: the ref is new. */
  before: string | null;
  /** Null: the ref is gone. */
  after: string | null;
}

/**
 * Does what follows when refs have moved, whoever moved them: the first branch becomes the default and is protected, merge
 * requests get new heads, webhooks go out, pipelines start. The move itself is done; nothing here undoes it, and what fails
 * is reported on the sandbox's own error output.
 */
export async function announcePush(
  sandbox: Sandbox,
  push: { projectId: number; userId: number; changes: RefChange[]; options?: string[] },
): Promise<void> {
  const project = sandbox.store.projects.get(push.projectId);
  if (!project) return;
  const skip = (push.options ?? []).includes('ci.skip');
  for (const change of push.changes) {
    try {
      await announceChange(sandbox, project, push.userId, change, skip);
    } catch (error) {
      console.error(`what follows a push to ${project.fullPath} failed:`, error);
    }
  }
  sandbox.store.touch();
}

async function announceChange(
  sandbox: Sandbox,
  project: ProjectRecord,
  userId: number,
  change: RefChange,
  skip: boolean,
): Promise<void> {
  project.lastActivityAt = sandbox.clock.now().toISOString();
  const branch = change.ref.startsWith('refs/heads/') ? change.ref.slice('refs/heads/'.length) : null;
  if (branch !== null && change.after !== null && project.defaultBranch === '')
    await adoptDefaultBranch(sandbox, project, branch);
  const refreshed = branch === null ? [] : await refreshForBranch(sandbox, project, branch, userId);
  const payload = await pushPayload(sandbox, project, userId, change);
  sandbox.hooks.emit(project.id, branch === null ? 'tag_push' : 'push', payload);
  await sandbox.ci.onPush({ projectId: project.id, userId, ...change, skip });
  for (const one of refreshed) await announceRefreshed(sandbox, one, userId, skip);
}

async function announceRefreshed(
  sandbox: Sandbox,
  refreshed: Refreshed,
  userId: number,
  skip: boolean,
): Promise<void> {
  const { mergeRequest } = refreshed;
  if (refreshed.kind === 'merged') {
    const payload = await mergeRequestPayload(sandbox, mergeRequest, userId, {
      action: 'merge',
      changes: {},
    });
    sandbox.hooks.emit(mergeRequest.projectId, 'merge_request', payload);
    return;
  }
  if (refreshed.kind === 'target-moved') return;
  await addPushNote(sandbox, mergeRequest, userId, refreshed.oldSha);
  const payload = await mergeRequestPayload(sandbox, mergeRequest, userId, {
    action: 'update',
    changes: {},
    oldrev: refreshed.oldSha,
  });
  sandbox.hooks.emit(mergeRequest.projectId, 'merge_request', payload);
  if (!skip) await sandbox.ci.onMergeRequest({ mergeRequestId: mergeRequest.id, userId, reason: 'updated' });
}

async function adoptDefaultBranch(sandbox: Sandbox, project: ProjectRecord, branch: string): Promise<void> {
  project.defaultBranch = branch;
  const repository = await sandbox.git.ensureRepository(project.id);
  await runGit(repository, ['symbolic-ref', 'HEAD', `refs/heads/${branch}`]);
  const known = [...sandbox.store.protectedBranches.values()].some((rule) => rule.projectId === project.id);
  if (!known) protectBranch(sandbox, project.id, branch);
}
