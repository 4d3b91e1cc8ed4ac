import { z } from 'zod';
import { OperationError } from '@/lib/domain/operation-error';
import { undoRequested } from '@/lib/events/undo-requested';
import { event } from './announce';
import { command } from './command';
import { fixScopeById } from './failure-scope';

/** A person wants a committed fix reverted; the commit that does it follows in the background. */
export const undoFix = command({
  action: 'fix.undo-requested',
  permission: 'developer',
  input: z.object({ fixId: z.uuid() }),
  scope: (services, input) => fixScopeById(services, input.fixId),
  run: async ({ tx, caller, input, now }) => {
    const fix = await tx.fix.findUniqueOrThrow({ where: { id: input.fixId } });
    if (fix.status === 'undone') return { result: undefined, audit: null };
    if (fix.status !== 'applied') throw new OperationError('conflict', 'Only a committed fix can be undone.');
    const name = caller.kind === 'automation' ? 'Pipemend' : caller.name;
    await tx.fix.update({
      where: { id: fix.id },
      data: { statusReason: `${name} asked for it to be undone; the revert is on its way.` },
    });
    return {
      result: undefined,
      audit: { summary: `${name} asked for the fix by ${fix.strategy} to be undone.` },
      events: [
        event(undoRequested, {
          fixId: fix.id,
          failureId: fix.failureId,
          requestedAt: now.toISOString(),
        }),
      ],
    };
  },
});
