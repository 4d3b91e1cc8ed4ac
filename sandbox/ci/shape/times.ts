import type { JobRecord, PipelineRecord } from '../records';

/** Seconds between two times; null where one is missing. */
function secondsBetween(from: string | null, to: string | null): number | null {
  if (from === null || to === null) return null;
  return Math.max(0, (new Date(to).getTime() - new Date(from).getTime()) / 1000);
}

/** How long a job has run, or ran. */
export function jobDuration(job: JobRecord, now: Date): number | null {
  return secondsBetween(job.startedAt, job.finishedAt ?? (job.startedAt === null ? null : now.toISOString()));
}

export const jobQueuedDuration = (job: JobRecord): number | null =>
  secondsBetween(job.queuedAt, job.startedAt);

/** Whole seconds in which at least one job of the pipeline ran; null before any has. */
export function pipelineDuration(jobs: readonly JobRecord[]): number | null {
  const spans = jobs
    .filter((job) => job.startedAt !== null && job.finishedAt !== null)
    .map(
      (job) => [new Date(job.startedAt ?? '').getTime(), new Date(job.finishedAt ?? '').getTime()] as const,
    )
    .sort((a, b) => a[0] - b[0]);
  if (spans.length === 0) return null;
  let total = 0;
  let end = 0;
  for (const [from, to] of spans) {
    total += Math.max(0, to - Math.max(from, end));
    end = Math.max(end, to);
  }
  return Math.floor(total / 1000);
}

export function pipelineQueuedDuration(pipeline: PipelineRecord): number | null {
  const seconds = secondsBetween(pipeline.createdAt, pipeline.startedAt);
  return seconds === null ? null : Math.floor(seconds);
}
