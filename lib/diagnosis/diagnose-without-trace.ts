import type { Diagnosis, TraceCondition } from '@/lib/domain/diagnosis';
import type { JobFacts } from '@/lib/domain/job-facts';
import { fingerprint } from './fingerprint';

/** `silent`: there is a log, and nothing in it speaks of a failure. */
type WithoutTrace = 'missing' | 'empty' | 'not-text' | 'silent';

const words = {
  missing: 'GitLab has no log for this job, so what failed cannot be said.',
  empty: 'The log of this job is empty, so what failed cannot be said.',
  'not-text': 'The log of this job is not readable text, so what failed cannot be said.',
  silent: 'Nothing in the log of this job speaks of an error.',
} satisfies Record<WithoutTrace, string>;

/** The honest answer where there is no log to read: the verdict is unknown and so is the cause. */
export function diagnoseWithoutTrace(
  job: JobFacts,
  condition: WithoutTrace,
  command: string | null = null,
  trace: TraceCondition = condition === 'silent' ? 'whole' : condition,
): Diagnosis {
  return {
    category: 'unknown',
    verdict: 'unknown',
    verdictReason: words[condition],
    confidence: 0.1,
    summary: `The job "${job.name}" failed. ${words[condition]}`,
    nextStep: 'Retry the job to get a log, and see whether it fails again.',
    evidence: [],
    findings: [],
    failedTests: [],
    dependency: null,
    command,
    fingerprint: fingerprint('unknown', condition, [job.name]),
    trace,
  };
}
