import { Hono } from 'hono';
import { projectAccess, isOpenTo } from '../../access/access-level';
import { allJobs, isChild } from '../../ci/pipelines/pipeline-jobs';
import type { JobRecord, PipelineRecord } from '../../ci/records';
import { bridgeShape, jobShape } from '../../ci/shape/job-shape';
import { pipelineListed, pipelineShape, pipelineWithName } from '../../ci/shape/pipeline-shape';
import { ApiError, forbidden, invalidParameter } from '../../http/api-error';
import type { ApiContext, ApiEnv } from '../../http/context';
import { currentUser, requireMember } from '../../http/guards';
import { paginate } from '../../http/paginate';
import { readParams } from '../../http/read-params';
import { ACCESS } from '../../store/records';
import { filterPipelines } from './filter-pipelines';
import { requireCiReader, requirePipeline } from './require-ci';
import { readScope } from './read-scope';
import { testReport, testReportSummary } from './test-report';

/** `/projects/:id/pipelines…`, to be mounted under `/api/v4`. */
export function pipelineRoutes(): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>();

  routes.get('/projects/:id/pipelines', async (c) => {
    const { project } = requireCiReader(c);
    const { sandbox } = c.var;
    const found = filterPipelines(sandbox.store, project.id, await readParams(c));
    return c.json(paginate(c, found).map((pipeline) => pipelineListed(sandbox, pipeline)));
  });

  routes.get('/projects/:id/pipelines/latest', async (c) => {
    const { project } = requireCiReader(c);
    const { sandbox } = c.var;
    const ref = (await readParams(c)).string('ref') ?? project.defaultBranch;
    const head = await sandbox.git.resolve(project.id, `refs/heads/${ref}`);
    const newest = [...sandbox.store.pipelines.values()]
      .filter((one) => one.projectId === project.id && one.ref === ref && one.sha === head && !isChild(one))
      .at(-1);
    if (!newest) throw forbidden();
    return c.json(pipelineWithName(sandbox, newest));
  });

  routes.get('/projects/:id/pipelines/:pipeline_id', (c) =>
    c.json(pipelineWithName(c.var.sandbox, requirePipeline(c).pipeline)),
  );

  routes.post('/projects/:id/pipeline', async (c) => {
    const { project, user } = requireMember(c, ACCESS.developer);
    const { sandbox } = c.var;
    if (sandbox.store.faults.identityVerificationRequired || !user.identityVerified) {
      throw forbidden('Identity verification is required in order to run CI jobs');
    }
    const params = await readParams(c);
    const variables = params.records('variables')?.map(readVariable) ?? [];
    const outcome = await sandbox.ci.createPipeline({
      projectId: project.id,
      userId: user.id,
      ref: params.requiredString('ref'),
      source: 'api',
      variables,
    });
    if (outcome.kind === 'refused') throw new ApiError(400, { message: { base: [outcome.message] } });
    return c.json(pipelineShape(sandbox, outcome.pipeline), 201);
  });

  routes.post('/projects/:id/pipelines/:pipeline_id/retry', (c) => {
    const { pipeline } = requirePipeline(c, ACCESS.developer);
    c.var.sandbox.ci.retryPipeline(pipeline.id, currentUser(c).id);
    return c.json(pipelineShape(c.var.sandbox, pipeline), 201);
  });

  // The description says 201, GitLab's code and its servers say 200.
  routes.post('/projects/:id/pipelines/:pipeline_id/cancel', (c) => {
    const { pipeline } = requirePipeline(c, ACCESS.developer);
    c.var.sandbox.ci.cancelPipeline(pipeline.id);
    return c.json(pipelineShape(c.var.sandbox, pipeline), 200);
  });

  routes.delete('/projects/:id/pipelines/:pipeline_id', async (c) => {
    const { pipeline } = requirePipeline(c, ACCESS.owner);
    await c.var.sandbox.ci.deletePipeline(pipeline.id);
    return c.body(null, 204);
  });

  routes.get('/projects/:id/pipelines/:pipeline_id/variables', (c) => {
    const { pipeline } = requirePipeline(c, ACCESS.developer);
    return c.json(
      pipeline.variables.map(({ key, value, variable_type }) => ({ variable_type, key, value, raw: false })),
    );
  });

  routes.get('/projects/:id/pipelines/:pipeline_id/jobs', async (c) => {
    const { pipeline } = requirePipeline(c);
    const { sandbox } = c.var;
    const withRetried = (await readParams(c)).boolean('include_retried') ?? false;
    const jobs = jobsOf(c, pipeline, 'job', withRetried);
    return c.json(paginate(c, jobs).map((job) => jobShape(sandbox, job)));
  });

  routes.get('/projects/:id/pipelines/:pipeline_id/bridges', (c) => {
    const { pipeline, user } = requirePipeline(c);
    const { sandbox } = c.var;
    const maySee = (projectId: number): boolean => {
      const project = sandbox.store.projects.get(projectId);
      if (!project) return false;
      const level = user ? projectAccess(sandbox.store, user.id, project) : ACCESS.none;
      return level >= ACCESS.reporter || isOpenTo(project, user?.id ?? null);
    };
    const bridges = jobsOf(c, pipeline, 'bridge', false);
    return c.json(paginate(c, bridges).map((job) => bridgeShape(sandbox, job, maySee)));
  });

  routes.get('/projects/:id/pipelines/:pipeline_id/test_report', async (c) => {
    const { pipeline } = requirePipeline(c);
    return c.json(await testReport(c.var.sandbox, pipeline.id));
  });

  routes.get('/projects/:id/pipelines/:pipeline_id/test_report_summary', async (c) => {
    const { pipeline } = requirePipeline(c);
    return c.json(await testReportSummary(c.var.sandbox, pipeline.id));
  });

  return routes;
}

function jobsOf(
  c: ApiContext,
  pipeline: PipelineRecord,
  kind: JobRecord['kind'],
  withRetried: boolean,
): JobRecord[] {
  const scope = readScope(c);
  return allJobs(c.var.sandbox.store, pipeline.id)
    .filter(
      (job) =>
        job.kind === kind && (withRetried || !job.retried) && (scope === null || scope.includes(job.status)),
    )
    .reverse();
}

function readVariable(entry: Record<string, unknown>): PipelineRecord['variables'][number] {
  const { key, value, variable_type: type } = entry;
  if (typeof key !== 'string' || key === '') throw invalidParameter('variables[key] is missing');
  if (!/^[A-Za-z0-9_]{1,255}$/.test(key)) throw invalidParameter('variables[key] is invalid');
  return {
    key,
    value: typeof value === 'string' ? value : '',
    variable_type: type === 'file' ? 'file' : 'env_var',
  };
}
