import { expandParallel } from './expand-parallel';
import { FieldReader } from './field-reader';
import type { JobConfig, PipelineConfig } from './job-config';
import { DEFAULT_KEYS, readJob } from './read-job';
import { readRules } from './read-rules';
import { isMapping } from './yaml-value';
import type { YamlMapping, YamlValue } from './yaml-value';

const ROOT_KEYS = new Set([
  'default',
  'include',
  'stages',
  'variables',
  'workflow',
  'image',
  'services',
  'before_script',
  'after_script',
  'cache',
  'spec',
]);
const LEGACY_DEFAULTS = ['image', 'services', 'before_script', 'after_script', 'cache'];
const MAX_JOBS = 2000;

/** The pipeline that a merged configuration describes, and what GitLab would say against it. */
export function readConfig(root: YamlMapping): {
  config: PipelineConfig;
  errors: string[];
  warnings: string[];
} {
  const errors: string[] = [];
  const warnings: string[] = [];
  const reader = new FieldReader('root', errors);
  const workflow = isMapping(root['workflow']) ? root['workflow'] : {};
  const workflowReader = new FieldReader('workflow', errors);
  const workflowRules = readRules(workflowReader, workflow['rules'], 'workflow');
  const defaults = readDefaults(root, errors);
  const stages = readStages(root, reader);
  const variables = new FieldReader('', errors).variables(root['variables']);

  const jobs: JobConfig[] = [];
  for (const [name, entry] of Object.entries(root)) {
    if (ROOT_KEYS.has(name) || name.startsWith('.')) continue;
    const job = new FieldReader(`jobs:${name}`, errors);
    if (
      !isMapping(entry) ||
      (entry['script'] === undefined && entry['run'] === undefined && entry['trigger'] === undefined)
    ) {
      job.fail('config should implement a script: or a trigger: keyword');
      continue;
    }
    if (name.length > 255) job.fail('name is too long (maximum is 255 characters)');
    const config = readJob(name, entry, {
      defaults,
      hasWorkflowRules: workflowRules !== null,
      errors,
      warnings,
    });
    jobs.push(...expandParallel(config, entry['parallel'], job));
    if (jobs.length > MAX_JOBS) break;
  }
  if (jobs.length > MAX_JOBS) errors.push(`The number of jobs has exceeded the limit of ${MAX_JOBS}.`);
  if (jobs.length === 0 && errors.length === 0)
    errors.push('jobs config should contain at least one visible job');

  const config: PipelineConfig = {
    stages,
    variables,
    workflow: {
      rules: workflowRules,
      name: workflowReader.text(workflow['name'], 'name should be a string'),
    },
    jobs,
  };
  if (errors.length === 0) checkRelations(config, errors);
  return { config, errors, warnings };
}

function readDefaults(root: YamlMapping, errors: string[]): YamlMapping {
  const reader = new FieldReader('default', errors);
  const explicit = root['default'];
  if (explicit !== undefined && explicit !== null && !isMapping(explicit))
    reader.fail('config should be a hash');
  const defaults: YamlMapping = isMapping(explicit) ? { ...explicit } : {};
  reader.knownKeys(defaults, new Set(DEFAULT_KEYS));
  for (const key of LEGACY_DEFAULTS) {
    if (root[key] === undefined) continue;
    if (defaults[key] !== undefined) errors.push(`${key} is defined in both default: and the root`);
    else defaults[key] = root[key];
  }
  return defaults;
}

function readStages(root: YamlMapping, reader: FieldReader): string[] {
  const value: YamlValue | undefined = root['stages'];
  const named =
    value === undefined ? ['build', 'test', 'deploy'] : reader.below('stages').texts(value, 'config');
  const middle = named.filter((stage) => stage !== '.pre' && stage !== '.post');
  return ['.pre', ...new Set(middle), '.post'];
}

/** Stages, needs and dependencies have to name things that exist, and needs may not turn in a circle. */
function checkRelations(config: PipelineConfig, errors: string[]): void {
  const byName = new Map<string, JobConfig>();
  for (const job of config.jobs) {
    byName.set(job.name, job);
    if (!byName.has(job.baseName)) byName.set(job.baseName, job);
  }
  const stageOf = (job: JobConfig) => config.stages.indexOf(job.stage);
  for (const job of config.jobs) {
    if (stageOf(job) < 0) {
      errors.push(
        `${job.baseName} job: chosen stage ${job.stage} does not exist; available stages are ${config.stages.join(', ')}`,
      );
      continue;
    }
    for (const need of job.needs ?? []) {
      if (need.job === null) continue;
      const target = byName.get(need.job);
      if (!target) {
        if (!need.optional) errors.push(`${job.baseName} job: undefined need: ${need.job}`);
      } else if (stageOf(target) > stageOf(job)) {
        errors.push(`${job.baseName} job: need ${need.job} is not defined in current or prior stages`);
      }
    }
    for (const dependency of job.dependencies ?? []) {
      const target = byName.get(dependency);
      if (!target) errors.push(`${job.baseName} job: undefined dependency: ${dependency}`);
      else if (stageOf(target) > stageOf(job)) {
        errors.push(
          `${job.baseName} job: dependency ${dependency} is not defined in current or prior stages`,
        );
      }
    }
    const missing = (job.dependencies ?? []).filter(
      (name) => job.needs && !job.needs.some((need) => need.job === name),
    );
    if (missing.length > 0)
      errors.push(`jobs:${job.baseName} dependencies the ${missing.join(', ')} should be part of needs`);
    checkStopJob(job, byName, errors);
  }
  if (errors.length === 0 && needsTurnInACircle(config.jobs)) {
    errors.push('The pipeline has circular dependencies: topological sort failed');
  }
}

function checkStopJob(job: JobConfig, byName: ReadonlyMap<string, JobConfig>, errors: string[]): void {
  const name = job.environment?.onStop;
  if (!name) return;
  const stop = byName.get(name);
  if (!stop) errors.push(`${job.baseName} job: on_stop job ${name} is not defined`);
  else if (!stop.environment)
    errors.push(`${job.baseName} job: on_stop job ${name} does not have environment defined`);
  else if (stop.environment.action !== 'stop') {
    errors.push(`${job.baseName} job: on_stop job ${name} needs to have action stop defined`);
  }
}

function needsTurnInACircle(jobs: readonly JobConfig[]): boolean {
  const needs = new Map<string, Set<string>>();
  for (const job of jobs) {
    const names = (job.needs ?? []).flatMap((need) => (need.job === null ? [] : [need.job]));
    needs.set(job.name, new Set(names));
    if (job.baseName !== job.name)
      needs.set(job.baseName, new Set([...(needs.get(job.baseName) ?? []), ...names]));
  }
  const state = new Map<string, 'open' | 'done'>();
  const turns = (name: string): boolean => {
    if (state.get(name) === 'done') return false;
    if (state.get(name) === 'open') return true;
    state.set(name, 'open');
    const found = [...(needs.get(name) ?? [])].some(turns);
    state.set(name, 'done');
    return found;
  };
  return [...needs.keys()].some(turns);
}
