import type { Prisma, TransactionClient } from '@/lib/db/prisma-types';
import type { Caller } from './caller';
import type { ProjectScope } from './project-scope';

/** Writes one row of the audit trail. Texts in it are redacted by whoever passes them. */
export async function recordAudit(
  tx: TransactionClient,
  caller: Caller,
  entry: {
    action: string;
    scope: Pick<ProjectScope, 'workspaceId'> & Partial<ProjectScope>;
    summary: string;
    details?: Prisma.InputJsonObject;
  },
): Promise<void> {
  await tx.auditEvent.create({
    data: {
      workspaceId: entry.scope.workspaceId,
      projectId: entry.scope.projectId ?? null,
      failureId: entry.scope.failureId ?? null,
      fixId: entry.scope.fixId ?? null,
      actorKind: caller.kind,
      actorUserId: caller.kind === 'person' ? caller.userId : null,
      actorName: caller.kind === 'automation' ? 'Pipemend' : caller.name,
      action: entry.action,
      summary: entry.summary,
      details: entry.details ?? {},
    },
  });
}
