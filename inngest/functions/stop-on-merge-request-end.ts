import { supersedeOnMergeRequestEnd } from '@/lib/operations/supersede-failures';
import { inngest } from '../client';
import { onMergeRequestEnded } from '../event-types';
import { runOperation } from '../run-operation';

/** Merged or closed: nothing is written to the merge request any more. */
export const stopOnMergeRequestEnd = inngest.createFunction(
  { id: 'stop-on-merge-request-end', triggers: [onMergeRequestEnded], retries: 6 },
  async ({ event, step }) => {
    const { projectId, mergeRequestIid, state } = event.data;
    return step.run('supersede', () =>
      runOperation((services) => supersedeOnMergeRequestEnd(services, { projectId, mergeRequestIid, state })),
    );
  },
);
