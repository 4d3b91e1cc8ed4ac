import { supersedeOnPush } from '@/lib/operations/supersede-failures';
import { inngest } from '../client';
import { onBranchPushed } from '../event-types';
import { runOperation } from '../run-operation';

/** A newer push: what was being done for the branch's earlier commits ends. */
export const stopOnPush = inngest.createFunction(
  { id: 'stop-on-push', triggers: [onBranchPushed], retries: 6 },
  async ({ event, step }) => {
    const { projectId, branch, after, gitlabUserId } = event.data;
    return step.run('supersede', () =>
      runOperation((services) => supersedeOnPush(services, { projectId, branch, after, gitlabUserId })),
    );
  },
);
