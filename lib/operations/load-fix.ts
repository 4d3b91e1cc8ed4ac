import { diagnosis as diagnosisSchema, type Diagnosis } from '@/lib/domain/diagnosis';
import { fileEdit, type FileEdit } from '@/lib/domain/file-edit';
import type { Prisma } from '@/lib/db/prisma-types';
import type { Services } from './services';

export type FixRow = Prisma.FixGetPayload<{
  include: {
    diagnosis: { include: { jobs: true } };
    failure: { include: { pipelines: true } };
    validations: true;
  };
}>;

/** A fix with its diagnosis, its failure and its validations, the JSON in it parsed. Throws when there is none. */
export async function loadFix(
  services: Pick<Services, 'db'>,
  fixId: string,
): Promise<{ fix: FixRow; edits: FileEdit[]; diagnosis: Diagnosis }> {
  const fix = await services.db.fix.findUniqueOrThrow({
    where: { id: fixId },
    include: {
      diagnosis: { include: { jobs: true } },
      failure: { include: { pipelines: true } },
      validations: { orderBy: { startedAt: 'asc' } },
    },
  });
  return {
    fix,
    edits: fileEdit.array().parse(fix.edits),
    diagnosis: diagnosisSchema.parse(fix.diagnosis.body),
  };
}

/** What audit rows and permissions need to know of a fix. */
export function fixScope(fix: FixRow) {
  return {
    workspaceId: fix.workspaceId,
    projectId: fix.failure.projectId,
    failureId: fix.failureId,
    fixId: fix.id,
  };
}
