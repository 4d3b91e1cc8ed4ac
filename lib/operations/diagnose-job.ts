import { completeFromReports } from '@/lib/diagnosis/complete-from-reports';
import { diagnoseWithoutLog } from '@/lib/diagnosis/diagnose-without-log';
import { diagnoseWithoutTrace } from '@/lib/diagnosis/diagnose-without-trace';
import type { Diagnosis } from '@/lib/domain/diagnosis';
import { failureReason, type JobFacts } from '@/lib/domain/job-facts';
import type { CodeHost } from '@/lib/ports/code-host';
import { keepBytes } from './keep-bytes';
import { learnHistory, type FailedJobRow } from './learn-history';
import { openProject, type ProjectRow } from './open-project';
import { readReports } from './read-reports';
import { readSecretValues } from './read-secret-values';
import type { Services } from './services';

/** Of a log that is longer nothing is kept for a second look: it is not compared with a green one. */
const mostKeptBytes = 16 * 1024 * 1024;

/** Says what broke in one failed job and keeps it with the failure; a job with the same fingerprint joins the diagnosis that is there. */
export async function diagnoseJob(
  services: Services,
  input: { failureId: string; jobId: number },
): Promise<{ diagnosisId: string }> {
  const job = await services.db.failedJob.findUniqueOrThrow({
    where: { failureId_jobId: { failureId: input.failureId, jobId: input.jobId } },
    include: { failure: { include: { pipelines: true, controlRuns: true, jobs: true } } },
  });
  if (job.diagnosisId) return { diagnosisId: job.diagnosisId };
  const facts: JobFacts = {
    name: job.name,
    stage: job.stage,
    failureReason: failureReason.parse(job.failureReason),
    allowFailure: false,
    duration: job.duration,
  };
  const { project, host } = await openProject(services, job.failure.projectId);
  const found =
    diagnoseWithoutLog(facts) ?? (await diagnoseFromTrace(services, { host, project, job, facts }));
  return services.db.$transaction(async (tx) => {
    const { id } = await tx.diagnosis.upsert({
      where: { failureId_fingerprint: { failureId: input.failureId, fingerprint: found.fingerprint } },
      create: {
        workspaceId: job.workspaceId,
        failureId: input.failureId,
        fingerprint: found.fingerprint,
        category: found.category,
        verdict: found.verdict,
        confidence: found.confidence,
        summary: found.summary,
        body: found,
      },
      update: {},
    });
    await tx.failedJob.update({ where: { id: job.id }, data: { diagnosisId: id } });
    return { diagnosisId: id };
  });
}

async function diagnoseFromTrace(
  services: Services,
  { host, project, job, facts }: { host: CodeHost; project: ProjectRow; job: FailedJobRow; facts: JobFacts },
): Promise<Diagnosis> {
  const mask = await readSecretValues(host, project.gitlabProjectId);
  const chunks = await host.openTrace(project.gitlabProjectId, Number(job.jobId));
  if (!chunks) return diagnoseWithoutTrace(facts, 'missing');
  const trace = keepBytes(chunks, mostKeptBytes);
  const fromLog = await services.traces.diagnose({ job: facts, trace: trace.bytes, mask });
  const reports = await readReports(host, services.traces, {
    mask,
    project: project.gitlabProjectId,
    pipelineId: Number(job.pipelineId),
    jobId: Number(job.jobId),
    jobName: job.name,
    reports: job.reports,
    found: fromLog,
  });
  const complete = (found: Diagnosis) => completeFromReports(found, reports);
  return learnHistory(services, {
    host,
    project,
    job,
    facts,
    found: fromLog,
    complete,
    again: trace.again,
    mask,
  });
}
