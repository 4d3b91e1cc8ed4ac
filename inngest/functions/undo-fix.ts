import { undoRequested } from '@/lib/events/undo-requested';
import { ensureNote } from '@/lib/operations/ensure-note';
import { failUndoing } from '@/lib/operations/fail-undoing';
import { revertFix } from '@/lib/operations/revert-fix';
import { inngest } from '../client';
import { onUndoRequested } from '../event-types';
import { runOperation } from '../run-operation';

/** A committed fix is taken back with a commit that reverts it. */
export const undoFix = inngest.createFunction(
  {
    id: 'undo-fix',
    triggers: [onUndoRequested],
    concurrency: [{ key: 'event.data.fixId', limit: 1 }],
    retries: 6,
    onFailure: async ({ event, step }) => {
      const { fixId, failureId } = undoRequested.data.parse(event.data.event.data);
      await step.run('say so', () =>
        runOperation((services) => failUndoing(services, { fixId, reason: event.data.error.message })),
      );
      await step.run('tell', () => runOperation((services) => ensureNote(services, { failureId })));
    },
  },
  async ({ event, step }) => {
    const { fixId, failureId } = event.data;
    const reverted = await step.run('revert', () =>
      runOperation((services) => revertFix(services, { fixId })),
    );
    await step.run('tell', () => runOperation((services) => ensureNote(services, { failureId })));
    return reverted;
  },
);
