import type { JobRecord } from '../records';

const NEVER = new Set(['ci_quota_exceeded', 'no_matching_runner', 'missing_dependency_failure']);
const BY_ITSELF: Record<string, number> = { scheduler_failure: 2 };

/** Whether `retry:` lets a failed job run once more, given how often it has been retried. */
export function retriesItself(
  job: Pick<JobRecord, 'config' | 'failureReason' | 'exitCode'>,
  earlier: number,
): boolean {
  const reason = job.failureReason ?? 'unknown_failure';
  if (NEVER.has(reason)) return false;
  const { max, when, exitCodes } = job.config.retry;
  const applies =
    when.includes('always') ||
    when.includes(reason) ||
    (job.exitCode !== null && exitCodes.includes(job.exitCode));
  return earlier < (applies ? max : (BY_ITSELF[reason] ?? 0));
}
