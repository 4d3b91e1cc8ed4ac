import type { Sandbox } from '../sandbox';
import type { MergeRequestRecord } from '../store/records';
import { isDraft } from './draft-title';

export interface MergeStatus {
  plain: 'can_be_merged' | 'cannot_be_merged' | 'unchecked';
  detailed: string;
  conflicts: boolean;
}

/** Whether it could be merged now, in GitLab's words; the first obstacle counts. */
export function mergeStatus(sandbox: Sandbox, mergeRequest: MergeRequestRecord): MergeStatus {
  const conflicts = mergeRequest.state === 'opened' && mergeRequest.mergeRefSha === null;
  const plain = conflicts ? 'cannot_be_merged' : 'can_be_merged';
  return { plain, conflicts, detailed: firstObstacle(sandbox, mergeRequest, conflicts) ?? 'mergeable' };
}

function firstObstacle(
  sandbox: Sandbox,
  mergeRequest: MergeRequestRecord,
  conflicts: boolean,
): string | null {
  const settings = sandbox.store.projects.get(mergeRequest.projectId)?.settings;
  if (mergeRequest.state !== 'opened') return 'not_open';
  if (isDraft(mergeRequest.title)) return 'draft_status';
  const pipeline = sandbox.ci.headPipeline(mergeRequest.id);
  if (settings?.onlyAllowMergeIfPipelineSucceeds) {
    if (!pipeline) return 'ci_must_pass';
    if (['created', 'pending', 'running', 'preparing', 'waiting_for_resource'].includes(pipeline.status))
      return 'ci_still_running';
    if (pipeline.status !== 'success') return 'ci_must_pass';
  }
  if (settings?.onlyAllowMergeIfAllDiscussionsAreResolved && !discussionsResolved(sandbox, mergeRequest))
    return 'discussions_not_resolved';
  return conflicts ? 'conflict' : null;
}

/** Whether every thread that can be resolved is. */
export function discussionsResolved(sandbox: Sandbox, mergeRequest: MergeRequestRecord): boolean {
  for (const note of sandbox.store.notes.values()) {
    if (note.noteable.kind === 'merge_request' && note.noteable.mergeRequestId === mergeRequest.id)
      if (note.resolvable && note.resolvedAt === null) return false;
  }
  return true;
}
