import { checkJobsToRun } from '@/lib/repair/jobs-that-would-run';
import type { CodeHost } from '@/lib/ports/code-host';
import { automation } from './caller';
import { jobResult } from './job-result';
import { loadDiagnosis, type DiagnosisRow } from './load-diagnosis';
import { openProject, type ProjectRow } from './open-project';
import { readJobConfiguration } from './read-job-configuration';
import { recordAudit } from './record-audit';
import type { Services } from './services';

/**
 * Runs a failed job again, unchanged, once. Not where the job, or one that would go on after it, deploys, releases or
 * triggers others: then the control run is inconclusive and says why.
 */
export async function ensureControlRun(
  services: Services,
  input: { diagnosisId: string; jobId: number },
): Promise<{ kind: 'running'; pipelineId: number } | { kind: 'not-run'; reason: string }> {
  const { row } = await loadDiagnosis(services, input.diagnosisId);
  const job = row.jobs.find((one) => Number(one.jobId) === input.jobId);
  if (!job) return { kind: 'not-run', reason: 'The job is not part of this diagnosis.' };
  const where = { failureId_jobId: { failureId: row.failureId, jobId: job.jobId } };
  const pipelineId = Number(job.pipelineId);
  const earlier = await services.db.controlRun.findUnique({ where });
  if (earlier?.retriedJobId != null) return { kind: 'running', pipelineId };
  const { project, host } = await openProject(services, row.failure.projectId);
  const refusal = await whyNotAgain(host, project, row, job);
  if (refusal !== null) {
    await services.db.controlRun.upsert({
      where,
      create: {
        workspaceId: row.workspaceId,
        failureId: row.failureId,
        jobId: job.jobId,
        outcome: 'inconclusive',
        reason: refusal,
        finishedAt: services.clock.now(),
      },
      update: { outcome: 'inconclusive', reason: refusal, finishedAt: services.clock.now() },
    });
    return { kind: 'not-run', reason: refusal };
  }
  if (!earlier) {
    await services.db.controlRun.create({
      data: {
        workspaceId: row.workspaceId,
        failureId: row.failureId,
        jobId: job.jobId,
        startedAt: services.clock.now(),
      },
    });
  }
  // A row without a retried job means that an earlier try was cut off: perhaps after GitLab had started the job.
  const started = earlier ? await findRetried(host, project.gitlabProjectId, pipelineId, job) : null;
  const retriedJobId = started ?? (await host.retryJob(project.gitlabProjectId, input.jobId)).id;
  await services.db.$transaction(async (tx) => {
    await tx.controlRun.update({ where, data: { retriedJobId } });
    await recordAudit(tx, automation, {
      action: 'job.retried',
      scope: { workspaceId: row.workspaceId, projectId: project.id, failureId: row.failureId },
      summary: `Ran ${job.name} again, unchanged, to tell a flaky job from a broken one.`,
      details: { jobId: input.jobId, retriedJobId },
    });
  });
  return { kind: 'running', pipelineId };
}

async function whyNotAgain(
  host: CodeHost,
  project: ProjectRow,
  row: DiagnosisRow,
  job: DiagnosisRow['jobs'][number],
): Promise<string | null> {
  if (row.failure.sourceProjectId !== null)
    return 'The pipeline runs in a fork: its jobs are not ours to start.';
  const lint = await readJobConfiguration(host, project.gitlabProjectId, row.failure.sha, {
    ...row,
    jobs: [job],
  });
  const pipeline = row.failure.pipelines.find((one) => one.pipelineId === job.pipelineId);
  const results = jobResult.array().parse(pipeline?.jobs ?? []);
  const goesOn = new Set([
    job.name,
    ...results.filter((one) => one.status === 'skipped').map((one) => one.name),
  ]);
  const checked = checkJobsToRun({
    lint: { ...lint, jobs: lint.jobs.filter((one) => goesOn.has(one.name)) },
    failedPipelineJobs: [...goesOn],
    allowedJobs: project.allowedJobs,
  });
  return checked.kind === 'stopped' ? `The job was not run again as a control: ${checked.reason}` : null;
}

async function findRetried(
  host: CodeHost,
  project: number,
  pipelineId: number,
  job: { name: string; jobId: bigint },
): Promise<number | null> {
  const jobs = await host.listJobs(project, pipelineId);
  const newest = jobs.find((one) => one.name === job.name);
  return newest && newest.id !== Number(job.jobId) ? newest.id : null;
}
