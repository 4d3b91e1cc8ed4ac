import type { TransactionClient } from '@/lib/db/prisma-types';
import { automation } from './caller';
import type { ProjectScope } from './project-scope';
import { recordAudit } from './record-audit';
import type { Removal } from './remove-scratch-branch';

/** One row of the audit trail for what was cleared away in GitLab; none where there was nothing left to clear away. */
export async function recordRemoval(
  tx: TransactionClient,
  scope: Pick<ProjectScope, 'workspaceId'> & Partial<ProjectScope>,
  removal: Removal & { readonly closedDrafts?: readonly number[] },
): Promise<void> {
  const { branch, isDeleted, cancelledPipelines, closedDrafts = [] } = removal;
  const done = [
    ...cancelledPipelines.map((id) => `cancelled pipeline #${id}`),
    ...closedDrafts.map((iid) => `closed draft !${iid}`),
    ...(isDeleted ? [`deleted ${branch}`] : []),
  ];
  if (done.length === 0) return;
  await recordAudit(tx, automation, {
    action: 'scratch.removed',
    scope,
    summary: `Cleared away: ${done.join(', ')}.`,
    details: {
      branch,
      isDeleted,
      cancelledPipelines: [...cancelledPipelines],
      closedDrafts: [...closedDrafts],
    },
  });
}
