import type { Diagnosis } from '@/lib/domain/diagnosis';
import type { JobFacts } from '@/lib/domain/job-facts';
import type { CleanLog } from '@/lib/log/clean-log';
import { chooseEvidence } from './choose-evidence';
import { confidenceOf } from './confidence';
import { diagnoseWithoutTrace } from './diagnose-without-trace';
import { findCauses } from './find-causes';
import { causeFingerprint } from './fingerprint';
import { guiltyDependency } from './java-dependency/guilty-dependency';
import { LogView } from './log-view';
import type { RankedCause } from './rank-causes';
import { timeoutDiagnosis } from './timeout-diagnosis';

/**
 * What went wrong in one job. Pure; every text of the answer comes from the redacted log or from us. Of a job that GitLab
 * stopped for its time it says where it stood. It does not know the job's history: flaky and merge are decided elsewhere.
 */
export function diagnose(job: JobFacts, log: CleanLog): Diagnosis {
  if (log.condition === 'empty' || log.condition === 'not-text')
    return diagnoseWithoutTrace(job, log.condition);
  const view = new LogView(log);
  const ranked = findCauses(view);
  if (job.failureReason === 'job_execution_timeout') return timeoutDiagnosis(job, view);
  const [best] = ranked;
  if (best === undefined) return diagnoseWithoutTrace(job, 'silent', view.script.command, log.condition);
  return toDiagnosis(best, ranked, view);
}

function toDiagnosis(best: RankedCause, ranked: readonly RankedCause[], view: LogView): Diagnosis {
  const { cause } = best;
  const { condition } = view.log;
  return {
    category: cause.category,
    verdict: cause.verdict,
    verdictReason: cause.verdictReason,
    confidence: confidenceOf(ranked, view),
    summary: condition === 'cut' ? `${cause.summary} The log is incomplete.` : cause.summary,
    nextStep: cause.nextStep,
    evidence: chooseEvidence(ranked, view),
    findings: [...cause.findings],
    failedTests: [...cause.failedTests],
    dependency: guiltyDependency(view, cause),
    command: view.script.command,
    fingerprint: causeFingerprint(cause, view),
    trace: condition,
  };
}
