import { passesByChance } from '@/lib/diagnosis/history/passes-by-chance';
import { planRepair, type RepairPlan } from '@/lib/repair/plan-repair';
import { loadDiagnosis } from './load-diagnosis';
import type { Services } from './services';

/** What may be tried for one diagnosis, and the jobs that have to be run again unchanged first. */
export async function planDiagnosis(
  services: Services,
  input: { diagnosisId: string },
): Promise<{ controlJobIds: number[]; strategyCount: number; reason: string }> {
  const { row, diagnosis } = await loadDiagnosis(services, input.diagnosisId);
  const plan = planOf(row, diagnosis);
  const mayBeFlaky = diagnosis.verdict !== 'infrastructure' && passesByChance(diagnosis.category);
  return {
    controlJobIds: mayBeFlaky ? row.jobs.map((job) => Number(job.jobId)) : [],
    strategyCount: plan.kind === 'none' ? 0 : plan.strategies.length,
    reason: plan.kind === 'none' ? plan.reason : '',
  };
}

/** The plan is a pure function of the diagnosis: every step that needs it works it out anew. */
export function planOf(
  row: { jobs: readonly { name: string }[] },
  diagnosis: Parameters<typeof planRepair>[0]['diagnosis'],
): RepairPlan {
  return planRepair({ diagnosis, jobName: row.jobs[0]?.name ?? 'the pipeline', modelConfigured: false });
}
