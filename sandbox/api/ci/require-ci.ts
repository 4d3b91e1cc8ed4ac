import type { JobRecord, PipelineRecord } from '../../ci/records';
import { forbidden, notFound, unauthorized } from '../../http/api-error';
import type { ApiContext } from '../../http/context';
import { requireProject } from '../../http/guards';
import type { ProjectGrant } from '../../http/guards';
import { ACCESS } from '../../store/records';

/** Who may look at a project's pipelines: Reporters, and everyone who sees an open project with public jobs. */
export function requireCiReader(c: ApiContext): ProjectGrant {
  const grant = requireProject(c, ACCESS.guest);
  const open = grant.project.settings.publicJobs && grant.project.visibility !== 'private';
  if (grant.accessLevel < ACCESS.reporter && !open) throw grant.user ? forbidden() : unauthorized();
  return grant;
}

/** The pipeline that `:pipeline_id` names in the project that `:id` names. */
export function requirePipeline(
  c: ApiContext,
  minAccessLevel: number = ACCESS.reporter,
): ProjectGrant & { pipeline: PipelineRecord } {
  const grant = minAccessLevel <= ACCESS.reporter ? requireCiReader(c) : requireProject(c, minAccessLevel);
  const pipeline = c.var.sandbox.store.pipelines.get(numberOf(c.req.param('pipeline_id')));
  if (!pipeline || pipeline.projectId !== grant.project.id) throw notFound();
  return { ...grant, pipeline };
}

/** The job that `:job_id` names; bridges count only where `bridges` says so. */
export function requireJob(
  c: ApiContext,
  options: { minAccessLevel?: number; bridges?: boolean } = {},
): ProjectGrant & { job: JobRecord } {
  const level = options.minAccessLevel ?? ACCESS.reporter;
  const grant = level <= ACCESS.reporter ? requireCiReader(c) : requireProject(c, level);
  const job = c.var.sandbox.store.jobs.get(numberOf(c.req.param('job_id')));
  if (!job || job.projectId !== grant.project.id || (job.kind === 'bridge' && !options.bridges))
    throw notFound();
  return { ...grant, job };
}

function numberOf(text: string | undefined): number {
  return text !== undefined && /^\d{1,12}$/.test(text) ? Number(text) : 0;
}
