import { automation } from './caller';
import { recordAudit } from './record-audit';
import type { Services } from './services';

/**
 * What a red pipeline says could not be found out for good: said where people look, so that nothing seems to be under way.
 * False when no failure that is being diagnosed is on record for it.
 */
export async function failDiagnosis(
  services: Services,
  input: { projectId: string; pipelineId: number; reason: string },
): Promise<boolean> {
  const { projectId, pipelineId, reason } = input;
  const failure = await services.db.failure.findFirst({
    where: {
      projectId,
      status: 'diagnosing',
      OR: [{ pipelineId }, { pipelines: { some: { pipelineId } } }],
    },
  });
  if (!failure) return false;
  await services.db.$transaction(async (tx) => {
    await tx.failure.update({
      where: { id: failure.id },
      data: { status: 'no-fix', statusReason: `Pipemend could not finish its diagnosis: ${reason}` },
    });
    await recordAudit(tx, automation, {
      action: 'failure.stopped',
      scope: { workspaceId: failure.workspaceId, projectId, failureId: failure.id },
      summary: `Stopped while diagnosing: ${reason}`,
    });
  });
  return true;
}
