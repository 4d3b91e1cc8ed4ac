import { controlOutcome, type ControlOutcome } from '@/lib/domain/control-outcome';
import { OperationError } from '@/lib/domain/operation-error';
import type { CiLint, CodeHost } from '@/lib/ports/code-host';
import { checkJobsToRun } from '@/lib/repair/jobs-that-would-run';
import { automation } from './caller';
import { checkChildConfigurations } from './check-child-configurations';
import { jobResult } from './job-result';
import { loadDiagnosis, type DiagnosisRow } from './load-diagnosis';
import { openProject, type ProjectRow } from './open-project';
import { readJobConfiguration } from './read-job-configuration';
import { recordAudit } from './record-audit';
import type { Services } from './services';

export type StartedControlRun =
  | { readonly kind: 'running'; readonly pipelineId: number }
  /** An earlier round has run it to its end already. */
  | { readonly kind: 'ended'; readonly outcome: Exclude<ControlOutcome, 'running'> }
  | { readonly kind: 'not-run'; readonly reason: string };

/**
 * Runs a failed job again, unchanged, once. Not where the job, or one that would go on after it, deploys, releases or
 * triggers others: then the control run is inconclusive and says why.
 */
export async function ensureControlRun(
  services: Services,
  input: { diagnosisId: string; jobId: number },
): Promise<StartedControlRun> {
  const { row } = await loadDiagnosis(services, input.diagnosisId);
  const job = row.jobs.find((one) => Number(one.jobId) === input.jobId);
  if (!job) return { kind: 'not-run', reason: 'The job is not part of this diagnosis.' };
  const where = { failureId_jobId: { failureId: row.failureId, jobId: job.jobId } };
  const pipelineId = Number(job.pipelineId);
  const earlier = await services.db.controlRun.findUnique({ where });
  if (earlier?.retriedJobId != null) {
    const outcome = controlOutcome.parse(earlier.outcome);
    return outcome === 'running' ? { kind: 'running', pipelineId } : { kind: 'ended', outcome };
  }
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
  // A child's job that turns green lets the pipelines above it go on, too.
  let at: bigint | null = job.pipelineId;
  while (at !== null) {
    const pipeline: PipelineRow | undefined = row.failure.pipelines.find((one) => one.pipelineId === at);
    const names = jobResult
      .array()
      .parse(pipeline?.jobs ?? [])
      .filter((one) => one.status === 'skipped')
      .map((one) => one.name);
    const retried = at === job.pipelineId ? [job.name] : [];
    const reason = await whatStops(host, project, row, at, { following: names, retried });
    if (reason !== null) return `The job was not run again as a control: ${reason}`;
    at = pipeline?.parentPipelineId ?? null;
  }
  return null;
}

type PipelineRow = DiagnosisRow['failure']['pipelines'][number];

/** What speaks against these jobs of a pipeline being started; null when nothing does. */
async function whatStops(
  host: CodeHost,
  project: ProjectRow,
  row: DiagnosisRow,
  pipelineId: bigint,
  { following, retried }: { following: readonly string[]; retried: readonly string[] },
): Promise<string | null> {
  const names = [...following, ...retried];
  if (names.length === 0) return null;
  const { sha } = row.failure;
  let lint: CiLint;
  try {
    lint = await readJobConfiguration(host, project.gitlabProjectId, sha, { ...row, jobs: [{ pipelineId }] });
  } catch (error) {
    if (!(error instanceof OperationError)) throw error;
    return error.message;
  }
  const jobs = lint.jobs.filter((one) => names.includes(one.name));
  const unseen = names.find((name) => !jobs.some((one) => one.name === name));
  if (unseen !== undefined) return `what ${unseen} does is not known from the CI configuration.`;
  const { allowedJobs } = project;
  const checked = checkJobsToRun({
    lint: { ...lint, jobs },
    evaluated: false,
    failedPipelineJobs: names,
    // It is the same pipeline: what waits for a person there goes on waiting, except the job that is started here.
    unstartedJobs: [],
    startedByUs: retried,
    allowedJobs,
  });
  if (checked.kind === 'stopped') return checked.reason;
  return checkChildConfigurations(host, project.gitlabProjectId, sha, checked.childConfigs, {
    knownJobs: null,
    unstartedJobs: [],
    allowedJobs,
  });
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
