import { automation } from './caller';
import { recordAudit } from './record-audit';
import type { Services } from './services';

/** What a red pipeline says could not be found out for good: said where people look, so that nothing seems to be under way. */
export async function failDiagnosis(
  services: Services,
  input: { projectId: string; pipelineId: number; reason: string },
): Promise<void> {
  const { projectId, pipelineId, reason } = input;
  const failure = await services.db.failure.findFirst({
    where: { projectId, status: 'diagnosing', pipelines: { some: { pipelineId } } },
  });
  // Nothing is on record yet: the sweep comes upon the pipeline again.
  if (!failure) return;
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
}
