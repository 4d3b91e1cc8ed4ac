import type { HistoryFacts } from '@/lib/diagnosis/history/judge-history';
import type { Job } from '@/lib/domain/job';
import { isFinished, type Pipeline } from '@/lib/domain/pipeline';
import { isPlatformError } from '@/lib/domain/platform-error';
import type { CodeHost } from '@/lib/ports/code-host';
import { isMergedResultRef } from './merged-result-ref';
import { readPipelineTree } from './read-pipeline-tree';

/** So many other pipelines of one commit are looked into. */
const mostPipelines = 2;

type Runs = Pick<CodeHost, 'listPipelines' | 'listJobs' | 'listBridges'>;

export interface RunsToFind {
  /** GitLab's id of the project. */
  readonly project: number;
  readonly job: {
    readonly jobId: number;
    readonly key: string;
    readonly name: string;
    readonly pipelineId: number;
  };
  /** The branch's commit, and the pipelines of it that are part of this failure. */
  readonly sha: string;
  readonly branch: string;
  readonly rootPipelineId: number;
  /** The ref that the root ran on. */
  readonly ref: string;
  readonly ownPipelineIds: readonly number[];
  /** Runs that we started ourselves to see whether it passes. */
  readonly controlJobIds: readonly number[];
  readonly targetBranch: string | null;
  /** False for a fork's merge request: its pipelines and branch are not in this project. */
  readonly isOwn: boolean;
  /** False where passing elsewhere on the same commit would say nothing. */
  readonly mayBeChance: boolean;
}

export interface OtherRuns {
  readonly runs: HistoryFacts['runs'];
  readonly merged: HistoryFacts['merged'];
  /** The last successful run of the job on the target branch; null when there is none among the newest pipelines. */
  readonly green: { readonly jobId: number; readonly branch: string; readonly at: string } | null;
  readonly missing: string | null;
}

/**
 * What GitLab knows of a failed job's other runs: on the same commit, and on the branch it goes to. At most seven calls. What
 * GitLab does not say, for whatever reason, is left out with the reason: the diagnosis stands without it. Only a token that is
 * refused is thrown, since nothing else would work with it either.
 */
export async function findOtherRuns(host: Runs, input: RunsToFind): Promise<OtherRuns> {
  const isMerged = isMergedResultRef(input.ref);
  const missing: string[] = [];
  const asked = async <T>(what: string, otherwise: T, ask: () => Promise<T>): Promise<T> => {
    try {
      return await ask();
    } catch (error) {
      if (!isPlatformError(error) || error.kind === 'unauthorized') throw error;
      missing.push(`${what}: ${error.message}`);
      return otherwise;
    }
  };
  const jobIn = async (pipelineId: number): Promise<Job | null> =>
    find(await jobsOf(host, input, pipelineId), input.job);

  const target = input.targetBranch;
  const onTarget =
    target === null
      ? []
      : await asked('the target branch', [], () => host.listPipelines(input.project, { ref: target }));
  const ended = onTarget.filter(({ id, status }) => isFinished(status) && !input.ownPipelineIds.includes(id));
  const greenPipeline = ended.find(({ status }) => status === 'success');
  const greenJob = greenPipeline
    ? await asked('the last green pipeline', null, () => jobIn(greenPipeline.id))
    : null;
  const passedOnTarget =
    isMerged && target !== null ? await asked('the target branch', null, () => endOf(ended[0])) : null;

  const others = input.isOwn && (input.mayBeChance || isMerged) ? await sameCommit() : [];
  const attempts = input.isOwn && input.mayBeChance ? await earlierAttempts() : [];
  return {
    runs: isMerged ? attempts : [...attempts, ...others],
    merged:
      isMerged && target !== null
        ? {
            branch: input.branch,
            targetBranch: target,
            passedOnBranch: others.length === 0 ? null : others.some(({ passed }) => passed),
            passedOnTarget,
          }
        : null,
    green:
      greenPipeline && greenJob?.status === 'success' && target !== null
        ? { jobId: greenJob.id, branch: target, at: greenPipeline.createdAt }
        : null,
    missing: missing.length === 0 ? null : missing.join('; '),
  };

  async function endOf(pipeline: Pipeline | undefined): Promise<boolean | null> {
    if (pipeline === undefined) return null;
    const job = pipeline.id === greenPipeline?.id ? greenJob : await jobIn(pipeline.id);
    return passedOrFailed(job);
  }

  async function sameCommit(): Promise<HistoryFacts['runs']> {
    const found = await asked('the commit', [], () => host.listPipelines(input.project, { sha: input.sha }));
    const runs: { pipelineId: number; isSamePipeline: boolean; passed: boolean }[] = [];
    const others = found.filter(({ id, status }) => id !== input.rootPipelineId && isFinished(status));
    for (const { id } of others.slice(0, mostPipelines)) {
      const passed = passedOrFailed(await asked('the commit', null, () => jobIn(id)));
      if (passed !== null) runs.push({ pipelineId: id, isSamePipeline: false, passed });
    }
    return runs;
  }

  async function earlierAttempts(): Promise<HistoryFacts['runs']> {
    const { job } = input;
    const all = await asked('earlier attempts', [], () =>
      host.listJobs(input.project, job.pipelineId, { withRetried: true }),
    );
    return all
      .filter(({ id, name }) => name === job.name && id !== job.jobId && !input.controlJobIds.includes(id))
      .flatMap((one) => {
        const passed = passedOrFailed(one);
        return passed === null ? [] : [{ pipelineId: job.pipelineId, isSamePipeline: true, passed }];
      });
  }
}

/** The newest jobs of a pipeline; with those of its children where the failed job is in one. */
async function jobsOf(
  host: Runs,
  { project, job }: RunsToFind,
  pipelineId: number,
): Promise<readonly (Job & { readonly key?: string })[]> {
  if (job.key === job.name) return host.listJobs(project, pipelineId);
  return (await readPipelineTree(host, project, pipelineId)).flatMap(({ jobs }) => jobs);
}

function find(jobs: readonly (Job & { readonly key?: string })[], job: { readonly key: string }): Job | null {
  return jobs.find((one) => (one.key ?? one.name) === job.key) ?? null;
}

/** Null for a job that has not come to an answer: skipped, cancelled, allowed to fail. */
function passedOrFailed(job: Job | null): boolean | null {
  if (job?.status === 'success') return true;
  return job?.status === 'failed' && !job.allowFailure ? false : null;
}
