import type { Diagnosis, TraceCondition } from '@/lib/domain/diagnosis';
import type { JobFacts } from '@/lib/domain/job-facts';
import { fingerprint } from './fingerprint';

/**
 * `silent`: there is a log, and nothing in it speaks of a failure. `too-costly`: it could not be read within what a log may
 * cost, so it could not be made safe to show either.
 */
type WithoutTrace = 'missing' | 'empty' | 'not-text' | 'silent' | 'too-costly';

const words = {
  missing: 'GitLab has no log for this job, so what failed cannot be said.',
  empty: 'The log of this job is empty, so what failed cannot be said.',
  'not-text': 'The log of this job is not readable text, so what failed cannot be said.',
  'too-costly': 'The log of this job could not be read safely in time, so nothing of it is shown.',
  silent: 'Nothing in the log of this job speaks of an error.',
} satisfies Record<WithoutTrace, string>;

/** The honest answer where there is no log to read: the verdict is unknown and so is the cause. */
export function diagnoseWithoutTrace(
  job: JobFacts,
  condition: WithoutTrace,
  command: string | null = null,
  trace: TraceCondition = traceOf(condition),
): Diagnosis {
  return {
    category: 'unknown',
    verdict: 'unknown',
    verdictReason: words[condition],
    confidence: 0.1,
    summary: `The job "${job.name}" failed. ${words[condition]}`,
    nextStep:
      condition === 'too-costly'
        ? 'Read the log in GitLab.'
        : 'Retry the job to get a log, and see whether it fails again.',
    evidence: [],
    findings: [],
    failedTests: [],
    dependency: null,
    command,
    fingerprint: fingerprint('unknown', condition, [job.name]),
    trace,
  };
}

function traceOf(condition: WithoutTrace): TraceCondition {
  return condition === 'silent' ? 'whole' : condition;
}
