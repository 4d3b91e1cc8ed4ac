import type { Sandbox } from '../../sandbox';
import type { JobRecord, PipelineRecord } from '../records';

const project = (sandbox: Sandbox, projectId: number): string =>
  `${sandbox.config.baseUrl}/${sandbox.store.projects.get(projectId)?.fullPath ?? ''}`;

/** Addresses of pipeline and job pages. */
export const ciUrls = {
  pipeline: (sandbox: Sandbox, pipeline: PipelineRecord) =>
    `${project(sandbox, pipeline.projectId)}/-/pipelines/${pipeline.id}`,
  job: (sandbox: Sandbox, job: JobRecord) => `${project(sandbox, job.projectId)}/-/jobs/${job.id}`,
};
