import { automationLevel } from '@/lib/domain/automation-level';
import type { TransactionClient } from '@/lib/db/prisma-types';
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
    const tired = await whyNoMore(tx, failure, services.clock.now());
    if (tired !== null) {
      await tx.failure.update({
        where: { id: failure.id },
        data: { status: 'no-fix', statusReason: tired },
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

/** As many fixes are written in a day for one branch, and of these so many for what breaks in the same way. */
const mostFixes = 20;
const mostFixesAlike = 5;
const dayMs = 24 * 3_600_000;

/** Why nothing more is tried by itself; null when something may be. A person who asks for another try is not stopped here. */
async function whyNoMore(
  tx: TransactionClient,
  failure: { id: string; projectId: string; branch: string; round: number },
  now: Date,
): Promise<string | null> {
  if (failure.round > 1) return null;
  const { projectId, branch } = failure;
  const recent = { failure: { projectId, branch }, createdAt: { gt: new Date(now.getTime() - dayMs) } };
  const all = await tx.fix.count({ where: recent });
  if (all >= mostFixes) return `Pipemend wrote ${all} fixes for ${branch} within a day and stops there.`;
  const diagnoses = await tx.diagnosis.findMany({
    where: { failureId: failure.id },
    select: { fingerprint: true },
  });
  for (const { fingerprint } of diagnoses) {
    const alike = await tx.fix.count({ where: { ...recent, diagnosis: { fingerprint } } });
    if (alike >= mostFixesAlike) {
      return `Pipemend wrote ${alike} fixes for this very failure on ${branch} within a day, and it came back. A person is better at it now; another try can be asked for.`;
    }
  }
  return null;
}
