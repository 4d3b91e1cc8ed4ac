import { commitPayload, hookTime, projectPayload, userPayload } from '../../hooks/project-payload';
import { mergeStatus } from '../../merge-requests/merge-status';
import type { Sandbox } from '../../sandbox';
import { urls } from '../../shape/urls';
import type { MergeRequestRecord } from '../../store/records';
import { allJobs, latestJobs } from '../pipelines/pipeline-jobs';
import type { JobRecord, PipelineRecord } from '../records';
import { ciUrls } from '../shape/ci-urls';
import { statusLabel } from '../shape/pipeline-shape';
import { jobDuration, jobQueuedDuration, pipelineDuration, pipelineQueuedDuration } from '../shape/times';
import { environmentPayload, runnerPayload } from './runner-payload';

const orNull = (time: string | null): string | null => (time === null ? null : hookTime(time));

/** A pipeline event as the pipeline stands now, with its jobs but not its bridges. Null where project or person are gone. */
export function pipelinePayload(sandbox: Sandbox, pipeline: PipelineRecord): object | null {
  const { store } = sandbox;
  const project = store.projects.get(pipeline.projectId);
  const user = store.users.get(pipeline.userId);
  if (!project || !user) return null;
  const mergeRequest =
    pipeline.mergeRequestId === null ? undefined : store.mergeRequests.get(pipeline.mergeRequestId);
  const jobs = latestJobs(store, pipeline.id);
  const stages = pipeline.stages.filter((stage) => jobs.some((job) => job.stage === stage));
  return {
    object_kind: 'pipeline',
    object_attributes: {
      id: pipeline.id,
      iid: pipeline.iid,
      name: pipeline.name,
      // The branch, also where the pipeline runs on a merge request's own ref.
      ref: mergeRequest?.sourceBranch ?? pipeline.ref,
      tag: pipeline.tag,
      sha: pipeline.sha,
      before_sha: pipeline.beforeSha,
      source: pipeline.source,
      status: pipeline.status,
      detailed_status: statusLabel(sandbox, pipeline),
      stages,
      created_at: hookTime(pipeline.createdAt),
      finished_at: orNull(pipeline.finishedAt),
      duration: pipelineDuration(allJobs(store, pipeline.id)),
      queued_duration: pipelineQueuedDuration(pipeline),
      protected_ref: pipeline.protectedRef,
      variables: pipeline.variables.map(({ key, value }) => ({ key, value })),
      url: ciUrls.pipeline(sandbox, pipeline),
    },
    merge_request: mergeRequest ? mergeRequestPart(sandbox, mergeRequest) : null,
    user: userPayload(sandbox, user),
    project: projectPayload(sandbox, project),
    commit: commitPayload(sandbox, project, pipeline.commit),
    ...sourcePart(sandbox, pipeline),
    builds: jobs.filter((job) => job.kind === 'job').map((job) => buildPart(sandbox, job)),
  };
}

function mergeRequestPart(sandbox: Sandbox, mergeRequest: MergeRequestRecord) {
  const status = mergeStatus(sandbox, mergeRequest);
  const target = sandbox.store.projects.get(mergeRequest.projectId);
  return {
    id: mergeRequest.id,
    iid: mergeRequest.iid,
    title: mergeRequest.title,
    source_branch: mergeRequest.sourceBranch,
    source_project_id: mergeRequest.sourceProjectId,
    target_branch: mergeRequest.targetBranch,
    target_project_id: mergeRequest.projectId,
    state: mergeRequest.state,
    merge_status: status.plain,
    detailed_merge_status: status.detailed,
    url: target ? urls.mergeRequest(sandbox, target, mergeRequest) : '',
  };
}

/** Only children and downstream pipelines have this part. */
function sourcePart(sandbox: Sandbox, pipeline: PipelineRecord) {
  const bridge = pipeline.sourceJobId === null ? undefined : sandbox.store.jobs.get(pipeline.sourceJobId);
  const project = bridge ? sandbox.store.projects.get(bridge.projectId) : undefined;
  if (!bridge || !project) return {};
  return {
    source_pipeline: {
      project: {
        id: project.id,
        web_url: urls.project(sandbox, project),
        path_with_namespace: project.fullPath,
      },
      job_id: bridge.id,
      pipeline_id: bridge.pipelineId,
    },
  };
}

function buildPart(sandbox: Sandbox, job: JobRecord) {
  const user = sandbox.store.users.get(job.userId);
  const archive = job.artifacts.find((one) => one.fileType === 'archive');
  return {
    id: job.id,
    stage: job.stage,
    name: job.name,
    status: job.status,
    created_at: hookTime(job.createdAt),
    started_at: orNull(job.startedAt),
    finished_at: orNull(job.finishedAt),
    duration: jobDuration(job, sandbox.clock.now()),
    queued_duration: jobQueuedDuration(job),
    failure_reason: job.status === 'failed' ? (job.failureReason ?? 'unknown_failure') : null,
    when: job.when,
    manual: job.when === 'manual',
    allow_failure: job.allowFailure,
    user: user ? userPayload(sandbox, user) : null,
    runner: runnerPayload(job),
    artifacts_file: { filename: archive?.filename ?? null, size: archive?.size ?? null },
    environment: environmentPayload(job),
  };
}
