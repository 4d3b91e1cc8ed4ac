import { z } from 'zod';
import { OperationError } from '@/lib/domain/operation-error';
import { failureDiagnosed } from '@/lib/events/failure-diagnosed';
import { event } from './announce';
import { command } from './command';
import { failureScope } from './failure-scope';

/** More than this in one failure and a human is better at it. */
const mostRounds = 5;

/** A person asks for another try. Diagnoses that already have a fix on the branch are left alone. */
export const retryFailure = command({
  action: 'failure.retried',
  permission: 'developer',
  input: z.object({ failureId: z.uuid() }),
  scope: (services, input) => failureScope(services, input.failureId),
  run: async ({ tx, caller, input }) => {
    const failure = await tx.failure.findUniqueOrThrow({ where: { id: input.failureId } });
    if (['diagnosing', 'mending'].includes(failure.status)) {
      throw new OperationError('conflict', 'It is being worked on already.');
    }
    if (failure.status === 'superseded')
      throw new OperationError('conflict', `Nothing to retry. ${failure.statusReason}`);
    if (failure.round >= mostRounds) {
      throw new OperationError('conflict', `It was tried ${failure.round} times; Pipemend stops there.`);
    }
    const round = failure.round + 1;
    await tx.failure.update({
      where: { id: failure.id },
      data: { round, status: 'diagnosed', statusReason: 'Another try was asked for.' },
    });
    await tx.fix.updateMany({
      where: { failureId: failure.id, status: { in: ['proposed', 'validated', 'waiting', 'suggested'] } },
      data: { status: 'abandoned', statusReason: 'Another try was asked for.' },
    });
    await tx.diagnosis.updateMany({
      where: { failureId: failure.id, fixes: { none: { status: 'applied' } } },
      data: { claimedBy: null },
    });
    const name = caller.kind === 'automation' ? 'Pipemend' : caller.name;
    return {
      result: { round },
      audit: { summary: `${name} asked for another try.` },
      events: [event(failureDiagnosed, { failureId: failure.id, round })],
    };
  },
});
