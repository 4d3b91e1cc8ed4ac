import { z } from 'zod';
import { OperationError } from '@/lib/domain/operation-error';
import { failureDiagnosed } from '@/lib/events/failure-diagnosed';
import { askedAgain, pipelineFinished } from '@/lib/events/pipeline-finished';
import { event } from './announce';
import { command } from './command';
import { failureScope } from './failure-scope';
import { mostRounds } from './most-rounds';

/** A person asks for another try. Diagnoses that already have a fix on the branch are left alone. */
export const retryFailure = command({
  action: 'failure.retried',
  permission: 'developer',
  input: z.object({ failureId: z.uuid() }),
  scope: (services, input) => failureScope(services, input.failureId),
  run: async ({ tx, caller, input, now }) => {
    const failure = await tx.failure.findUniqueOrThrow({ where: { id: input.failureId } });
    if (['diagnosing', 'mending'].includes(failure.status)) {
      throw new OperationError('conflict', 'It is being worked on already.');
    }
    if (failure.status === 'superseded')
      throw new OperationError('conflict', `Nothing to retry. ${failure.statusReason}`);
    if (failure.status === 'mended') {
      throw new OperationError('conflict', 'This failure is mended; there is nothing to try again.');
    }
    const beingApplied = await tx.fix.count({ where: { failureId: failure.id, status: 'approved' } });
    if (beingApplied > 0) throw new OperationError('conflict', 'An approved fix is being committed.');
    if (failure.round >= mostRounds) {
      throw new OperationError('conflict', `It was tried ${failure.round} times; Pipemend stops there.`);
    }
    await tx.fix.updateMany({
      where: { failureId: failure.id, status: { in: ['proposed', 'validated', 'waiting', 'suggested'] } },
      data: { status: 'abandoned', statusReason: 'Another try was asked for.' },
    });
    const name = caller.kind === 'automation' ? 'Pipemend' : caller.name;
    const audit = { summary: `${name} asked for another try.` };
    const status = { statusReason: 'Another try was asked for.' };
    const isDiagnosed = await tx.diagnosis.count({ where: { failureId: failure.id } });
    if (isDiagnosed === 0) {
      // Its diagnosis broke down: the pipeline is read again from the start.
      await tx.failedPipeline.updateMany({ where: { failureId: failure.id }, data: { readAt: '' } });
      await tx.failure.update({ where: { id: failure.id }, data: { ...status, status: 'diagnosing' } });
      const { projectId, sha, branch: ref, mergeRequestIid } = failure;
      const again = event(pipelineFinished, {
        projectId,
        pipelineId: Number(failure.pipelineId),
        status: 'failed',
        sha,
        ref,
        source: askedAgain,
        parentPipelineId: null,
        mergeRequestIid,
        finishedAt: now.toISOString(),
      });
      return { result: { round: failure.round }, audit, events: [again] };
    }
    const { count } = await tx.diagnosis.updateMany({
      where: { failureId: failure.id, fixes: { none: { status: 'applied' } } },
      data: { claimedBy: null },
    });
    if (count === 0) throw new OperationError('conflict', 'There is nothing left to try again.');
    const round = failure.round + 1;
    await tx.failure.update({
      where: { id: failure.id },
      data: { ...status, round, status: 'diagnosed' },
    });
    return {
      result: { round },
      audit,
      events: [event(failureDiagnosed, { failureId: failure.id, round })],
    };
  },
});
