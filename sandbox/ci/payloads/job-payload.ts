import { hookTime, projectPayload, userPayload } from '../../hooks/project-payload';
import type { Sandbox } from '../../sandbox';
import { projectBasic } from '../../shape/project-shape';
import { urls } from '../../shape/urls';
import { allJobs } from '../pipelines/pipeline-jobs';
import type { JobRecord } from '../records';
import { jobDuration, jobQueuedDuration, pipelineDuration } from '../shape/times';
import { environmentPayload, runnerPayload } from './runner-payload';

const orNull = (time: string | null): string | null => (time === null ? null : hookTime(time));

/** A job event (`object_kind` is `build`). Null where project, pipeline or person are gone. */
export function jobPayload(sandbox: Sandbox, job: JobRecord): object | null {
  const { store } = sandbox;
  const pipeline = store.pipelines.get(job.pipelineId);
  const project = store.projects.get(job.projectId);
  const user = store.users.get(job.userId);
  if (!pipeline || !project || !user) return null;
  const { commit } = pipeline;
  const jobs = allJobs(store, pipeline.id);
  const author = [...store.users.values()].find((one) => one.email === commit.authorEmail);
  return {
    object_kind: 'build',
    ref: pipeline.ref,
    tag: pipeline.tag,
    before_sha: pipeline.beforeSha,
    sha: pipeline.sha,
    retries_count: jobs.filter((one) => one.name === job.name && one.retried).length,
    build_id: job.id,
    build_name: job.name,
    build_stage: job.stage,
    build_status: job.status,
    build_created_at: hookTime(job.createdAt),
    build_started_at: orNull(job.startedAt),
    build_finished_at: orNull(job.finishedAt),
    build_duration: jobDuration(job, sandbox.clock.now()),
    build_queued_duration: jobQueuedDuration(job),
    build_allow_failure: job.allowFailure,
    build_failure_reason: job.failureReason ?? 'unknown_failure',
    pipeline_id: pipeline.id,
    runner: runnerPayload(job),
    project_id: project.id,
    project_name: projectBasic(sandbox, project).name_with_namespace,
    user: userPayload(sandbox, user),
    commit: {
      // GitLab really puts the pipeline's id here.
      id: pipeline.id,
      name: pipeline.name,
      sha: pipeline.sha,
      message: commit.message,
      author_name: commit.authorName,
      author_email: commit.authorEmail,
      author_url: author ? urls.user(sandbox, author) : `mailto:${commit.authorEmail}`,
      status: pipeline.status,
      duration: pipelineDuration(jobs),
      started_at: orNull(pipeline.startedAt),
      finished_at: orNull(pipeline.finishedAt),
    },
    repository: {
      name: project.name,
      url: urls.ssh(sandbox, project),
      description: project.description,
      homepage: urls.project(sandbox, project),
      git_http_url: urls.git(sandbox, project),
      git_ssh_url: urls.ssh(sandbox, project),
      visibility_level: projectPayload(sandbox, project).visibility_level,
    },
    project: projectPayload(sandbox, project),
    environment: environmentPayload(job),
  };
}
