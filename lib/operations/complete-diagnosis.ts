import { failureDiagnosed } from '@/lib/events/failure-diagnosed';
import { announce, event } from './announce';
import { automation } from './caller';
import { diagnoseConfiguration } from './diagnose-configuration';
import { recordAudit } from './record-audit';
import type { Services } from './services';

/**
 * Sums up a failure once all its jobs have a diagnosis: the surest one speaks for it. Hands it over for mending
 * unless nothing new was found since the last time.
 */
export async function completeDiagnosis(
  services: Services,
  input: { failureId: string },
): Promise<{ announced: boolean }> {
  return services.db.$transaction(async (tx) => {
    await diagnoseConfiguration(tx, input.failureId);
    const failure = await tx.failure.findUniqueOrThrow({
      where: { id: input.failureId },
      include: { diagnoses: { include: { jobs: { select: { name: true } } } } },
    });
    const [first] = [...failure.diagnoses].sort((a, b) => b.confidence - a.confidence);
    const isNew = failure.diagnoses.some((one) => one.handedOverAt === null);
    if (!first || !isNew || ['dismissed', 'superseded'].includes(failure.status)) return { announced: false };
    const round = failure.round + 1;
    await tx.failure.update({
      where: { id: failure.id },
      data: {
        round,
        status: 'diagnosed',
        statusReason: 'Diagnosed; what can be done about it is being worked out.',
        category: first.category,
        verdict: first.verdict,
        summary: first.summary,
        fingerprint: first.fingerprint,
      },
    });
    await tx.diagnosis.updateMany({
      where: { failureId: failure.id, handedOverAt: null },
      data: { handedOverAt: services.clock.now() },
    });
    await recordAudit(tx, automation, {
      action: 'failure.diagnosed',
      scope: { workspaceId: failure.workspaceId, projectId: failure.projectId, failureId: failure.id },
      summary: first.summary,
      details: {
        diagnoses: failure.diagnoses.map(({ category, verdict, confidence, fingerprint, jobs }) => ({
          category,
          verdict,
          confidence,
          fingerprint,
          jobs: jobs.map((job) => job.name),
        })),
      },
    });
    await announce(tx, event(failureDiagnosed, { failureId: failure.id, round }));
    return { announced: true };
  });
}
