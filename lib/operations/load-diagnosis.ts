import { diagnosis as diagnosisSchema, type Diagnosis } from '@/lib/domain/diagnosis';
import type { Prisma } from '@/lib/db/prisma-types';
import type { Services } from './services';

export type DiagnosisRow = Prisma.DiagnosisGetPayload<{
  include: { jobs: true; failure: { include: { pipelines: true } } };
}>;

/** A diagnosis with its jobs and its failure, its body parsed. Throws when there is none. */
export async function loadDiagnosis(
  services: Services,
  diagnosisId: string,
): Promise<{ row: DiagnosisRow; diagnosis: Diagnosis }> {
  const row = await services.db.diagnosis.findUniqueOrThrow({
    where: { id: diagnosisId },
    include: { jobs: { orderBy: { jobId: 'asc' } }, failure: { include: { pipelines: true } } },
  });
  return { row, diagnosis: diagnosisSchema.parse(row.body) };
}
