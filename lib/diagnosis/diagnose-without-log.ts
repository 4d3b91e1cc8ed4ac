import type { Category } from '@/lib/domain/category';
import type { Diagnosis } from '@/lib/domain/diagnosis';
import type { FailureReason, JobFacts } from '@/lib/domain/job-facts';
import type { Verdict } from '@/lib/domain/verdict';
import { fingerprint } from './fingerprint';

interface Answer {
  readonly category: Category;
  readonly verdict: Verdict;
  /** Follows `The job "x" failed: `. */
  readonly what: string;
  readonly nextStep: string;
}

const retry = 'Retry the job; nothing in the code has to change.';

function infrastructure(what: string, nextStep = retry): Answer {
  return { category: 'infrastructure', verdict: 'infrastructure', what, nextStep };
}
function configuration(what: string, nextStep: string): Answer {
  return { category: 'configuration', verdict: 'configuration', what, nextStep };
}

/** null: the log has to be read. */
const answers: Record<FailureReason, Answer | null> = {
  script_failure: null,
  unknown: null,
  // The log tells where it stood.
  job_execution_timeout: null,
  trace_size_exceeded: null,
  runner_system_failure: infrastructure('the runner itself failed (a system failure), not the script'),
  stuck_or_timeout_failure: infrastructure(
    'it was stuck or timed out, because no runner picked it up or the runner stopped answering',
    'See whether a runner with the tags of this job is online, then retry it.',
  ),
  stuck_pending: infrastructure(
    'it waited for a runner until GitLab gave up',
    'See whether a runner with the tags of this job is online, then retry it.',
  ),
  no_matching_runner: configuration(
    'no runner matches it',
    "Give the job tags that a runner has, or register a runner with the job's tags.",
  ),
  runner_unsupported: configuration(
    'the runner does not support what the job asks for',
    'Update the runner, or do without the feature that it lacks.',
  ),
  api_failure: infrastructure('GitLab could not be reached or answered with an error while the job ran'),
  scheduler_failure: infrastructure("GitLab's scheduler failed to assign it to a runner"),
  data_integrity_failure: infrastructure("GitLab found the job's data damaged", 'Start the pipeline again.'),
  ci_quota_exceeded: infrastructure(
    'the compute quota of the namespace is used up',
    'Buy or wait for compute minutes, or use your own runner.',
  ),
  missing_dependency_failure: configuration(
    'artifacts of an earlier job that it depends on are missing or expired',
    'Run the earlier job again, or let its artifacts live longer.',
  ),
  unmet_prerequisites: configuration(
    'its prerequisites could not be met, such as the environment or the cluster it needs',
    'Look at the environment that the job names.',
  ),
  stale_schedule: configuration('its delayed start came too late', 'Start the job again.'),
  archived_failure: configuration('it is archived and cannot be run any more', 'Start a new pipeline.'),
  forward_deployment_failure: configuration(
    'it would deploy something older than what is deployed',
    'Nothing to do, unless you want the older version: then run the job by hand.',
  ),
  user_blocked: configuration('the user who started it is blocked', 'Let another member start the pipeline.'),
  project_deleted: configuration('its project is deleted', 'Nothing to do.'),
  downstream_pipeline_creation_failed: configuration(
    'the downstream pipeline could not be created',
    'Check the CI configuration of the downstream pipeline; GitLab shows its error on the job.',
  ),
  insufficient_bridge_permissions: configuration(
    'the user who started it may not start the downstream pipeline',
    'Give that user the Developer role in the downstream project.',
  ),
};

/**
 * The diagnosis that GitLab's own failure reason gives without any log; null when the log has to be read.
 * Source of the reasons: GitLab's documentation of `failure_reason`.
 */
export function diagnoseWithoutLog(job: JobFacts): Diagnosis | null {
  const answer = answers[job.failureReason];
  if (answer === null) return null;
  return {
    category: answer.category,
    verdict: answer.verdict,
    verdictReason: `GitLab gives the reason ${job.failureReason}: ${answer.what}.`,
    confidence: 0.97,
    summary: `The job "${job.name}" failed: ${answer.what}.`,
    nextStep: answer.nextStep,
    evidence: [],
    findings: [],
    failedTests: [],
    dependency: null,
    command: null,
    fingerprint: fingerprint(answer.category, 'gitlab', [job.failureReason]),
    trace: 'not-read',
  };
}
