import { z } from 'zod';
import { OperationError } from '@/lib/domain/operation-error';
import { command } from './command';
import { failureScope } from './failure-scope';
import { stopMending } from './supersede-failures';

/** A person does not want anything done about a failure. What is under way stops; what was committed stays. */
export const dismissFailure = command({
  action: 'failure.dismissed',
  permission: 'developer',
  input: z.object({ failureId: z.uuid(), reason: z.string().trim().max(500).optional() }),
  scope: (services, input) => failureScope(services, input.failureId),
  run: async ({ tx, caller, input }) => {
    const failure = await tx.failure.findUniqueOrThrow({ where: { id: input.failureId } });
    if (failure.status === 'dismissed') return { result: undefined, audit: null };
    if (failure.status === 'mended')
      throw new OperationError('conflict', 'This failure is mended; undo the fix instead.');
    if (failure.status === 'superseded')
      throw new OperationError('conflict', `There is nothing to dismiss. ${failure.statusReason}`);
    const name = caller.kind === 'automation' ? 'Pipemend' : caller.name;
    const words = `Dismissed by ${name}${input.reason ? `: ${input.reason}` : '.'}`;
    await tx.failure.update({
      where: { id: failure.id },
      data: { status: 'dismissed', statusReason: words },
    });
    await stopMending(tx, caller, failure, words);
    return { result: undefined, audit: { summary: words } };
  },
});
