import { unzipSync } from 'fflate';
import { Hono } from 'hono';
import { canPush, isProtected } from '../../access/can-push';
import type { JobRecord } from '../../ci/records';
import { bridgeShape, jobShape } from '../../ci/shape/job-shape';
import { isComplete } from '../../ci/status/composite-status';
import { badRequestBecause, forbidden, notFound } from '../../http/api-error';
import type { ApiContext, ApiEnv } from '../../http/context';
import { currentUser, requireMember } from '../../http/guards';
import { paginate } from '../../http/paginate';
import { readParams } from '../../http/read-params';
import { ACCESS } from '../../store/records';
import { requireCiReader, requireJob } from './require-ci';
import { readScope } from './read-scope';

/** `/projects/:id/jobs…` and `/job`, to be mounted under `/api/v4`. */
export function jobRoutes(): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>();

  routes.get('/projects/:id/jobs', (c) => {
    const { project } = requireCiReader(c);
    const { sandbox } = c.var;
    const scope = readScope(c);
    const jobs = [...sandbox.store.jobs.values()]
      .filter(
        (job) =>
          job.projectId === project.id &&
          job.kind === 'job' &&
          (scope === null || scope.includes(job.status)),
      )
      .reverse();
    return c.json(paginate(c, jobs).map((job) => jobShape(sandbox, job)));
  });

  routes.get('/projects/:id/jobs/:job_id', (c) => c.json(jobShape(c.var.sandbox, requireJob(c).job)));

  routes.get('/projects/:id/jobs/:job_id/trace', async (c) => {
    const { job } = requireJob(c);
    const trace = (await c.var.sandbox.ci.readTrace(job.id)) ?? Buffer.alloc(0);
    return c.body(new Uint8Array(trace), 200, {
      'Content-Type': 'text/plain',
      'Content-Disposition': `infile; filename="${job.id}.log"`,
    });
  });

  routes.post('/projects/:id/jobs/:job_id/cancel', (c) => {
    const { job } = requireJob(c, { minAccessLevel: ACCESS.developer });
    c.var.sandbox.ci.cancelJob(job.id);
    return c.json(jobShape(c.var.sandbox, job), 201);
  });

  routes.post('/projects/:id/jobs/:job_id/retry', (c) => {
    const { job } = requireJob(c, { minAccessLevel: ACCESS.developer, bridges: true });
    requireRight(c, job);
    const again = c.var.sandbox.ci.retryJob(job.id, currentUser(c).id);
    if (!again) throw forbidden('Job is not retryable');
    return c.json(shapeOf(c, again), 201);
  });

  // The description says 200 with a job, and so does GitLab's code.
  routes.post('/projects/:id/jobs/:job_id/play', async (c) => {
    const { job } = requireJob(c, { minAccessLevel: ACCESS.developer, bridges: true });
    requireRight(c, job);
    const attributes = (await readParams(c)).records('job_variables_attributes') ?? [];
    const variables: Record<string, string> = {};
    for (const { key, value } of attributes) {
      if (typeof key === 'string') variables[key] = typeof value === 'string' ? value : '';
    }
    const played = c.var.sandbox.ci.playJob(job.id, currentUser(c).id, variables);
    if (!played) throw badRequestBecause('Unplayable Job');
    return c.json(shapeOf(c, played), 200);
  });

  routes.post('/projects/:id/jobs/:job_id/erase', async (c) => {
    const { job } = requireJob(c, { minAccessLevel: ACCESS.developer });
    if (!isComplete(job.status)) throw forbidden('Job is not erasable!');
    await c.var.sandbox.ci.eraseJob(job.id);
    return c.json(jobShape(c.var.sandbox, job), 201);
  });

  routes.get('/projects/:id/jobs/:job_id/artifacts', async (c) => {
    const { job } = requireJob(c);
    return archiveAnswer(c, job);
  });

  routes.get('/projects/:id/jobs/:job_id/artifacts/:artifact_path{.+}', async (c) => {
    const { job } = requireJob(c);
    return fileAnswer(c, job, c.req.param('artifact_path'));
  });

  routes.delete('/projects/:id/jobs/:job_id/artifacts', async (c) => {
    const { job } = requireJob(c, { minAccessLevel: ACCESS.maintainer });
    job.artifacts = job.artifacts.filter((one) => one.fileType === 'trace');
    c.var.sandbox.store.touch();
    return c.body(null, 204);
  });

  routes.get('/projects/:id/jobs/artifacts/:ref_name/download', async (c) =>
    archiveAnswer(c, await newestJob(c)),
  );

  routes.get('/projects/:id/jobs/artifacts/:ref_name/raw/:artifact_path{.+}', async (c) =>
    fileAnswer(c, await newestJob(c), c.req.param('artifact_path')),
  );

  routes.get('/job', (c) => {
    const jobId = c.var.identity?.jobId;
    const job = jobId == null ? undefined : c.var.sandbox.store.jobs.get(jobId);
    if (!job) throw notFound('Job');
    return c.json(jobShape(c.var.sandbox, job));
  });

  return routes;
}

const shapeOf = (c: ApiContext, job: JobRecord) =>
  job.kind === 'bridge' ? bridgeShape(c.var.sandbox, job, () => true) : jobShape(c.var.sandbox, job);

/** On a protected branch only those run jobs by hand who may push to it. */
function requireRight(c: ApiContext, job: JobRecord): void {
  const { store } = c.var.sandbox;
  const { project, user } = requireMember(c, ACCESS.developer);
  const pipeline = store.pipelines.get(job.pipelineId);
  if (!pipeline || pipeline.tag || pipeline.mergeRequestId !== null) return;
  if (isProtected(store, project.id, pipeline.ref) && !canPush(store, project, user.id, pipeline.ref))
    throw forbidden();
}

async function archiveAnswer(c: ApiContext, job: JobRecord): Promise<Response> {
  const zip = await c.var.sandbox.ci.readArchive(job.id);
  if (!zip) throw notFound();
  const filename = job.artifacts.find((one) => one.fileType === 'archive')?.filename ?? 'artifacts.zip';
  return c.body(new Uint8Array(zip), 200, {
    'Content-Type': 'application/octet-stream',
    'Content-Disposition': `attachment; filename="${filename.replaceAll(/["\\\r\n]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(filename)}`,
  });
}

async function fileAnswer(c: ApiContext, job: JobRecord, path: string): Promise<Response> {
  const zip = await c.var.sandbox.ci.readArchive(job.id);
  const file = zip ? unzipSync(zip, { filter: (entry) => entry.name === path })[path] : undefined;
  if (!file) throw notFound();
  return c.body(new Uint8Array(file), 200, { 'Content-Type': 'application/octet-stream' });
}

/** The newest successful job of a name on a branch. */
async function newestJob(c: ApiContext): Promise<JobRecord> {
  const { project } = requireCiReader(c);
  const { store } = c.var.sandbox;
  const name = (await readParams(c)).requiredString('job');
  const ref = c.req.param('ref_name');
  const found = [...store.jobs.values()]
    .filter((job) => job.projectId === project.id && job.name === name && job.status === 'success')
    .filter((job) => store.pipelines.get(job.pipelineId)?.ref === ref)
    .at(-1);
  if (!found) throw notFound();
  return found;
}
