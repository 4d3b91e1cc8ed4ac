import type { FailureStatus } from '@/lib/domain/failure-status';

/** A failure in one of these is still somebody's affair: ours while we work on it, else a person's. */
export const openFailureStatuses = [
  'diagnosing',
  'diagnosed',
  'mending',
  'waiting',
  'suggested',
  'no-fix',
] as const satisfies readonly FailureStatus[];
