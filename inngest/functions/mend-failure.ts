import { concludeMending } from '@/lib/operations/conclude-mending';
import { ensureNote } from '@/lib/operations/ensure-note';
import { failMending } from '@/lib/operations/fail-mending';
import { failureDiagnosed } from '@/lib/events/failure-diagnosed';
import { cleanUpCandidate } from '@/lib/operations/clean-up-candidate';
import { cleanUpToolRuns } from '@/lib/operations/clean-up-tool-runs';
import { planMending } from '@/lib/operations/plan-mending';
import { inngest } from '../client';
import { onFailureDiagnosed, onFailureSuperseded } from '../event-types';
import { mendDiagnosis } from '../mend-diagnosis';
import { runOperation } from '../run-operation';

/** A diagnosed failure: one diagnosis after the other is mended as far as the project's level allows. */
export const mendFailure = inngest.createFunction(
  {
    id: 'mend-failure',
    triggers: [onFailureDiagnosed],
    concurrency: [{ key: 'event.data.failureId', limit: 1 }],
    cancelOn: [{ event: onFailureSuperseded, if: 'event.data.failureId == async.data.failureId' }],
    retries: 6,
    onFailure: async ({ event, step }) => {
      const { failureId } = failureDiagnosed.data.parse(event.data.event.data);
      const { fixIds } = await step.run('stop', () =>
        runOperation((services) => failMending(services, { failureId, reason: event.data.error.message })),
      );
      for (const fixId of fixIds) {
        await step.run(`clean up ${fixId}`, () =>
          runOperation((services) => cleanUpCandidate(services, { fixId, cancelPipelines: true })),
        );
      }
      await step.run('clean up after tools', () =>
        runOperation((services) => cleanUpToolRuns(services, { failureId })),
      );
      await step.run('tell', () => runOperation((services) => ensureNote(services, { failureId })));
    },
  },
  async ({ event, step, runId }) => {
    const { failureId, round } = event.data;
    const { diagnosisIds, projectId } = await step.run('plan', () =>
      runOperation((services) => planMending(services, { failureId, runId })),
    );
    if (diagnosisIds.length === 0) return { mended: 0 };
    await step.run('tell the diagnosis', () =>
      runOperation((services) => ensureNote(services, { failureId })),
    );
    const reasons: string[] = [];
    for (const diagnosisId of diagnosisIds) {
      reasons.push(...(await mendDiagnosis(step, { projectId, failureId, diagnosisId, round })));
    }
    await step.run('conclude', () =>
      runOperation((services) => concludeMending(services, { failureId, reasons, isMore: false })),
    );
    await step.run('tell the outcome', () => runOperation((services) => ensureNote(services, { failureId })));
    return { reasons };
  },
);
