import { controlOutcome, type ControlOutcome } from '@/lib/domain/control-outcome';
import { isFinished } from '@/lib/domain/pipeline';
import { loadDiagnosis } from './load-diagnosis';
import { openProject } from './open-project';
import type { Services } from './services';

/** How the unchanged job ended. Asked past its time (`giveUp`), a job that still runs is inconclusive. */
export async function readControlRun(
  services: Services,
  input: { diagnosisId: string; jobId: number; giveUp: boolean },
): Promise<ControlOutcome> {
  const { row } = await loadDiagnosis(services, input.diagnosisId);
  const where = { failureId_jobId: { failureId: row.failureId, jobId: input.jobId } };
  const control = await services.db.controlRun.findUniqueOrThrow({ where });
  if (control.outcome !== 'running' || control.retriedJobId === null)
    return controlOutcome.parse(control.outcome);
  const { project, host } = await openProject(services, row.failure.projectId);
  const job = await host.getJob(project.gitlabProjectId, Number(control.retriedJobId));
  if (!isFinished(job.status) && !input.giveUp) return 'running';
  const outcome = job.status === 'success' ? 'passed' : job.status === 'failed' ? 'failed' : 'inconclusive';
  const reason = {
    passed: 'It passed when run again without any change.',
    failed: 'It failed again without any change.',
    inconclusive: `The unchanged job did not come to an end (it is ${job.status}).`,
  }[outcome];
  await services.db.controlRun.update({ where, data: { outcome, reason, finishedAt: services.clock.now() } });
  return outcome;
}
