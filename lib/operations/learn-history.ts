import { judgeHistory } from '@/lib/diagnosis/history/judge-history';
import { passesByChance } from '@/lib/diagnosis/history/passes-by-chance';
import type { Diagnosis } from '@/lib/domain/diagnosis';
import type { JobFacts } from '@/lib/domain/job-facts';
import { isPlatformError } from '@/lib/domain/platform-error';
import type { Prisma } from '@/lib/db/prisma-types';
import type { CodeHost } from '@/lib/ports/code-host';
import { findBrokenBefore } from './find-broken-before';
import { findOtherRuns, type OtherRuns } from './find-other-runs';
import { isMergedResultRef } from './merged-result-ref';
import type { ProjectRow } from './open-project';
import type { Services } from './services';

export type FailedJobRow = Prisma.FailedJobGetPayload<{
  include: { failure: { include: { pipelines: true; controlRuns: true; jobs: true } } };
}>;

/** In so many jobs of one failure GitLab is asked for other runs: what breaks thirty jobs at once has one cause. */
const mostJobsAsked = 5;
const surely = 0.7;

const notAsked: OtherRuns = { runs: [], merged: null, green: null, missing: null };

/**
 * A diagnosis with what the job's other runs say: compared with the last green log of the target branch, flaky where the same
 * commit passed, `merge` where only the merged result fails, broken before where the target branch has the same failure. A
 * formatter, linter or type-checker that named its findings is believed without asking GitLab.
 */
export async function learnHistory(
  services: Services,
  input: {
    readonly host: CodeHost;
    readonly project: ProjectRow;
    readonly job: FailedJobRow;
    readonly facts: JobFacts;
    /** What the log alone says. */
    readonly found: Diagnosis;
    /** Adds what the job's reports say. */
    readonly complete: (found: Diagnosis) => Diagnosis;
    /** The job's log once more; null when it cannot be had again. */
    readonly again: () => AsyncIterable<Uint8Array> | null;
    /** Exact values that must not come out of either log. */
    readonly mask: readonly string[];
  },
): Promise<Diagnosis> {
  const { host, project, job, facts } = input;
  const { failure } = job;
  const targetBranch = failure.targetBranch ?? project.defaultBranch;
  const root = rootOf(job);
  const isAsked = isWorthAsking(input.found, job, root.ref);
  const others = isAsked
    ? await findOtherRuns(host, {
        project: project.gitlabProjectId,
        job: { jobId: Number(job.jobId), key: job.key, name: job.name, pipelineId: Number(job.pipelineId) },
        sha: failure.sha,
        branch: failure.branch,
        rootPipelineId: root.id,
        ref: root.ref,
        ownPipelineIds: failure.pipelines.map(({ pipelineId }) => Number(pipelineId)),
        controlJobIds: failure.controlRuns.flatMap(({ retriedJobId }) =>
          retriedJobId === null ? [] : [Number(retriedJobId)],
        ),
        targetBranch,
        isOwn: failure.sourceProjectId === null,
        mayBeChance: passesByChance(input.found.category),
      })
    : notAsked;
  const found = input.complete(
    (others.green && (await compareWith(services, input, others.green.jobId))) ?? input.found,
  );
  const compared: Diagnosis = isAsked ? { ...found, changed: comparisonOf(found, others) } : found;
  return judgeHistory(compared, {
    jobName: facts.name,
    runs: others.runs,
    merged: others.merged,
    missing: others.missing,
    brokenBefore:
      targetBranch === null
        ? null
        : await findBrokenBefore(services, {
            projectId: project.id,
            failureId: failure.id,
            branch: failure.branch,
            targetBranch,
            fingerprint: found.fingerprint,
            greenAt: others.green?.at ?? null,
          }),
  });
}

function comparisonOf(found: Diagnosis, { green }: OtherRuns): NonNullable<Diagnosis['changed']> | null {
  if (!found.changed || green === null) return null;
  return { ...found.changed, green: { jobId: green.jobId, branch: green.branch } };
}

/** The diagnosis with the log of a run that passed beside it; null when GitLab has one of the logs no more or does not give it. */
async function compareWith(
  services: Services,
  { host, project, facts, again, mask }: Parameters<typeof learnHistory>[1],
  greenJobId: number,
): Promise<Diagnosis | null> {
  const trace = again();
  if (!trace) return null;
  try {
    const green = await host.openTrace(project.gitlabProjectId, greenJobId);
    return green && (await services.traces.diagnose({ job: facts, trace, green, mask }));
  } catch (error) {
    if (!isPlatformError(error) || error.kind === 'unauthorized') throw error;
    return null;
  }
}

function isWorthAsking(found: Diagnosis, job: FailedJobRow, ref: string): boolean {
  if (found.trace !== 'whole' && found.trace !== 'cut') return false;
  const diagnosed = job.failure.jobs.filter(({ diagnosisId }) => diagnosisId !== null).length;
  if (diagnosed >= mostJobsAsked) return false;
  if (isMergedResultRef(ref)) return true;
  const saysItself = ['format', 'lint', 'type-check'].includes(found.category);
  return !saysItself || found.confidence < surely;
}

/** The pipeline at the root of the one that the job is in. */
function rootOf({ pipelineId, failure }: FailedJobRow): { id: number; ref: string } {
  let at = failure.pipelines.find((one) => one.pipelineId === pipelineId);
  for (let depth = 0; depth < 3 && at?.parentPipelineId != null; depth += 1) {
    const parent = at.parentPipelineId;
    at = failure.pipelines.find((one) => one.pipelineId === parent) ?? at;
  }
  return { id: Number(at?.pipelineId ?? pipelineId), ref: at?.ref ?? '' };
}
