import { failureSuperseded } from '@/lib/events/failure-superseded';
import { announce, event } from './announce';
import { automation, type Caller } from './caller';
import { isOwnCommit } from './is-own-commit';
import { openProject } from './open-project';
import { recordAudit } from './record-audit';
import { isScratchBranch } from './scratch-branch';
import type { Services } from './services';
import type { TransactionClient } from '@/lib/db/prisma-types';

const open = ['diagnosing', 'diagnosed', 'mending', 'waiting', 'suggested', 'no-fix'];

/** A branch moved by someone else's hand: what failed on its earlier commits is theirs now. Nothing of ours goes on. */
export async function supersedeOnPush(
  services: Services,
  input: { projectId: string; branch: string; after: string | null; gitlabUserId: number },
): Promise<{ superseded: number }> {
  if (isScratchBranch(input.branch)) return { superseded: 0 };
  const where = { projectId: input.projectId, branch: input.branch, status: { in: open } };
  const failures = await services.db.failure.findMany({
    where: { ...where, ...(input.after === null ? {} : { sha: { not: input.after } }) },
  });
  if (failures.length === 0) return { superseded: 0 };
  const { project, host } = await openProject(services, input.projectId);
  if (
    input.after !== null &&
    (await isOwnCommit(services, host, project, { sha: input.after, pipelineUserId: input.gitlabUserId }))
  ) {
    return { superseded: 0 };
  }
  // Deliveries come late and out of order: where the branch stands now is what counts.
  const now = await host.findBranch(project.gitlabProjectId, input.branch);
  if (now && (await isOwnCommit(services, host, project, { sha: now.headSha, pipelineUserId: null }))) {
    return { superseded: 0 };
  }
  const passed = failures.filter((failure) => failure.sha !== now?.headSha);
  const reason = now ? 'A newer commit was pushed; its own pipeline decides.' : 'The branch was deleted.';
  await supersede(services, passed, reason);
  return { superseded: passed.length };
}

/** A merge request was merged or closed: nothing is written to it any more. */
export async function supersedeOnMergeRequestEnd(
  services: Services,
  input: { projectId: string; mergeRequestIid: number; state: 'merged' | 'closed' },
): Promise<{ superseded: number }> {
  const failures = await services.db.failure.findMany({
    where: { projectId: input.projectId, mergeRequestIid: input.mergeRequestIid, status: { in: open } },
  });
  if (failures.length === 0) return { superseded: 0 };
  const { project, host } = await openProject(services, input.projectId);
  const { state } = await host.getMergeRequest(project.gitlabProjectId, input.mergeRequestIid);
  // It was opened again before we heard of its end.
  if (state === 'opened') return { superseded: 0 };
  await supersede(services, failures, `The merge request was ${input.state}.`);
  return { superseded: failures.length };
}

async function supersede(
  services: Services,
  failures: readonly { id: string; workspaceId: string; projectId: string; round: number }[],
  reason: string,
): Promise<void> {
  for (const failure of failures) {
    await services.db.$transaction(async (tx) => {
      await tx.failure.update({
        where: { id: failure.id },
        data: { status: 'superseded', statusReason: reason },
      });
      await stopMending(tx, automation, failure, reason);
    });
  }
}

/** Ends every fix of a failure that is not on its branch yet, and tells the runs to stop. The caller sets the failure's own status. */
export async function stopMending(
  tx: TransactionClient,
  caller: Caller,
  failure: { id: string; workspaceId: string; projectId: string; round: number },
  reason: string,
): Promise<void> {
  await tx.fix.updateMany({
    where: {
      failureId: failure.id,
      status: { in: ['proposed', 'validating', 'validated', 'waiting', 'approved', 'suggested'] },
    },
    data: { status: 'abandoned', statusReason: reason },
  });
  await tx.fix.updateMany({
    where: { failureId: failure.id, status: 'applied', appliedOutcome: 'pending' },
    data: {
      appliedOutcome: 'unknown',
      statusReason: `Committed; how its own pipeline ended is not known. ${reason}`,
    },
  });
  await recordAudit(tx, caller, {
    action: 'failure.superseded',
    scope: { workspaceId: failure.workspaceId, projectId: failure.projectId, failureId: failure.id },
    summary: reason,
  });
  await announce(tx, event(failureSuperseded, { failureId: failure.id, round: failure.round }));
}
