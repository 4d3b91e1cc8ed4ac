import { z } from 'zod';

import type { Bridge, Job } from '@/lib/domain/job';
import { failureReason } from '@/lib/domain/job-facts';
import { pipelineStatus } from '@/lib/domain/pipeline';

const common = {
  id: z.number().int(),
  name: z.string(),
  stage: z.string().catch(''),
  status: pipelineStatus,
  allow_failure: z.boolean().catch(false),
  failure_reason: failureReason,
  web_url: z.string().catch(''),
};

/** A job as the API gives it. */
export const wireJob = z
  .object({
    ...common,
    pipeline: z.object({ id: z.number().int() }),
    duration: z.number().nullish().catch(null),
    finished_at: z.string().nullish().catch(null),
    artifacts: z.array(z.unknown()).catch([]),
  })
  .transform((wire): Job => ({
    id: wire.id,
    name: wire.name,
    stage: wire.stage,
    status: wire.status,
    allowFailure: wire.allow_failure,
    failureReason: wire.failure_reason,
    webUrl: wire.web_url,
    pipelineId: wire.pipeline.id,
    duration: wire.duration ?? null,
    finishedAt: wire.finished_at ?? null,
    hasArtifacts: wire.artifacts.some((one) => fileType(one) !== null && fileType(one) !== 'trace'),
    reports: wire.artifacts.flatMap((one) => {
      const type = fileType(one);
      return type === null || notReports.includes(type) ? [] : [type];
    }),
  }));

// The trace is listed among the artifacts.
const notReports = ['trace', 'archive', 'metadata'];

function fileType(artifact: unknown): string | null {
  if (typeof artifact !== 'object' || artifact === null || !('file_type' in artifact)) return null;
  return typeof artifact.file_type === 'string' ? artifact.file_type : null;
}

/** A trigger job with the pipeline that it started, if there is one and we may see it. */
export const wireBridge = z
  .object({
    ...common,
    downstream_pipeline: z
      .object({
        id: z.number().int(),
        project_id: z.number().int(),
        status: pipelineStatus,
        web_url: z.string().catch(''),
      })
      .nullish()
      .catch(null),
  })
  .transform((wire): Bridge => ({
    id: wire.id,
    name: wire.name,
    stage: wire.stage,
    status: wire.status,
    allowFailure: wire.allow_failure,
    failureReason: wire.failure_reason,
    webUrl: wire.web_url,
    downstream: wire.downstream_pipeline
      ? {
          id: wire.downstream_pipeline.id,
          projectId: wire.downstream_pipeline.project_id,
          status: wire.downstream_pipeline.status,
          webUrl: wire.downstream_pipeline.web_url,
        }
      : null,
  }));
