import { Hono } from 'hono';
import { jobShape } from '../../ci/shape/job-shape';
import { tierOf } from '../../ci/payloads/runner-payload';
import { notFound } from '../../http/api-error';
import type { ApiContext, ApiEnv } from '../../http/context';
import { requireProject } from '../../http/guards';
import { paginate } from '../../http/paginate';
import { readParams } from '../../http/read-params';
import type { Sandbox } from '../../sandbox';
import { projectBasic } from '../../shape/project-shape';
import { userById } from '../../shape/user-shape';
import { ACCESS } from '../../store/records';
import type { DeploymentRecord, EnvironmentRecord } from '../../store/records';

const DEPLOYMENT_STATUSES = [
  'created',
  'running',
  'success',
  'failed',
  'canceled',
  'skipped',
  'blocked',
] as const;

/** `/projects/:id/environments` and `/projects/:id/deployments`, reading only; to be mounted under `/api/v4`. */
export function environmentRoutes(): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>();

  routes.get('/projects/:id/environments', async (c) => {
    const { project } = requireProject(c, ACCESS.reporter);
    const { sandbox } = c.var;
    const params = await readParams(c);
    const name = params.string('name');
    const search = params.string('search');
    const state = params.choice('states', ['available', 'stopping', 'stopped'] as const);
    const found = [...sandbox.store.environments.values()].filter(
      (one) =>
        one.projectId === project.id &&
        (name === undefined || one.name === name) &&
        (search === undefined || one.name.includes(search)) &&
        (state === undefined || one.state === state),
    );
    return c.json(paginate(c, found).map((one) => environmentShape(sandbox, one, false)));
  });

  routes.get('/projects/:id/environments/:environment_id', (c) => {
    const { project } = requireProject(c, ACCESS.reporter);
    const found = c.var.sandbox.store.environments.get(Number(c.req.param('environment_id')));
    if (!found || found.projectId !== project.id) throw notFound();
    return c.json(environmentShape(c.var.sandbox, found, true));
  });

  routes.get('/projects/:id/deployments', async (c) => {
    const { sandbox } = c.var;
    const found = await listDeployments(c);
    return c.json(paginate(c, found).map((one) => deploymentShape(sandbox, one)));
  });

  routes.get('/projects/:id/deployments/:deployment_id', (c) => {
    const { project } = requireProject(c, ACCESS.reporter);
    const found = c.var.sandbox.store.deployments.get(Number(c.req.param('deployment_id')));
    if (!found || found.projectId !== project.id) throw notFound();
    return c.json(deploymentShape(c.var.sandbox, found));
  });

  return routes;
}

async function listDeployments(c: ApiContext): Promise<DeploymentRecord[]> {
  const { project } = requireProject(c, ACCESS.reporter);
  const { store } = c.var.sandbox;
  const params = await readParams(c);
  const environment = params.string('environment');
  const status = params.choice('status', DEPLOYMENT_STATUSES);
  const orderBy =
    params.choice('order_by', ['id', 'iid', 'created_at', 'updated_at', 'finished_at'] as const) ?? 'id';
  const direction = params.choice('sort', ['asc', 'desc'] as const) === 'desc' ? -1 : 1;
  const key = (one: DeploymentRecord): string =>
    orderBy === 'created_at' ? one.createdAt : orderBy === 'id' || orderBy === 'iid' ? '' : one.updatedAt;
  return [...store.deployments.values()]
    .filter(
      (one) =>
        one.projectId === project.id &&
        (status === undefined || one.status === status) &&
        (environment === undefined || store.environments.get(one.environmentId)?.name === environment),
    )
    .sort((a, b) => direction * (key(a).localeCompare(key(b)) || a.id - b.id));
}

function environmentBasic(environment: EnvironmentRecord) {
  return {
    id: environment.id,
    name: environment.name,
    slug: environment.slug,
    external_url: environment.externalUrl,
    created_at: environment.createdAt,
    updated_at: environment.updatedAt,
  };
}

function environmentShape(sandbox: Sandbox, environment: EnvironmentRecord, detailed: boolean) {
  const project = sandbox.store.projects.get(environment.projectId);
  const last = [...sandbox.store.deployments.values()]
    .filter((one) => one.environmentId === environment.id && one.status === 'success')
    .at(-1);
  return {
    ...environmentBasic(environment),
    tier: tierOf(environment.name),
    state: environment.state,
    auto_stop_at: null,
    description: null,
    kubernetes_namespace: null,
    flux_resource_path: null,
    auto_stop_setting: 'always',
    ...(project ? { project: projectBasic(sandbox, project) } : {}),
    ...(detailed ? { last_deployment: last ? deploymentShape(sandbox, last) : null } : {}),
  };
}

function deploymentShape(sandbox: Sandbox, deployment: DeploymentRecord) {
  const environment = sandbox.store.environments.get(deployment.environmentId);
  const job = sandbox.store.jobs.get(deployment.jobId);
  return {
    id: deployment.id,
    iid: deployment.iid,
    ref: deployment.ref,
    sha: deployment.sha,
    created_at: deployment.createdAt,
    updated_at: deployment.updatedAt,
    user: userById(sandbox, deployment.userId),
    environment: environment ? environmentBasic(environment) : null,
    deployable: job ? jobShape(sandbox, job) : null,
    status: deployment.status,
  };
}
