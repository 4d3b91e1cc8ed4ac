import type { Sandbox } from '../sandbox';
import { isRecord } from '../http/read-params';
import { mergeMergeRequest } from './merge-merge-request';

/** Merges, as soon as their pipeline has succeeded, the merge requests that wait for it. */
export function mergeWhenGreen(sandbox: Sandbox): void {
  sandbox.hooks.listen((_projectId, kind, payload) => {
    const attributes =
      kind === 'pipeline' && 'object_attributes' in payload ? payload.object_attributes : null;
    if (!isRecord(attributes) || attributes['status'] !== 'success') return;
    mergeWaiting(sandbox, attributes['id']).catch((error: unknown) => {
      console.error('a merge request that waited for its pipeline was not merged:', error);
    });
  });
}

async function mergeWaiting(sandbox: Sandbox, pipelineId: unknown): Promise<void> {
  for (const mergeRequest of [...sandbox.store.mergeRequests.values()]) {
    const user = sandbox.store.users.get(mergeRequest.autoMergeById ?? 0);
    if (!user || sandbox.ci.headPipeline(mergeRequest.id)?.id !== pipelineId) continue;
    const outcome = await mergeMergeRequest(sandbox, mergeRequest, user, { whenPipelineSucceeds: false });
    if (outcome.kind === 'refused') mergeRequest.autoMergeById = null;
    sandbox.store.touch();
  }
}
