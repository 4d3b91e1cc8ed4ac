import { diagnosePipelineWithoutJobs } from '@/lib/diagnosis/diagnose-pipeline-without-jobs';
import type { TransactionClient } from '@/lib/db/prisma-types';

/** A red pipeline without a failed job (its configuration was refused, or a trigger failed) gets a diagnosis of its own. */
export async function diagnoseConfiguration(tx: TransactionClient, failureId: string): Promise<void> {
  const failure = await tx.failure.findUniqueOrThrow({
    where: { id: failureId },
    include: { jobs: { select: { id: true }, take: 1 }, diagnoses: { select: { id: true }, take: 1 } },
  });
  if (failure.jobs.length > 0 || failure.diagnoses.length > 0) return;
  const found = diagnosePipelineWithoutJobs(failure.summary);
  await tx.diagnosis.upsert({
    where: { failureId_fingerprint: { failureId, fingerprint: found.fingerprint } },
    create: {
      workspaceId: failure.workspaceId,
      failureId,
      fingerprint: found.fingerprint,
      category: found.category,
      verdict: found.verdict,
      confidence: found.confidence,
      summary: found.summary,
      body: found,
    },
    update: {},
  });
}
