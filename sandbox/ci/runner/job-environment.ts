import path from 'node:path';
import { environment } from '../../environment';
import type { Sandbox } from '../../sandbox';
import { expandNested } from '../config/expand-variables';
import { projectVariables, slugOf } from '../pipelines/pipeline-context';
import type { JobRecord, PipelineRecord } from '../records';
import { RUNNER } from './runner-profile';

export interface JobFolders {
  /** The work tree, `CI_PROJECT_DIR`. */
  project: string;
  builds: string;
  home: string;
  temporary: string;
}

export interface JobEnvironment {
  env: Record<string, string>;
  /** Values that the trace must not show. */
  secrets: string[];
  /** Variables of type file: name to content, to be written before the job starts. */
  files: Record<string, string>;
}

/**
 * What a job's processes see: built from nothing, so that nothing of this process (npm's settings, its own secrets)
 * reaches them. Precedence is GitLab's: given at start, project, dotenv, configuration, predefined.
 */
export function jobEnvironment(
  sandbox: Sandbox,
  job: JobRecord,
  pipeline: PipelineRecord,
  given: {
    predefined: Readonly<Record<string, string>>;
    dotenv: Readonly<Record<string, string>>;
    npm: Readonly<Record<string, string>>;
    token: string;
    folders: JobFolders;
  },
): JobEnvironment {
  const { folders, token } = given;
  const own = projectVariables(sandbox, job.projectId, {
    protectedRef: pipeline.protectedRef,
    environment: job.environment,
  });
  const variables: Record<string, string> = {
    ...given.predefined,
    ...pipelineVariables(sandbox, pipeline),
    ...jobVariables(sandbox, job, pipeline, folders, token),
    ...job.yamlVariables,
    ...given.dotenv,
  };
  const files = new Map<string, string>();
  const raw = new Set<string>();
  const add = (key: string, value: string, type: 'env_var' | 'file', isRaw: boolean) => {
    if (type === 'file') {
      files.set(key, value);
      variables[key] = path.join(`${folders.project}.tmp`, key);
    } else {
      variables[key] = value;
      files.delete(key);
      if (isRaw) raw.add(key);
    }
  };
  for (const variable of own) add(variable.key, variable.value, variable.variableType, variable.raw);
  for (const variable of pipeline.variables) add(variable.key, variable.value, variable.variable_type, false);
  Object.assign(variables, job.playVariables);

  const env: Record<string, string> = {
    ...given.npm,
    ...(environment.extraCaCerts === null ? {} : { NODE_EXTRA_CA_CERTS: environment.extraCaCerts }),
    LANG: 'C.UTF-8',
    SHELL: '/bin/bash',
    HOME: folders.home,
    TMPDIR: folders.temporary,
    ...expandNested(variables, raw),
  };
  // A project may add to PATH in its scripts; replacing it in a variable would only hide the tools.
  env['PATH'] = [...sandbox.config.toolPath, path.dirname(process.execPath), ...systemPath()].join(':');
  return {
    env: printable(env),
    secrets: [
      token,
      ...registrySecrets(given.npm),
      ...own.filter((one) => one.masked).map((one) => one.value),
    ],
    files: Object.fromEntries(files),
  };
}

/** Folders of this machine's PATH without those that npm puts there for its own scripts. */
function systemPath(): string[] {
  return environment.path
    .split(':')
    .filter((folder) => folder !== '' && !/node_modules\/\.bin$|node-gyp-bin$/.test(folder));
}

/** A registry's address may carry a password, which must not be read in a log. */
function registrySecrets(npm: Readonly<Record<string, string>>): string[] {
  const address = npm['npm_config_registry'];
  const password = address !== undefined && URL.canParse(address) ? new URL(address).password : '';
  return password === '' ? [] : [password, decodeURIComponent(password)];
}

/** A NUL in a value would stop the process from starting. */
function printable(env: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env)
      .filter(([key]) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(key))
      .map(([key, value]) => [key, value.replaceAll('\0', '')]),
  );
}

function pipelineVariables(sandbox: Sandbox, pipeline: PipelineRecord): Record<string, string> {
  const project = sandbox.store.projects.get(pipeline.projectId);
  return {
    CI_PIPELINE_ID: String(pipeline.id),
    CI_PIPELINE_IID: String(pipeline.iid),
    CI_PIPELINE_URL: `${sandbox.config.baseUrl}/${project?.fullPath ?? ''}/-/pipelines/${pipeline.id}`,
    CI_PIPELINE_CREATED_AT: pipeline.createdAt,
    ...(pipeline.name === null ? {} : { CI_PIPELINE_NAME: pipeline.name }),
  };
}

function jobVariables(
  sandbox: Sandbox,
  job: JobRecord,
  pipeline: PipelineRecord,
  folders: JobFolders,
  token: string,
): Record<string, string> {
  const { config } = job;
  const project = sandbox.store.projects.get(pipeline.projectId);
  const server = new URL(sandbox.config.baseUrl);
  const repository = `${server.protocol}//gitlab-ci-token:${token}@${server.host}/${project?.fullPath ?? ''}.git`;
  const environmentVariables: Record<string, string> =
    job.environment === null
      ? {}
      : {
          CI_ENVIRONMENT_NAME: job.environment,
          CI_ENVIRONMENT_SLUG: slugOf(job.environment).slice(0, 24),
          CI_ENVIRONMENT_ACTION: config.environment?.action ?? 'start',
          ...(config.environment?.url ? { CI_ENVIRONMENT_URL: config.environment.url } : {}),
          ...(config.environment?.tier ? { CI_ENVIRONMENT_TIER: config.environment.tier } : {}),
        };
  return {
    CI_JOB_ID: String(job.id),
    CI_JOB_NAME: job.name,
    CI_JOB_NAME_SLUG: slugOf(job.name),
    CI_JOB_STAGE: job.stage,
    CI_JOB_URL: `${sandbox.config.baseUrl}/${project?.fullPath ?? ''}/-/jobs/${job.id}`,
    CI_JOB_TOKEN: token,
    CI_JOB_STARTED_AT: job.startedAt ?? '',
    CI_JOB_MANUAL: String(config.when === 'manual'),
    ...(config.timeout === null ? {} : { CI_JOB_TIMEOUT: String(config.timeout) }),
    ...(config.image === null ? {} : { CI_JOB_IMAGE: config.image }),
    CI_NODE_TOTAL: String(config.instance?.total ?? 1),
    ...(config.instance === null ? {} : { CI_NODE_INDEX: String(config.instance.index) }),
    CI_REPOSITORY_URL: repository,
    CI_PROJECT_DIR: folders.project,
    CI_BUILDS_DIR: folders.builds,
    CI_CONCURRENT_ID: '0',
    CI_CONCURRENT_PROJECT_ID: '0',
    CI_RUNNER_ID: String(RUNNER.id),
    CI_RUNNER_DESCRIPTION: RUNNER.description,
    CI_RUNNER_TAGS: JSON.stringify(RUNNER.tags),
    CI_RUNNER_VERSION: RUNNER.version,
    CI_RUNNER_REVISION: RUNNER.revision,
    CI_RUNNER_EXECUTABLE_ARCH: 'linux/amd64',
    CI_DISPOSABLE_ENVIRONMENT: 'true',
    GITLAB_FEATURES: '',
    ...environmentVariables,
  };
}
