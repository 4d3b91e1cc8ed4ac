import { listPipelineEnds, markAnnouncements } from '@/lib/operations/list-pipeline-ends';
import { onPipelineFinished } from './event-types';
import { endsExpression, isOfInterest, type EndsOfInterest } from './pipeline-end';
import { runOperation } from './run-operation';
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
  readonly start: () => Promise<Started>;
  /** Which ends wake us; `read` finds out the truth. Null: nothing was started, so there is nothing to wait for. */
  readonly ends: (started: Started) => EndsOfInterest | null;
  /** How long the first wait is, where it is not sure that there will be anything to hear of. */
  readonly firstSlice?: string;
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
 * Starts something in GitLab's CI and waits for its end, an hour at most if nothing is heard. A wait hears only what is sent
 * after it began; what was announced between the start and the wait is looked up, so that no end is missed and GitLab is not polled.
 */
export async function waitForPipeline<Started, Result>(
  step: StepTools,
  wait: Wait<Started, Result>,
): Promise<{ started: Started; result: Result | null }> {
  const { name, projectId } = wait;
  let mark = await step.run(`${name}: mark`, () => runOperation(markAnnouncements));
  const started = (await step.run(`${name}: start`, wait.start)) as Started;
  await wait.meanwhile?.(started);
  const ends = wait.ends(started);
  if (ends === null) return { started, result: null };
  let inVain = 0;
  for (let round = 1; ; round += 1) {
    const after = mark;
    const heard = await step.run(`${name}: heard ${round}`, () =>
      runOperation(async (services) => {
        const announced = await listPipelineEnds(services, { projectId, after });
        return announced.findLast((end) => isOfInterest(ends, end))?.pipelineId ?? null;
      }),
    );
    const event =
      heard === null
        ? await step.waitForEvent(`${name}: wait ${round}`, {
            event: onPipelineFinished,
            if: endsExpression(projectId, ends),
            timeout: round === 1 ? (wait.firstSlice ?? slice) : slice,
          })
        : null;
    const pipelineId = heard ?? event?.data.pipelineId ?? null;
    if (pipelineId === null) inVain += 1;
    const giveUp = inVain === slices || round === mostRounds;
    const looked = (await step.run(`${name}: read ${round}`, async () => ({
      // Before the look: what ends during it is heard in the next round.
      mark: await runOperation(markAnnouncements),
      result: await wait.read(started, { pipelineId, isSilent: pipelineId === null, giveUp }),
    }))) as { readonly mark: string; readonly result: Result };
    if (giveUp || !wait.isRunning(looked.result)) return { started, result: looked.result };
    mark = looked.mark;
  }
}
