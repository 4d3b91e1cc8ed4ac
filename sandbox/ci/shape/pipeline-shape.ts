import type { Sandbox } from '../../sandbox';
import { userById } from '../../shape/user-shape';
import { gitlabTime } from '../../shape/commit-shape';
import { allJobs, latestJobs } from '../pipelines/pipeline-jobs';
import type { PipelineRecord, PipelineStatus } from '../records';
import { ciUrls } from './ci-urls';
import { pipelineDuration, pipelineQueuedDuration } from './times';

/** A pipeline as lists and other answers show it. */
export function pipelineBasic(sandbox: Sandbox, pipeline: PipelineRecord) {
  return {
    id: pipeline.id,
    iid: pipeline.iid,
    project_id: pipeline.projectId,
    sha: pipeline.sha,
    ref: pipeline.ref,
    status: pipeline.status,
    source: pipeline.source,
    created_at: pipeline.createdAt,
    updated_at: pipeline.updatedAt,
    web_url: ciUrls.pipeline(sandbox, pipeline),
  };
}

/** A pipeline in the project's list, with its name. */
export function pipelineListed(sandbox: Sandbox, pipeline: PipelineRecord) {
  return { ...pipelineBasic(sandbox, pipeline), name: pipeline.name };
}

/** A whole pipeline. */
export function pipelineShape(sandbox: Sandbox, pipeline: PipelineRecord) {
  const jobs = allJobs(sandbox.store, pipeline.id);
  return {
    ...pipelineBasic(sandbox, pipeline),
    before_sha: pipeline.beforeSha,
    tag: pipeline.tag,
    yaml_errors: pipeline.yamlErrors,
    user: userById(sandbox, pipeline.userId),
    started_at: pipeline.startedAt,
    finished_at: pipeline.finishedAt,
    committed_at: gitlabTime(pipeline.commit.committedDate),
    duration: pipelineDuration(jobs),
    queued_duration: pipelineQueuedDuration(pipeline),
    coverage: coverageOf(sandbox, pipeline),
    detailed_status: detailedStatus(sandbox, pipeline),
  };
}

export function pipelineWithName(sandbox: Sandbox, pipeline: PipelineRecord) {
  return { ...pipelineShape(sandbox, pipeline), name: pipeline.name };
}

/** The mean of the jobs that say how much is covered, as GitLab writes it (a text). */
function coverageOf(sandbox: Sandbox, pipeline: PipelineRecord): string | null {
  const values = latestJobs(sandbox.store, pipeline.id).flatMap((job) =>
    job.coverage === null ? [] : [job.coverage],
  );
  return values.length === 0 ? null : (values.reduce((sum, one) => sum + one, 0) / values.length).toFixed(2);
}

const LABELS: Record<PipelineStatus, { text: string; label: string }> = {
  created: { text: 'Created', label: 'created' },
  waiting_for_resource: { text: 'Waiting', label: 'waiting for resource' },
  preparing: { text: 'Preparing', label: 'preparing' },
  pending: { text: 'Pending', label: 'pending' },
  running: { text: 'Running', label: 'running' },
  success: { text: 'Passed', label: 'passed' },
  failed: { text: 'Failed', label: 'failed' },
  canceling: { text: 'Canceling', label: 'canceling' },
  canceled: { text: 'Canceled', label: 'canceled' },
  skipped: { text: 'Skipped', label: 'skipped' },
  manual: { text: 'Blocked', label: 'waiting for manual action' },
  scheduled: { text: 'Delayed', label: 'waiting for delayed job' },
};

/** The word for a pipeline's status in pages and webhooks; one that succeeded in spite of a failed job says so. */
export function statusLabel(sandbox: Sandbox, pipeline: PipelineRecord): string {
  return hasWarnings(sandbox, pipeline) ? 'passed with warnings' : LABELS[pipeline.status].label;
}

function hasWarnings(sandbox: Sandbox, pipeline: PipelineRecord): boolean {
  return (
    pipeline.status === 'success' &&
    latestJobs(sandbox.store, pipeline.id).some(
      (job) => job.allowFailure && (job.status === 'failed' || job.status === 'canceled'),
    )
  );
}

function detailedStatus(sandbox: Sandbox, pipeline: PipelineRecord) {
  const warnings = hasWarnings(sandbox, pipeline);
  const icon = warnings ? 'warning' : pipeline.status;
  return {
    icon: `status_${icon}`,
    text: warnings ? 'Warning' : LABELS[pipeline.status].text,
    label: statusLabel(sandbox, pipeline),
    group: warnings ? 'success-with-warnings' : pipeline.status,
    tooltip: warnings ? 'passed with warnings' : LABELS[pipeline.status].label,
    has_details: true,
    details_path: new URL(ciUrls.pipeline(sandbox, pipeline)).pathname,
    illustration: null,
    favicon: `/assets/ci_favicons/favicon_status_${icon}.png`,
  };
}
