import { passedUnchanged } from '@/lib/diagnosis/history/judge-history';
import { automation } from './caller';
import { loadDiagnosis } from './load-diagnosis';
import { recordAudit } from './record-audit';
import type { Services } from './services';

/** The unchanged job passed: the failure was flaky, and no edit is credited with mending it. */
export async function recordFlaky(services: Services, input: { diagnosisId: string }): Promise<void> {
  const { row, diagnosis } = await loadDiagnosis(services, input.diagnosisId);
  const names = row.jobs.map((job) => job.name).join(', ');
  const verdictReason = passedUnchanged(names);
  await services.db.$transaction(async (tx) => {
    await tx.diagnosis.update({
      where: { id: row.id },
      data: { verdict: 'flaky', body: { ...diagnosis, verdict: 'flaky', verdictReason } },
    });
    if (row.failure.fingerprint === row.fingerprint) {
      await tx.failure.update({ where: { id: row.failureId }, data: { verdict: 'flaky' } });
    }
    await recordAudit(tx, automation, {
      action: 'diagnosis.flaky',
      scope: { workspaceId: row.workspaceId, projectId: row.failure.projectId, failureId: row.failureId },
      summary: `${verdictReason} It was flaky; there is nothing to mend in the code.`,
    });
  });
}
