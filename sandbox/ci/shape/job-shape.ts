import type { Sandbox } from '../../sandbox';
import { commitShape } from '../../shape/commit-shape';
import { userById, userProfile } from '../../shape/user-shape';
import type { JobRecord } from '../records';
import { RUNNER } from '../runner/runner-profile';
import { ciUrls } from './ci-urls';
import { pipelineBasic } from './pipeline-shape';
import { jobDuration, jobQueuedDuration } from './times';

/** What jobs and bridges have in common. */
function jobBasic(sandbox: Sandbox, job: JobRecord) {
  const pipeline = sandbox.store.pipelines.get(job.pipelineId);
  const project = sandbox.store.projects.get(job.projectId);
  if (!pipeline || !project) throw new Error(`job ${job.id} has lost its pipeline or project`);
  const user = sandbox.store.users.get(job.userId);
  return {
    id: job.id,
    status: job.status,
    stage: job.stage,
    name: job.name,
    ref: pipeline.ref,
    tag: pipeline.tag,
    coverage: job.coverage,
    allow_failure: job.allowFailure,
    created_at: job.createdAt,
    started_at: job.startedAt,
    finished_at: job.finishedAt,
    erased_at: job.erasedAt,
    duration: jobDuration(job, sandbox.clock.now()),
    queued_duration: jobQueuedDuration(job),
    user: user ? userProfile(sandbox, user) : userById(sandbox, job.userId),
    commit: commitShape(sandbox, project, pipeline.commit),
    pipeline: pipelineBasic(sandbox, pipeline),
    // Present only where there is one, as in GitLab.
    ...(job.status === 'failed' ? { failure_reason: job.failureReason ?? 'unknown_failure' } : {}),
    web_url: ciUrls.job(sandbox, job),
    project: { ci_job_token_scope_enabled: false },
  };
}

/** A job. Bridges have a shape of their own. */
export function jobShape(sandbox: Sandbox, job: JobRecord) {
  const archive = job.artifacts.find((one) => one.fileType === 'archive');
  return {
    ...jobBasic(sandbox, job),
    ...(archive ? { artifacts_file: { filename: archive.filename, size: archive.size } } : {}),
    artifacts: job.artifacts.map((one) => ({
      file_type: one.fileType,
      size: one.size,
      filename: one.filename,
      file_format: one.fileFormat,
    })),
    runner: job.picked ? runnerShape() : null,
    runner_manager: job.picked ? runnerManagerShape(job) : null,
    artifacts_expire_at: null,
    archived: false,
    tag_list: job.tagList,
  };
}

/** A trigger job with the pipeline it started, null while there is none or where the person may not see its project. */
export function bridgeShape(sandbox: Sandbox, job: JobRecord, maySee: (projectId: number) => boolean) {
  const downstream =
    job.downstreamPipelineId === null ? undefined : sandbox.store.pipelines.get(job.downstreamPipelineId);
  return {
    ...jobBasic(sandbox, job),
    downstream_pipeline:
      downstream && maySee(downstream.projectId) ? pipelineBasic(sandbox, downstream) : null,
  };
}

function runnerShape() {
  return {
    id: RUNNER.id,
    description: RUNNER.description,
    ip_address: '127.0.0.1',
    active: true,
    paused: false,
    is_shared: true,
    runner_type: 'instance_type',
    name: 'gitlab-runner',
    online: true,
    status: 'online',
    job_execution_status: 'active',
  };
}

function runnerManagerShape(job: JobRecord) {
  return {
    id: RUNNER.id,
    system_id: RUNNER.systemId,
    version: RUNNER.version,
    revision: RUNNER.revision,
    platform: 'linux',
    architecture: 'amd64',
    created_at: job.createdAt,
    contacted_at: job.startedAt ?? job.createdAt,
    ip_address: '127.0.0.1',
    status: 'online',
    job_execution_status: 'active',
  };
}
