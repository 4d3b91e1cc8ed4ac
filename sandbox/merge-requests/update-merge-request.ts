import { mergeRequestPayload } from '../hooks/merge-request-payload';
import type { Sandbox } from '../sandbox';
import type { MergeRequestRecord } from '../store/records';
import { isDraft } from './draft-title';
import { ensureLabels } from './ensure-labels';
import { refreshMergeRequest } from './refresh-merge-request';

export interface MergeRequestChanges {
  title?: string | undefined;
  description?: string | undefined;
  labels?: string[] | undefined;
  assigneeIds?: number[] | undefined;
  reviewerIds?: number[] | undefined;
  targetBranch?: string | undefined;
  state?: 'close' | 'reopen' | undefined;
  squash?: boolean | undefined;
  removeSourceBranch?: boolean | undefined;
  allowCollaboration?: boolean | undefined;
}

/** Changes a merge request and sends one webhook that says what changed; none where nothing did. */
export async function updateMergeRequest(
  sandbox: Sandbox,
  mergeRequest: MergeRequestRecord,
  userId: number,
  wanted: MergeRequestChanges,
): Promise<void> {
  const { clock, store } = sandbox;
  const changes: Record<string, { previous: unknown; current: unknown }> = {};
  const note = (field: string, previous: unknown, current: unknown): void => {
    if (JSON.stringify(previous) !== JSON.stringify(current)) changes[field] = { previous, current };
  };
  const before = { ...mergeRequest };
  mergeRequest.title = wanted.title ?? mergeRequest.title;
  mergeRequest.description = wanted.description ?? mergeRequest.description;
  mergeRequest.labels = wanted.labels ? [...new Set(wanted.labels)] : mergeRequest.labels;
  ensureLabels(sandbox, mergeRequest.projectId, mergeRequest.labels);
  mergeRequest.assigneeIds = wanted.assigneeIds ?? mergeRequest.assigneeIds;
  mergeRequest.reviewerIds = wanted.reviewerIds ?? mergeRequest.reviewerIds;
  mergeRequest.squash = wanted.squash ?? mergeRequest.squash;
  mergeRequest.removeSourceBranch = wanted.removeSourceBranch ?? mergeRequest.removeSourceBranch;
  mergeRequest.allowCollaboration = wanted.allowCollaboration ?? mergeRequest.allowCollaboration;
  note('title', before.title, mergeRequest.title);
  note('draft', isDraft(before.title), isDraft(mergeRequest.title));
  note('description', before.description, mergeRequest.description);
  note(
    'labels',
    before.labels.map((title) => ({ title })),
    mergeRequest.labels.map((title) => ({ title })),
  );
  note(
    'assignees',
    before.assigneeIds.map((id) => ({ id })),
    mergeRequest.assigneeIds.map((id) => ({ id })),
  );
  note(
    'reviewers',
    before.reviewerIds.map((id) => ({ id })),
    mergeRequest.reviewerIds.map((id) => ({ id })),
  );
  if (wanted.targetBranch !== undefined && wanted.targetBranch !== mergeRequest.targetBranch) {
    note('target_branch', before.targetBranch, wanted.targetBranch);
    mergeRequest.targetBranch = wanted.targetBranch;
    await refreshMergeRequest(sandbox, mergeRequest);
  }
  const action = changeState(mergeRequest, wanted.state, userId, clock.now().toISOString());
  if (action === null && Object.keys(changes).length === 0) return;
  note('updated_at', before.updatedAt, clock.now().toISOString());
  mergeRequest.updatedAt = clock.now().toISOString();
  store.touch();
  const payload = await mergeRequestPayload(sandbox, mergeRequest, userId, {
    action: action ?? 'update',
    changes,
  });
  sandbox.hooks.emit(mergeRequest.projectId, 'merge_request', payload);
}

function changeState(
  mergeRequest: MergeRequestRecord,
  wanted: 'close' | 'reopen' | undefined,
  userId: number,
  now: string,
): 'close' | 'reopen' | null {
  if (wanted === 'close' && mergeRequest.state === 'opened') {
    mergeRequest.state = 'closed';
    mergeRequest.closedAt = now;
    mergeRequest.closedById = userId;
    mergeRequest.autoMergeById = null;
    return 'close';
  }
  if (wanted === 'reopen' && mergeRequest.state === 'closed') {
    mergeRequest.state = 'opened';
    mergeRequest.closedAt = null;
    mergeRequest.closedById = null;
    return 'reopen';
  }
  return null;
}
