import type { Diagnosis } from '@/lib/domain/diagnosis';
import type { JobHistory } from '@/lib/domain/job-history';
import { passesByChance } from './passes-by-chance';

/** What is known of a failed job's other runs. Whoever gathers it leaves out what could not be asked. */
export interface HistoryFacts {
  /** The job as people call it. */
  readonly jobName: string;
  /** Other ended runs of this job on this very commit. */
  readonly runs: readonly {
    readonly pipelineId: number;
    readonly isSamePipeline: boolean;
    readonly passed: boolean;
  }[];
  /** Set where the job ran on the result of merging the branch with its target, which is a commit of neither. */
  readonly merged: {
    readonly branch: string;
    readonly targetBranch: string;
    /** How the same job ended on the branch's own head, and on the target's newest commit; null when it did not run there. */
    readonly passedOnBranch: boolean | null;
    readonly passedOnTarget: boolean | null;
  } | null;
  /** The same failure, by its fingerprint, where it stands on the target branch. */
  readonly brokenBefore: JobHistory['brokenBefore'];
  /** Why something could not be asked; null when all could. */
  readonly missing: string | null;
}

/**
 * What the job's history makes of a diagnosis: flaky where the same job passed on the same commit, `merge` where it fails only
 * on the merged result, and said where the target branch is broken in the same way. A log that names its cause for certain
 * (a formatter, a missing variable, a service that is down) is not called flaky. Pure.
 */
export function judgeHistory(diagnosis: Diagnosis, facts: HistoryFacts): Diagnosis {
  const passed =
    facts.runs.find((run) => run.passed && run.isSamePipeline) ?? facts.runs.find((run) => run.passed);
  const history: JobHistory = {
    passedIn: passed ? { pipelineId: passed.pipelineId, isSamePipeline: passed.isSamePipeline } : null,
    brokenBefore: facts.brokenBefore,
    missing: facts.missing,
  };
  if (passed && mayBeChance(diagnosis)) {
    return {
      ...diagnosis,
      history,
      verdict: 'flaky',
      verdictReason: passed.isSamePipeline
        ? passedUnchanged(facts.jobName)
        : `${facts.jobName} passed in pipeline #${passed.pipelineId} on this very commit: it fails and passes on the same code.`,
    };
  }
  if (facts.brokenBefore !== null) {
    const { branch, sha, since } = facts.brokenBefore;
    return {
      ...diagnosis,
      history,
      verdictReason: `${diagnosis.verdictReason} It was broken before on ${branch}: the same failure stands there since ${sha.slice(0, 8)} (${since.slice(0, 10)}).`,
    };
  }
  const { merged } = facts;
  if (merged?.passedOnBranch === true && merged.passedOnTarget === true && isOfTheCode(diagnosis)) {
    return {
      ...diagnosis,
      history,
      verdict: 'merge',
      verdictReason: `${facts.jobName} passes on ${merged.branch} alone and on ${merged.targetBranch} alone, and fails on the two merged.`,
    };
  }
  return { ...diagnosis, history };
}

/** The words for a job that passed without any change of the code; of several, their names with commas. */
export function passedUnchanged(jobNames: string): string {
  return `${jobNames} passed when run again without any change.`;
}

function mayBeChance({ category, verdict }: Diagnosis): boolean {
  return passesByChance(category) && (verdict === 'code' || verdict === 'unknown');
}

function isOfTheCode({ verdict }: Diagnosis): boolean {
  return verdict === 'code' || verdict === 'unknown';
}
