import { canMergeInto } from '../access/can-push';
import { pipelineBasic, pipelineShape } from '../ci/shape/pipeline-shape';
import { isDraft } from '../merge-requests/draft-title';
import { discussionsResolved, mergeStatus } from '../merge-requests/merge-status';
import type { Sandbox } from '../sandbox';
import type { DiffVersionRecord, MergeRequestRecord } from '../store/records';
import { urls } from './urls';
import { userById } from './user-shape';

/** A merge request as it stands in lists. */
export function mergeRequestBasic(sandbox: Sandbox, mergeRequest: MergeRequestRecord) {
  const project = sandbox.store.projects.get(mergeRequest.projectId);
  if (!project) throw new Error(`merge request ${mergeRequest.id} has lost its project`);
  const status = mergeStatus(sandbox, mergeRequest);
  const person = (id: number | null) => (id === null ? null : userById(sandbox, id));
  const assignees = mergeRequest.assigneeIds.map((id) => userById(sandbox, id));
  const draft = isDraft(mergeRequest.title);
  const reference = `!${mergeRequest.iid}`;
  const fork = mergeRequest.sourceProjectId !== mergeRequest.projectId;
  return {
    id: mergeRequest.id,
    iid: mergeRequest.iid,
    project_id: mergeRequest.projectId,
    title: mergeRequest.title,
    description: mergeRequest.description,
    state: mergeRequest.state,
    created_at: mergeRequest.createdAt,
    updated_at: mergeRequest.updatedAt,
    merged_by: person(mergeRequest.mergedById),
    merge_user: person(mergeRequest.mergedById ?? mergeRequest.autoMergeById),
    merged_at: mergeRequest.mergedAt,
    closed_by: person(mergeRequest.closedById),
    closed_at: mergeRequest.closedAt,
    target_branch: mergeRequest.targetBranch,
    source_branch: mergeRequest.sourceBranch,
    user_notes_count: notesCount(sandbox, mergeRequest),
    upvotes: votes(sandbox, mergeRequest, 'thumbsup'),
    downvotes: votes(sandbox, mergeRequest, 'thumbsdown'),
    author: userById(sandbox, mergeRequest.authorId),
    assignees,
    assignee: assignees[0] ?? null,
    reviewers: mergeRequest.reviewerIds.map((id) => userById(sandbox, id)),
    source_project_id: mergeRequest.sourceProjectId,
    target_project_id: mergeRequest.projectId,
    labels: mergeRequest.labels,
    draft,
    imported: false,
    imported_from: 'none',
    work_in_progress: draft,
    milestone: null,
    merge_when_pipeline_succeeds: mergeRequest.autoMergeById !== null,
    merge_status: status.plain,
    detailed_merge_status: status.detailed,
    merge_after: null,
    sha: mergeRequest.headSha,
    merge_commit_sha: mergeRequest.mergeCommitSha,
    squash_commit_sha: null,
    discussion_locked: null,
    should_remove_source_branch: null,
    force_remove_source_branch: mergeRequest.removeSourceBranch,
    prepared_at: mergeRequest.createdAt,
    ...(fork
      ? {
          allow_collaboration: mergeRequest.allowCollaboration,
          allow_maintainer_to_push: mergeRequest.allowCollaboration,
        }
      : {}),
    reference,
    references: { short: reference, relative: reference, full: `${project.fullPath}${reference}` },
    web_url: urls.mergeRequest(sandbox, project, mergeRequest),
    time_stats: {
      time_estimate: 0,
      total_time_spent: 0,
      human_time_estimate: null,
      human_total_time_spent: null,
    },
    squash: mergeRequest.squash,
    squash_on_merge: mergeRequest.squash,
    task_completion_status: { count: 0, completed_count: 0 },
    has_conflicts: status.conflicts,
    blocking_discussions_resolved: discussionsResolved(sandbox, mergeRequest),
  };
}

/** One merge request with all there is to know, for a person or a visitor. */
export async function mergeRequestShape(
  sandbox: Sandbox,
  mergeRequest: MergeRequestRecord,
  userId: number | null,
) {
  const project = sandbox.store.projects.get(mergeRequest.projectId);
  const pipeline = sandbox.ci.headPipeline(mergeRequest.id);
  const version = mergeRequest.versions[0];
  const changed = version
    ? await sandbox.git.changedFiles(mergeRequest.projectId, version.baseSha, version.headSha)
    : [];
  return {
    ...mergeRequestBasic(sandbox, mergeRequest),
    subscribed: userId === mergeRequest.authorId,
    changes_count: String(changed.length),
    latest_build_started_at: pipeline?.startedAt ?? null,
    latest_build_finished_at: pipeline?.finishedAt ?? null,
    first_deployed_to_production_at: null,
    pipeline: pipeline ? pipelineBasic(sandbox, pipeline) : null,
    head_pipeline: pipeline ? pipelineShape(sandbox, pipeline) : null,
    diff_refs: version ? diffRefs(version) : null,
    merge_error: null,
    first_contribution: false,
    user: {
      can_merge:
        userId !== null &&
        project !== undefined &&
        canMergeInto(sandbox.store, project, userId, mergeRequest.targetBranch),
    },
  };
}

const diffRefs = (version: DiffVersionRecord) => ({
  base_sha: version.baseSha,
  head_sha: version.headSha,
  start_sha: version.startSha,
});

/** One of a merge request's diff versions. */
export function versionShape(mergeRequest: MergeRequestRecord, version: DiffVersionRecord, files: number) {
  return {
    id: version.id,
    head_commit_sha: version.headSha,
    base_commit_sha: version.baseSha,
    start_commit_sha: version.startSha,
    created_at: version.createdAt,
    merge_request_id: mergeRequest.id,
    state: 'collected',
    real_size: String(files),
    patch_id_sha: version.headSha,
  };
}

function notesCount(sandbox: Sandbox, mergeRequest: MergeRequestRecord): number {
  let count = 0;
  for (const note of sandbox.store.notes.values())
    if (
      !note.system &&
      note.noteable.kind === 'merge_request' &&
      note.noteable.mergeRequestId === mergeRequest.id
    )
      count += 1;
  return count;
}

function votes(sandbox: Sandbox, mergeRequest: MergeRequestRecord, name: string): number {
  return [...sandbox.store.awards.values()].filter(
    (award) =>
      award.name === name &&
      award.awardable.kind === 'merge_request' &&
      award.awardable.id === mergeRequest.id,
  ).length;
}
