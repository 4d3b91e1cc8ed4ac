import { type PipelineStatus, isFinished } from '@/lib/domain/pipeline';
import type { ValidationOutcome } from '@/lib/domain/validation-outcome';

export interface JobResult {
  readonly name: string;
  readonly status: PipelineStatus;
  readonly allowFailure: boolean;
}

export interface Judgement {
  readonly outcome: ValidationOutcome;
  /** In plain words, the ones that decided first. */
  readonly reasons: readonly string[];
  /** Every job of either pipeline; null where it was not part of it. */
  readonly jobs: readonly {
    readonly name: string;
    readonly before: PipelineStatus | null;
    readonly after: PipelineStatus | null;
  }[];
}

export interface JudgeInput {
  /** The jobs of the failed pipeline, newest attempts only. */
  readonly before: readonly JobResult[];
  /** The jobs of the validation's pipeline, newest attempts only. */
  readonly after: readonly JobResult[];
  /** Names of the failed jobs that the fix is for. */
  readonly targets: readonly string[];
  readonly pipelineStatus: PipelineStatus;
}

/**
 * What the validation has shown. A target that did not run has not passed; a job that passed before and fails now was broken,
 * allowed to fail or not. A job that was red before and is no target does not count against the fix, and is named.
 */
export function judge({ before, after, targets, pipelineStatus }: JudgeInput): Judgement {
  const was = byName(before);
  const is = byName(after);
  const jobs = [...new Set([...was.keys(), ...is.keys()])].map((name) => ({
    name,
    before: was.get(name)?.status ?? null,
    after: is.get(name)?.status ?? null,
  }));
  const answer = (outcome: ValidationOutcome, reasons: string[]): Judgement => ({ outcome, reasons, jobs });

  if (targets.length === 0) {
    return answer('inconclusive', ['No failed job was named that the fix should mend.']);
  }
  const broken = jobs.filter((job) => job.before === 'success' && job.after === 'failed');
  const failing = targets.filter((name) => is.get(name)?.status === 'failed');
  if (failing.length > 0) {
    const reasons = failing.map((name) => `${name} still fails.`);
    return answer('still-failing', [...reasons, ...broken.map(brokenWords)]);
  }
  if (broken.length > 0) return answer('broke-something', broken.map(brokenWords));

  const notShown = targets.filter((name) => is.get(name)?.status !== 'success');
  if (notShown.length > 0)
    return answer(
      'inconclusive',
      notShown.map((name) => notRunWords(name, is.get(name))),
    );
  if (!isFinished(pipelineStatus)) {
    return answer('inconclusive', [`The pipeline has not ended (it is ${words(pipelineStatus)}).`]);
  }
  const lost = jobs.filter((job) => job.before === 'success' && job.after !== 'success');
  if (lost.length > 0) {
    return answer(
      'inconclusive',
      lost.map(
        ({ name, after: now }) =>
          `${name} passed before and ${now === null ? 'is not part of this pipeline' : `is now ${words(now)}`}.`,
      ),
    );
  }
  const fresh = jobs.filter(
    (job) => job.after === 'failed' && job.before !== 'failed' && !is.get(job.name)?.allowFailure,
  );
  if (fresh.length > 0) {
    return answer(
      'broke-something',
      fresh.map(({ name }) => `${name} did not run to its end before and fails now.`),
    );
  }
  const stillRed = jobs.filter((job) => job.after === 'failed' && job.before === 'failed');
  return answer('mended', [
    ...targets.map((name) => `${name} passes now.`),
    ...stillRed.map(({ name }) => `${name} was red before and still is; this fix is not for it.`),
  ]);
}

function byName(jobs: readonly JobResult[]): Map<string, JobResult> {
  return new Map(jobs.map((job) => [job.name, job]));
}

function brokenWords({ name }: { readonly name: string }): string {
  return `${name} passed before and fails now.`;
}

function notRunWords(name: string, job: JobResult | undefined): string {
  if (job === undefined) return `${name} was not part of the validation's pipeline.`;
  return `${name} did not run to its end (it is ${words(job.status)}).`;
}

function words(status: PipelineStatus): string {
  return status.replaceAll('_', ' ');
}
