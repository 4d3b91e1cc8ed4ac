import { z } from 'zod';
import { invoke } from 'inngest';
import { fixApproved } from '@/lib/events/fix-approved';
import { applyFix as apply } from '@/lib/operations/apply-fix';
import { cleanUpCandidate } from '@/lib/operations/clean-up-candidate';
import { concludeMending } from '@/lib/operations/conclude-mending';
import { ensureNote } from '@/lib/operations/ensure-note';
import { failMending } from '@/lib/operations/fail-mending';
import { fixBranch } from '@/lib/operations/fix-branch';
import { readAppliedPipeline } from '@/lib/operations/read-applied-pipeline';
import { inngest } from '../client';
import { onFailureSuperseded, onFixApproved } from '../event-types';
import { runOperation } from '../run-operation';
import { waitForPipeline } from '../wait-for-pipeline';

/** Commits a validated fix, because a person or the project's level says so, and watches the branch's own pipeline on it. */
export const applyFix = inngest.createFunction(
  {
    id: 'apply-fix',
    triggers: [onFixApproved, invoke(z.object({ fixId: z.uuid(), failureId: z.uuid() }))],
    concurrency: [{ key: 'event.data.failureId', limit: 1 }],
    cancelOn: [{ event: onFailureSuperseded, if: 'event.data.failureId == async.data.failureId' }],
    retries: 6,
    onFailure: async ({ event, step }) => {
      const { failureId } = fixApproved.data.parse(event.data.event.data);
      await step.run('stop', () =>
        runOperation((services) => failMending(services, { failureId, reason: event.data.error.message })),
      );
      await step.run('tell', () => runOperation((services) => ensureNote(services, { failureId })));
    },
  },
  async ({ event, step }) => {
    const { fixId, failureId } = event.data;
    // Called by the run that mends the failure, which goes on afterwards and sums up in the end.
    const isMore = event.name !== fixApproved.name;
    const { projectId, branch, mergeRequestIid } = await step.run('find the branch', () =>
      runOperation((services) => fixBranch(services, { fixId })),
    );
    const refs = [branch, ...(mergeRequestIid === null ? [] : mergeRequestRefs(mergeRequestIid))];
    const { started } = await waitForPipeline(step, {
      name: 'commit',
      projectId,
      start: () => runOperation((services) => apply(services, { fixId })),
      meanwhile: async () => {
        await step.run('clean up', () =>
          runOperation((services) => cleanUpCandidate(services, { fixId, cancelPipelines: false })),
        );
        await step.run('sum up the commit', () => sumUp(failureId, isMore));
        await step.run('tell of the commit', () =>
          runOperation((services) => ensureNote(services, { failureId })),
        );
      },
      ends: (applied) => (applied.kind === 'applied' ? { refs, notSources: ['parent_pipeline'] } : null),
      read: (_, { pipelineId, giveUp }) =>
        runOperation((services) => readAppliedPipeline(services, { fixId, pipelineId, giveUp })),
      isRunning: (outcome) => outcome === 'pending',
    });
    await step.run('sum up the outcome', () => sumUp(failureId, isMore));
    await step.run('tell the outcome', () => runOperation((services) => ensureNote(services, { failureId })));
    return started;
  },
);

function sumUp(failureId: string, isMore: boolean): Promise<void> {
  return runOperation((services) => concludeMending(services, { failureId, reasons: [], isMore }));
}

function mergeRequestRefs(iid: number): string[] {
  return [`refs/merge-requests/${iid}/head`, `refs/merge-requests/${iid}/merge`];
}
