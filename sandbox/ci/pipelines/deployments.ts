import type { Sandbox } from '../../sandbox';
import type { DeploymentRecord, EnvironmentRecord } from '../../store/records';
import { expandText } from '../config/expand-variables';
import type { JobRecord, PipelineRecord } from '../records';
import { slugOf } from './pipeline-context';

/** A job that deploys is about to wait for a runner: its environment comes to be, and a deployment is on record. */
export function openDeployment(sandbox: Sandbox, job: JobRecord, pipeline: PipelineRecord): void {
  const { store, clock } = sandbox;
  const config = job.config.environment;
  if (job.environment === null || config === null) return;
  const environment = ensureEnvironment(sandbox, job, pipeline);
  if (config.action !== 'start') return;
  const now = clock.now().toISOString();
  const id = store.nextId('deployment');
  store.deployments.set(id, {
    id,
    iid: store.nextIid(job.projectId, 'deployment'),
    projectId: job.projectId,
    environmentId: environment.id,
    jobId: job.id,
    userId: job.userId,
    ref: pipeline.ref,
    sha: pipeline.sha,
    status: 'created',
    createdAt: now,
    updatedAt: now,
  });
}

/** Follows the job's status; a stop job that succeeded closes its environment. */
export function followDeployment(sandbox: Sandbox, job: JobRecord): void {
  const { store, clock } = sandbox;
  const now = clock.now().toISOString();
  const deployment = [...store.deployments.values()].find((one) => one.jobId === job.id);
  const status = deploymentStatus(job);
  if (deployment && status) {
    deployment.status = status;
    deployment.updatedAt = now;
  }
  if (job.status !== 'success' || job.environment === null) return;
  const environment = findEnvironment(sandbox, job.projectId, job.environment);
  if (!environment) return;
  environment.state = job.config.environment?.action === 'stop' ? 'stopped' : 'available';
  environment.updatedAt = now;
}

function deploymentStatus(job: JobRecord): DeploymentRecord['status'] | null {
  switch (job.status) {
    case 'running':
    case 'success':
    case 'failed':
    case 'canceled':
      return job.status;
    default:
      return null;
  }
}

function findEnvironment(sandbox: Sandbox, projectId: number, name: string): EnvironmentRecord | undefined {
  return [...sandbox.store.environments.values()].find(
    (one) => one.projectId === projectId && one.name === name,
  );
}

function ensureEnvironment(sandbox: Sandbox, job: JobRecord, pipeline: PipelineRecord): EnvironmentRecord {
  const { store, clock } = sandbox;
  const name = job.environment ?? '';
  const found = findEnvironment(sandbox, job.projectId, name);
  if (found) return found;
  const now = clock.now().toISOString();
  const url = job.config.environment?.url ?? null;
  const environment: EnvironmentRecord = {
    id: store.nextId('environment'),
    projectId: job.projectId,
    name,
    slug: slugOf(name).slice(0, 24),
    externalUrl:
      url === null
        ? null
        : expandText(url, { ...job.yamlVariables, CI_COMMIT_REF_SLUG: slugOf(pipeline.ref) }),
    state: 'available',
    createdAt: now,
    updatedAt: now,
  };
  store.environments.set(environment.id, environment);
  return environment;
}
