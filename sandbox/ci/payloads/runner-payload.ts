import type { JobRecord } from '../records';
import { RUNNER } from '../runner/runner-profile';

/** The `runner` part of job and pipeline events; null before a runner took the job. */
export function runnerPayload(job: JobRecord) {
  if (!job.picked) return null;
  return {
    id: RUNNER.id,
    description: RUNNER.description,
    runner_type: 'instance_type',
    active: true,
    is_shared: true,
    tags: [...RUNNER.tags],
  };
}

/** The `environment` part; null for a job without one. */
export function environmentPayload(job: JobRecord) {
  if (job.environment === null) return null;
  return {
    name: job.environment,
    action: job.config.environment?.action ?? 'start',
    deployment_tier: job.config.environment?.tier ?? tierOf(job.environment),
  };
}

/** GitLab guesses the tier from the environment's name. */
export function tierOf(name: string): string {
  if (/^(?:.*[-_/])?(prod|production|live)/i.test(name)) return 'production';
  if (/stag|stg|model|pre|demo|non/i.test(name)) return 'staging';
  if (/test|tst|int|ac(ce|)pt|qa|qc|control|quality/i.test(name)) return 'testing';
  if (/dev|review|trunk/i.test(name)) return 'development';
  return 'other';
}
