import { z } from 'zod';

/**
 * GitLab's `failure_reason` of a job, as far as a decision hangs on it; what is newer or absent becomes `unknown`.
 */
export const failureReason = z
  .enum([
    'script_failure',
    'runner_system_failure',
    'stuck_or_timeout_failure',
    'stuck_pending',
    'job_execution_timeout',
    'api_failure',
    'scheduler_failure',
    'data_integrity_failure',
    'runner_unsupported',
    'no_matching_runner',
    'ci_quota_exceeded',
    'missing_dependency_failure',
    'unmet_prerequisites',
    'stale_schedule',
    'archived_failure',
    'forward_deployment_failure',
    'user_blocked',
    'project_deleted',
    'downstream_pipeline_creation_failed',
    'insufficient_bridge_permissions',
    'trace_size_exceeded',
    'unknown',
  ])
  .catch('unknown');
export type FailureReason = z.infer<typeof failureReason>;

/** What GitLab itself knows of a failed job before anyone reads its log. */
export interface JobFacts {
  readonly name: string;
  readonly stage: string;
  readonly failureReason: FailureReason;
  readonly allowFailure: boolean;
  /** Seconds the job ran; null when it never started. */
  readonly duration: number | null;
}
