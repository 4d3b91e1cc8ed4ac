import { Hono } from 'hono';
import { isChild } from '../../ci/pipelines/pipeline-jobs';
import type { PipelineRecord } from '../../ci/records';
import { pipelineBasic, pipelineShape } from '../../ci/shape/pipeline-shape';
import { ApiError, forbidden } from '../../http/api-error';
import type { ApiEnv } from '../../http/context';
import { currentUser, requireMergeRequest } from '../../http/guards';
import { paginate } from '../../http/paginate';
import { ACCESS } from '../../store/records';
import type { MergeRequestRecord } from '../../store/records';
import type { Store } from '../../store/store';

/** `/projects/:id/merge_requests/:merge_request_iid/pipelines`, to be mounted under `/api/v4`. */
export function mergeRequestPipelineRoutes(): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>();

  routes.get('/projects/:id/merge_requests/:merge_request_iid/pipelines', (c) => {
    const { mergeRequest } = requireMergeRequest(c, ACCESS.guest);
    const { sandbox } = c.var;
    const found = pipelinesOf(sandbox.store, mergeRequest);
    return c.json(paginate(c, found).map((one) => pipelineBasic(sandbox, one)));
  });

  routes.post('/projects/:id/merge_requests/:merge_request_iid/pipelines', async (c) => {
    const { project, mergeRequest } = requireMergeRequest(c, ACCESS.developer);
    const { sandbox } = c.var;
    const user = currentUser(c);
    if (sandbox.store.faults.identityVerificationRequired || !user.identityVerified) {
      throw forbidden('Identity verification is required in order to run CI jobs');
    }
    const outcome = await sandbox.ci.createPipeline({
      projectId: project.id,
      userId: user.id,
      ref: mergeRequest.sourceBranch,
      source: 'merge_request_event',
      mergeRequestId: mergeRequest.id,
    });
    if (outcome.kind === 'refused') throw new ApiError(400, { message: { base: [outcome.message] } });
    return c.json(pipelineShape(sandbox, outcome.pipeline), 201);
  });

  return routes;
}

/** Pipelines of the merge request itself and of its branch at the commits it has had, newest first. */
function pipelinesOf(store: Store, mergeRequest: MergeRequestRecord): PipelineRecord[] {
  const heads = new Set([mergeRequest.headSha, ...mergeRequest.versions.map((version) => version.headSha)]);
  return [...store.pipelines.values()]
    .filter(
      (one) =>
        !isChild(one) &&
        (one.mergeRequestId === mergeRequest.id ||
          (one.mergeRequestId === null &&
            one.projectId === mergeRequest.sourceProjectId &&
            one.ref === mergeRequest.sourceBranch &&
            heads.has(one.sha))),
    )
    .reverse();
}
