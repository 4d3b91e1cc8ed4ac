import { mergeRequestPayload } from '../hooks/merge-request-payload';
import type { Sandbox } from '../sandbox';
import type { MergeRequestRecord, ProjectRecord } from '../store/records';
import { ensureLabels } from './ensure-labels';
import { refreshMergeRequest } from './refresh-merge-request';

export interface NewMergeRequest {
  source: ProjectRecord;
  target: ProjectRecord;
  sourceBranch: string;
  targetBranch: string;
  title: string;
  description: string;
  authorId: number;
  assigneeIds: number[];
  reviewerIds: number[];
  labels: string[];
  squash: boolean;
  removeSourceBranch: boolean;
  allowCollaboration: boolean;
}

export type OpenOutcome =
  | { kind: 'opened'; mergeRequest: MergeRequestRecord }
  | { kind: 'refused'; status: 400 | 409; messages: string[] };

/** Opens a merge request: refs, first diff version, webhook and pipeline. */
export async function openMergeRequest(sandbox: Sandbox, wanted: NewMergeRequest): Promise<OpenOutcome> {
  const { store, clock, git } = sandbox;
  const refused = (status: 400 | 409, message: string): OpenOutcome => ({
    kind: 'refused',
    status,
    messages: [message],
  });
  if (wanted.source.id === wanted.target.id && wanted.sourceBranch === wanted.targetBranch)
    return refused(400, "You can't use same project/branch for source and target");
  const twin = [...store.mergeRequests.values()].find(
    (one) =>
      one.state === 'opened' &&
      one.projectId === wanted.target.id &&
      one.sourceProjectId === wanted.source.id &&
      one.sourceBranch === wanted.sourceBranch &&
      one.targetBranch === wanted.targetBranch,
  );
  if (twin)
    return refused(409, `Another open merge request already exists for this source branch: !${twin.iid}`);
  const head = await git.resolve(wanted.source.id, `refs/heads/${wanted.sourceBranch}`);
  if (head === null) return refused(400, `Source branch "${wanted.sourceBranch}" does not exist`);
  const target = await git.resolve(wanted.target.id, `refs/heads/${wanted.targetBranch}`);
  if (target === null) return refused(400, `Target branch "${wanted.targetBranch}" does not exist`);
  const now = clock.now().toISOString();
  const mergeRequest: MergeRequestRecord = {
    id: store.nextId('mergeRequest'),
    iid: store.nextIid(wanted.target.id, 'merge_request'),
    projectId: wanted.target.id,
    sourceProjectId: wanted.source.id,
    sourceBranch: wanted.sourceBranch,
    targetBranch: wanted.targetBranch,
    title: wanted.title,
    description: wanted.description,
    state: 'opened',
    authorId: wanted.authorId,
    assigneeIds: wanted.assigneeIds,
    reviewerIds: wanted.reviewerIds,
    approvedByIds: [],
    labels: wanted.labels,
    createdAt: now,
    updatedAt: now,
    mergedAt: null,
    mergedById: null,
    closedAt: null,
    closedById: null,
    mergeCommitSha: null,
    squash: wanted.squash,
    removeSourceBranch: wanted.removeSourceBranch,
    allowCollaboration: wanted.allowCollaboration && wanted.source.id !== wanted.target.id,
    autoMergeById: null,
    headSha: '',
    targetSha: target,
    mergeRefSha: null,
    versions: [],
  };
  ensureLabels(sandbox, mergeRequest.projectId, mergeRequest.labels);
  await refreshMergeRequest(sandbox, mergeRequest);
  store.mergeRequests.set(mergeRequest.id, mergeRequest);
  store.touch();
  const payload = await mergeRequestPayload(sandbox, mergeRequest, wanted.authorId, {
    action: 'open',
    changes: {},
  });
  sandbox.hooks.emit(mergeRequest.projectId, 'merge_request', payload);
  await sandbox.ci.onMergeRequest({
    mergeRequestId: mergeRequest.id,
    userId: wanted.authorId,
    reason: 'opened',
  });
  return { kind: 'opened', mergeRequest };
}
