import { ensureNote } from '@/lib/operations/ensure-note';
import { revertFix } from '@/lib/operations/revert-fix';
import { inngest } from '../client';
import { onUndoRequested } from '../event-types';
import { runOperation } from '../run-operation';

/** A committed fix is taken back with a commit that reverts it. */
export const undoFix = inngest.createFunction(
  { id: 'undo-fix', triggers: [onUndoRequested], retries: 6 },
  async ({ event, step }) => {
    const { fixId, failureId } = event.data;
    const reverted = await step.run('revert', () =>
      runOperation((services) => revertFix(services, { fixId })),
    );
    await step.run('tell', () => runOperation((services) => ensureNote(services, { failureId })));
    return reverted;
  },
);
