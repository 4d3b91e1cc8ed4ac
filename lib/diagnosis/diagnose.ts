import type { Diagnosis } from '@/lib/domain/diagnosis';
import type { JobFacts } from '@/lib/domain/job-facts';
import type { CleanLog } from '@/lib/log/clean-log';
import { changedWords } from './history/changed-words';
import { chooseEvidence } from './ranking/choose-evidence';
import { compareWithGreen, type GreenComparison } from './history/compare-with-green';
import { confidenceOf } from './ranking/confidence';
import type { Cause } from './detector';
import { detectorKeywords } from './view/detector-keywords';
import { diagnoseWithoutTrace } from './diagnose-without-trace';
import { diagnosisFindings } from './ranking/diagnosis-findings';
import { findCauses } from './ranking/find-causes';
import { causeFingerprint } from './fingerprint';
import { guiltyDependency } from './java-dependency/guilty-dependency';
import { LogView } from './view/log-view';
import { movedDependency } from './history/moved-dependency';
import { missingPackage } from './causes/missing-package';
import type { RankedCause } from './ranking/rank-causes';
import { sealDiagnosis } from './seal-diagnosis';
import { timeoutDiagnosis } from './timeout-diagnosis';
import { countNew } from './history/weigh-by-green';

/**
 * What went wrong in one job. Pure; every text of the answer comes from the redacted log or from us. Of a job that GitLab
 * stopped for its time it says where it stood. With the log of the last successful run of the same job, what stood there too
 * counts less, and versions that moved are named. The job's other runs it does not know: see `judgeHistory`.
 */
export function diagnose(
  job: JobFacts,
  log: CleanLog,
  {
    green,
    mask = [],
  }: {
    readonly green?: CleanLog;
    /** Exact values that must not come out, not even of what the log holds encoded. */
    readonly mask?: readonly string[];
  } = {},
): Diagnosis {
  if (log.condition === 'empty' || log.condition === 'not-text')
    return diagnoseWithoutTrace(job, log.condition);
  const view = new LogView(log, detectorKeywords);
  const comparison = green === undefined ? null : compareWithGreen(log, green);
  const ranked = findCauses(view, comparison);
  if (job.failureReason === 'job_execution_timeout') return sealDiagnosis(timeoutDiagnosis(job, view), mask);
  const [best] = ranked;
  if (best === undefined)
    return sealDiagnosis(diagnoseWithoutTrace(job, 'silent', view.script.command, log.condition), mask);
  return sealDiagnosis(toDiagnosis(best, ranked, view, comparison), mask);
}

function toDiagnosis(
  best: RankedCause,
  ranked: readonly RankedCause[],
  view: LogView,
  comparison: GreenComparison | null,
): Diagnosis {
  const { cause } = best;
  const { condition } = view.log;
  const versions = comparison?.versions ?? [];
  const alone = guiltyDependency(view, cause) ?? missingPackage(view, cause);
  const compared =
    versions.length === 0
      ? alone
      : (guiltyDependency(view, cause, new Set(versions.map(({ what }) => what))) ?? alone);
  const { dependency, moved } = movedDependency(compared, cause, view, versions);
  const evidence = chooseEvidence(ranked, view);
  const words =
    comparison &&
    changedWords(
      cause.category,
      versions,
      evidence.flatMap(({ lines }) => lines),
      moved,
    );
  const summary = words === null ? cause.summary : `${cause.summary} ${words}`;
  return {
    category: cause.category,
    verdict: cause.verdict,
    verdictReason: cause.verdictReason,
    confidence: confidenceOf(ranked, view),
    summary: condition === 'cut' ? `${summary} The log is incomplete.` : summary,
    nextStep: cause.nextStep,
    evidence,
    findings: diagnosisFindings(ranked),
    failedTests: [...cause.failedTests],
    dependency,
    command: view.script.command,
    fingerprint: causeFingerprint(cause, view, alone?.name ?? null),
    trace: condition,
    ...(comparison === null ? {} : { changed: changedIn(cause, view, comparison) }),
  };
}

function changedIn(cause: Cause, view: LogView, green: GreenComparison): NonNullable<Diagnosis['changed']> {
  return {
    versions: [...green.versions],
    newLines: cause.ranges.reduce((sum, range) => sum + countNew(range, view, green), 0),
    green: null,
  };
}
