import type { Sandbox } from '../sandbox';
import { isDraft } from '../merge-requests/draft-title';
import { discussionsResolved, mergeStatus } from '../merge-requests/merge-status';
import { urls } from '../shape/urls';
import type { MergeRequestRecord } from '../store/records';
import { commitPayload, hookTime, projectPayload, repositoryPayload, userPayload } from './project-payload';

export type MergeRequestAction = 'open' | 'close' | 'reopen' | 'update' | 'approved' | 'unapproved' | 'merge';

const STATE_IDS = { opened: 1, closed: 2, merged: 3, locked: 4 };

/** The payload of a merge request event. `oldrev` is there exactly when the update brought new commits. */
export async function mergeRequestPayload(
  sandbox: Sandbox,
  mergeRequest: MergeRequestRecord,
  userId: number,
  event: {
    action: MergeRequestAction;
    changes: Record<string, { previous: unknown; current: unknown }>;
    oldrev?: string;
  },
) {
  const target = sandbox.store.projects.get(mergeRequest.projectId);
  const user = sandbox.store.users.get(userId);
  if (!target || !user) throw new Error(`merge request ${mergeRequest.id} has lost its project or person`);
  const labels = labelPayloads(sandbox, mergeRequest);
  const people = (ids: number[]) =>
    ids.flatMap((id) => {
      const one = sandbox.store.users.get(id);
      return one ? [userPayload(sandbox, one)] : [];
    });
  return {
    object_kind: 'merge_request',
    event_type: 'merge_request',
    user: userPayload(sandbox, user),
    project: projectPayload(sandbox, target),
    object_attributes: {
      ...(await mergeRequestAttributes(sandbox, mergeRequest)),
      labels,
      action: event.action,
      ...(event.oldrev === undefined ? {} : { oldrev: event.oldrev }),
    },
    labels,
    changes: event.changes,
    repository: repositoryPayload(sandbox, target),
    ...(mergeRequest.assigneeIds.length > 0 ? { assignees: people(mergeRequest.assigneeIds) } : {}),
    ...(mergeRequest.reviewerIds.length > 0 ? { reviewers: people(mergeRequest.reviewerIds) } : {}),
  };
}

/** A merge request as it stands in its own events and in those of its notes. */
export async function mergeRequestAttributes(sandbox: Sandbox, mergeRequest: MergeRequestRecord) {
  const target = sandbox.store.projects.get(mergeRequest.projectId);
  const source = sandbox.store.projects.get(mergeRequest.sourceProjectId) ?? target;
  if (!target || !source) throw new Error(`merge request ${mergeRequest.id} has lost its project`);
  const commit = await sandbox.git.commit(mergeRequest.projectId, mergeRequest.headSha);
  const status = mergeStatus(sandbox, mergeRequest);
  return {
    assignee_id: mergeRequest.assigneeIds[0] ?? null,
    assignee_ids: mergeRequest.assigneeIds,
    author_id: mergeRequest.authorId,
    blocking_discussions_resolved: discussionsResolved(sandbox, mergeRequest),
    created_at: hookTime(mergeRequest.createdAt),
    description: mergeRequest.description,
    detailed_merge_status: status.detailed,
    draft: isDraft(mergeRequest.title),
    first_contribution: false,
    head_pipeline_id: sandbox.ci.headPipeline(mergeRequest.id)?.id ?? null,
    human_time_change: null,
    human_time_estimate: null,
    human_total_time_spent: null,
    id: mergeRequest.id,
    iid: mergeRequest.iid,
    last_commit: commit ? commitPayload(sandbox, source, commit) : null,
    last_edited_at: null,
    last_edited_by_id: null,
    merge_commit_sha: mergeRequest.mergeCommitSha,
    merge_error: null,
    merge_params: { force_remove_source_branch: mergeRequest.removeSourceBranch ? '1' : '0' },
    merge_status: status.plain,
    merge_user_id: mergeRequest.mergedById,
    merge_when_pipeline_succeeds: mergeRequest.autoMergeById !== null,
    milestone_id: null,
    prepared_at: hookTime(mergeRequest.createdAt),
    reviewer_ids: mergeRequest.reviewerIds,
    source: projectPayload(sandbox, source),
    source_branch: mergeRequest.sourceBranch,
    source_project_id: mergeRequest.sourceProjectId,
    state: mergeRequest.state,
    state_id: STATE_IDS[mergeRequest.state],
    target: projectPayload(sandbox, target),
    target_branch: mergeRequest.targetBranch,
    target_project_id: mergeRequest.projectId,
    time_change: 0,
    time_estimate: 0,
    title: mergeRequest.title,
    total_time_spent: 0,
    updated_at: hookTime(mergeRequest.updatedAt),
    updated_by_id: null,
    url: urls.mergeRequest(sandbox, target, mergeRequest),
    work_in_progress: isDraft(mergeRequest.title),
  };
}

function labelPayloads(sandbox: Sandbox, mergeRequest: MergeRequestRecord) {
  return [...sandbox.store.labels.values()]
    .filter((label) => label.projectId === mergeRequest.projectId && mergeRequest.labels.includes(label.name))
    .map((label) => ({
      id: label.id,
      title: label.name,
      color: label.color,
      project_id: label.projectId,
      created_at: hookTime(mergeRequest.createdAt),
      updated_at: hookTime(mergeRequest.createdAt),
      template: false,
      description: label.description,
      type: 'ProjectLabel',
      group_id: null,
    }));
}
