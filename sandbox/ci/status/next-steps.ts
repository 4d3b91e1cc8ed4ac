import type { When } from '../config/job-config';
import type { PipelineStatus } from '../records';
import { compositeStatus, isComplete } from './composite-status';

export interface StepFacts {
  id: number;
  name: string;
  baseName: string;
  stageIndex: number;
  status: PipelineStatus;
  allowFailure: boolean;
  when: When;
  /** Names of needed jobs; null where the job waits for the stages before it. */
  needs: readonly string[] | null;
}

export interface Step {
  jobId: number;
  action: 'enqueue' | 'wait-for-hand' | 'schedule' | 'skip';
}

/** What becomes of the jobs that are still `created`, given how the jobs before them stand. `jobs` holds no retried ones. */
export function nextSteps(jobs: readonly StepFacts[]): Step[] {
  const steps: Step[] = [];
  for (const job of jobs) {
    if (job.status !== 'created') continue;
    const before = statusBefore(job, jobs);
    if (!isComplete(before)) continue;
    if (!startsAfter(job, before)) steps.push({ jobId: job.id, action: 'skip' });
    else if (job.when === 'delayed') steps.push({ jobId: job.id, action: 'schedule' });
    else if (job.when === 'manual') steps.push({ jobId: job.id, action: 'wait-for-hand' });
    else steps.push({ jobId: job.id, action: 'enqueue' });
  }
  return steps;
}

function statusBefore(job: StepFacts, jobs: readonly StepFacts[]): PipelineStatus {
  const { needs } = job;
  if (needs === null) {
    return compositeStatus(jobs.filter((other) => other.stageIndex < job.stageIndex)) ?? 'success';
  }
  const needed = jobs.filter(
    (other) => other.id !== job.id && (needs.includes(other.name) || needs.includes(other.baseName)),
  );
  return compositeStatus(needed, { needs: true }) ?? 'success';
}

function startsAfter(job: StepFacts, before: PipelineStatus): boolean {
  switch (job.when) {
    case 'on_success':
    case 'manual':
    case 'delayed':
      return before === 'success' || (before === 'skipped' && job.needs === null);
    case 'on_failure':
      return before === 'failed';
    case 'always':
      return before !== 'canceled';
    case 'never':
      return false;
  }
}
