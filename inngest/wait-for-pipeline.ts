import { onPipelineFinished } from './event-types';
import type { StepTools } from './step-tools';

/** A webhook wakes us at once; without one, GitLab is asked again after this long. */
const slice = '10m';
const slices = 6;
/** Ends of other pipelines wake us, too: this many times in all. */
const mostRounds = 60;

interface Wait<Started, Result> {
  /** Part of every step's name; unique in the function. */
  readonly name: string;
  readonly projectId: string;
  /** CEL over `async.data` of the pipeline's end. Only a wake-up call: `read` finds out the truth. */
  readonly matches: string;
  /** How long the first wait is, where it is not sure that there will be anything to hear of. */
  readonly firstSlice?: string;
  readonly start: () => Promise<Started>;
  /** Null: nothing was started, so there is nothing to wait for. */
  readonly waitsFor: (started: Started) => boolean;
  /** More steps that need not wait for the end. */
  readonly meanwhile?: (started: Started) => Promise<void>;
  /** `isSilent`: nothing was heard since the last look. */
  readonly read: (
    started: Started,
    last: { pipelineId: number | null; isSilent: boolean; giveUp: boolean },
  ) => Promise<Result>;
  readonly isRunning: (result: Result) => boolean;
}

/**
 * Starts something in GitLab's CI and waits for its end, an hour at most if nothing is heard. The wait stands before the start,
 * so that even a pipeline that ends at once is not missed.
 */
export async function waitForPipeline<Started, Result>(
  step: StepTools,
  wait: Wait<Started, Result>,
): Promise<{ started: Started; result: Result | null }> {
  const listen = (round: number) =>
    step.waitForEvent(`${wait.name}: wait ${round}`, {
      event: onPipelineFinished,
      if: `async.data.projectId == '${wait.projectId}' && (${wait.matches})`,
      timeout: round === 1 ? (wait.firstSlice ?? slice) : slice,
    });
  let ended = listen(1);
  const started = (await step.run(`${wait.name}: start`, wait.start)) as Started;
  await wait.meanwhile?.(started);
  if (!wait.waitsFor(started)) return { started, result: null };
  let inVain = 0;
  for (let round = 1; ; round += 1) {
    const event = await ended;
    if (event === null) inVain += 1;
    const giveUp = inVain === slices || round === mostRounds;
    const last = { pipelineId: event?.data.pipelineId ?? null, isSilent: event === null, giveUp };
    const result = (await step.run(`${wait.name}: read ${round}`, () => wait.read(started, last))) as Result;
    if (last.giveUp || !wait.isRunning(result)) return { started, result };
    ended = listen(round + 1);
  }
}
