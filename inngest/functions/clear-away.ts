import { cleanUpCandidate } from '@/lib/operations/clean-up-candidate';
import { cleanUpToolRuns } from '@/lib/operations/clean-up-tool-runs';
import { ensureNote } from '@/lib/operations/ensure-note';
import { listCandidatesOfFailure } from '@/lib/operations/list-candidates-of-failure';
import { inngest } from '../client';
import { onFailureSuperseded } from '../event-types';
import { runOperation } from '../run-operation';

/** A failure that is nobody's affair any more leaves no scratch branch and no running pipeline of ours behind. */
export const clearAway = inngest.createFunction(
  { id: 'clear-away', triggers: [onFailureSuperseded], retries: 6 },
  async ({ event, step }) => {
    const { failureId } = event.data;
    const fixIds = await step.run('list', () =>
      runOperation((services) => listCandidatesOfFailure(services, { failureId })),
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
);
