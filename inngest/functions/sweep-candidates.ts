import { cron } from 'inngest';
import { cleanUpCandidate } from '@/lib/operations/clean-up-candidate';
import { listLeftoverCandidates } from '@/lib/operations/list-leftover-candidates';
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
    return { removed: fixIds.length };
  },
);
