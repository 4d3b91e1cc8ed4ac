import { automationLevel } from '@/lib/domain/automation-level';
import type { Services } from './services';

/**
 * Takes the diagnoses of a failure that nobody is mending for this run. Asked again by the same run it gives the same ones.
 * Empty, with the reason written to the failure, where the project's level forbids every write.
 */
export async function planMending(
  services: Services,
  input: { failureId: string; runId: string },
): Promise<{ projectId: string; diagnosisIds: string[] }> {
  return services.db.$transaction(async (tx) => {
    const failure = await tx.failure.findUniqueOrThrow({
      where: { id: input.failureId },
      include: { project: { select: { level: true, disconnectedAt: true } } },
    });
    if (['dismissed', 'superseded'].includes(failure.status) || failure.project.disconnectedAt) {
      return { projectId: failure.projectId, diagnosisIds: [] };
    }
    if (automationLevel.parse(failure.project.level) === 'watch') {
      await tx.failure.update({
        where: { id: failure.id },
        data: {
          status: 'diagnosed',
          statusReason:
            'This project is at level watch: Pipemend looks and explains, and writes nothing to GitLab.',
        },
      });
      return { projectId: failure.projectId, diagnosisIds: [] };
    }
    await tx.diagnosis.updateMany({
      where: { failureId: failure.id, claimedBy: null },
      data: { claimedBy: input.runId },
    });
    const claimed = await tx.diagnosis.findMany({
      where: { failureId: failure.id, claimedBy: input.runId },
      orderBy: { confidence: 'desc' },
      select: { id: true },
    });
    if (claimed.length > 0) {
      await tx.failure.update({
        where: { id: failure.id },
        data: { status: 'mending', statusReason: 'Looking for a fix.' },
      });
    }
    return { projectId: failure.projectId, diagnosisIds: claimed.map(({ id }) => id) };
  });
}
