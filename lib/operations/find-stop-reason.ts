import { automationLevel } from '@/lib/domain/automation-level';
import type { Services } from './services';

/**
 * Why nothing more is to be written to GitLab for a failure, or null. Asked before an effect, so that it is not begun, and
 * after it, so that what was begun in the same moment does not stay behind.
 */
export async function findStopReason(
  services: Pick<Services, 'db'>,
  failureId: string,
): Promise<string | null> {
  const failure = await services.db.failure.findUniqueOrThrow({
    where: { id: failureId },
    select: {
      status: true,
      statusReason: true,
      project: { select: { level: true, disconnectedAt: true } },
    },
  });
  if (['dismissed', 'superseded'].includes(failure.status)) return failure.statusReason;
  if (failure.project.disconnectedAt) return 'The project is no longer connected.';
  if (automationLevel.parse(failure.project.level) === 'watch') {
    return 'At the level watch nothing is written to GitLab.';
  }
  return null;
}
