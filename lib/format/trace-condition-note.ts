import type { TraceCondition } from '@/lib/domain/diagnosis';

/** What people should know about the log that a diagnosis stands on; null when it was whole. */
export const traceConditionNote = {
  whole: null,
  cut: 'The log was cut off: it passed the limit of the runner or of Pipemend. The cause may lie in the missing part.',
  empty: 'The job’s log is empty.',
  missing: 'GitLab has no log for this job.',
  'not-read': 'The log was not read: GitLab itself says why the job failed.',
  'not-text': 'The log is not readable text.',
  'too-costly': 'The log could not be read safely in time. Nothing of it is shown.',
} as const satisfies Record<TraceCondition, string | null>;
