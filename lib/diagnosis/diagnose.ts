import type { Diagnosis } from '@/lib/domain/diagnosis';
import type { JobFacts } from '@/lib/domain/job-facts';
import type { CleanLog } from '@/lib/log/clean-log';
import { chooseEvidence } from './choose-evidence';
import { detectors } from './detectors';
import { diagnoseWithoutTrace } from './diagnose-without-trace';
import { fallbackCauses } from './fallback-causes';
import { causeFingerprint } from './fingerprint';
import { guiltyDependency } from './java-dependency/guilty-dependency';
import { LogView } from './log-view';
import { rankCauses, type RankedCause } from './rank-causes';
import { timeoutDiagnosis } from './timeout-diagnosis';

/**
 * What went wrong in one job. Pure; every text of the answer comes from the redacted log or from us. Of a job that GitLab
 * stopped for its time it says where it stood. It does not know the job's history: flaky and merge are decided elsewhere.
 */
export function diagnose(job: JobFacts, log: CleanLog): Diagnosis {
  if (log.condition === 'empty' || log.condition === 'not-text')
    return diagnoseWithoutTrace(job, log.condition);
  const view = new LogView(log);
  const known = detectors.filter((detector) => detector.keywords.some((keyword) => view.has(keyword)));
  const ranked = rankCauses(
    [...known.flatMap((detector) => detector.detect(view)), ...fallbackCauses(view)],
    view,
  );
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
    confidence: confidence(best, ranked, condition === 'cut'),
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

/** How sure the detector was, less where another cause is nearly as good or lines are missing. */
function confidence(best: RankedCause, ranked: readonly RankedCause[], isCut: boolean): number {
  const rival = ranked.find(({ cause }) => cause.category !== best.cause.category);
  const margin = best.score - (rival?.score ?? 0);
  const doubt = margin >= 0.3 ? 1 : 0.8 + margin * (0.2 / 0.3);
  const value = Math.min(0.97, best.score) * doubt * (isCut ? 0.7 : 1);
  return Math.round(Math.max(0.05, value) * 100) / 100;
}
