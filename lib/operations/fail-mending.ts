import { automation } from './caller';
import { recordAudit } from './record-audit';
import type { Services } from './services';

/** The work on a failure broke down for good: say so where people look, and leave nothing pretending to be under way. */
export async function failMending(
  services: Services,
  input: { failureId: string; reason: string },
): Promise<{ fixIds: string[] }> {
  return services.db.$transaction(async (tx) => {
    const failure = await tx.failure.findUniqueOrThrow({ where: { id: input.failureId } });
    const live = {
      failureId: failure.id,
      status: { in: ['proposed', 'validating', 'validated', 'approved'] },
    };
    const fixes = await tx.fix.findMany({ where: live, select: { id: true } });
    await tx.fix.updateMany({ where: live, data: { status: 'abandoned', statusReason: input.reason } });
    if (!['dismissed', 'superseded', 'mended'].includes(failure.status)) {
      await tx.failure.update({
        where: { id: failure.id },
        data: { status: 'no-fix', statusReason: `Pipemend could not finish its work: ${input.reason}` },
      });
    }
    await recordAudit(tx, automation, {
      action: 'failure.stopped',
      scope: { workspaceId: failure.workspaceId, projectId: failure.projectId, failureId: failure.id },
      summary: `Stopped: ${input.reason}`,
    });
    return { fixIds: fixes.map(({ id }) => id) };
  });
}
