import { cron } from 'inngest';
import { cleanUpCandidate } from '@/lib/operations/clean-up-candidate';
import { cleanUpToolRuns } from '@/lib/operations/clean-up-tool-runs';
import { listLeftoverCandidates } from '@/lib/operations/list-leftover-candidates';
import { listLeftoverToolRuns } from '@/lib/operations/list-leftover-tool-runs';
import { inngest } from '../client';
import { runOperation } from '../run-operation';

/** Scratch branches whose run was lost before it could remove them. */
export const sweepCandidates = inngest.createFunction(
  { id: 'sweep-candidates', triggers: [cron('7 * * * *')], concurrency: [{ limit: 1 }], retries: 1 },
  async ({ step }) => {
    const fixIds = await step.run('list', () => runOperation(listLeftoverCandidates));
    for (const fixId of fixIds) {
      await step.run(`clean up ${fixId}`, () =>
        runOperation((services) => cleanUpCandidate(services, { fixId, cancelPipelines: true })),
      );
    }
    const failureIds = await step.run('list tool runs', () => runOperation(listLeftoverToolRuns));
    for (const failureId of failureIds) {
      await step.run(`clean up after the tools of ${failureId}`, () =>
        runOperation((services) => cleanUpToolRuns(services, { failureId })),
      );
    }
    return { removed: fixIds.length };
  },
);
