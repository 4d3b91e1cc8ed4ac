import type { CiLint, CiLintJob } from '@/lib/ports/code-host';

import { type CiMap, configuredName, isMap, readCiConfiguration, resolveJob } from './ci-configuration';
import { mayStartByItself, mayWaitForPerson } from './starts-by-itself';

/** A child pipeline that would start; its configuration has to be looked into with the same question. */
export interface ChildConfig {
  readonly bridge: string;
  readonly localPaths: readonly string[];
}

export interface StoppedJob {
  readonly name: string;
  readonly why: string;
}

export type JobsCheck =
  | { readonly kind: 'safe'; readonly childConfigs: readonly ChildConfig[] }
  | {
      readonly kind: 'stopped';
      readonly jobs: readonly StoppedJob[];
      readonly reason: string;
      readonly childConfigs: readonly ChildConfig[];
    };

export interface JobsCheckInput {
  /** Of the ref or content that would run, with its jobs. */
  readonly lint: CiLint;
  /**
   * True when GitLab has evaluated the rules for the very ref that would run (a dry run): its jobs and their `when` are then the
   * pipeline's. False for a static answer: there `when` is what the job says for itself, whatever its rules make of it.
   */
  readonly evaluated: boolean;
  /** Names of all jobs and bridges of the failed pipeline, skipped and manual ones included. */
  readonly failedPipelineJobs: readonly string[];
  /** Those of them that had not started (`manual` or `skipped`): perhaps because they waited for a person. */
  readonly unstartedJobs: readonly string[];
  /** Names that a Maintainer has allowed to run on scratch branches. */
  readonly allowedJobs: readonly string[];
  /** Names of jobs that we would start ourselves: they run even if they wait for a person, and then stop us. */
  readonly startedByUs?: readonly string[];
}

/**
 * Whether a validation may start: no job that starts by itself may deploy, release, publish pages, start another project's pipeline
 * or be one that the failed pipeline did not hold, or may have held back for a person. What cannot be seen counts as unsafe.
 * Child pipelines from files of the same commit are handed back as `childConfigs`: safe means safe only once each of them has
 * been asked about too.
 */
export function checkJobsToRun(input: JobsCheckInput): JobsCheck {
  const { lint } = input;
  const stop = (jobs: StoppedJob[], childConfigs: ChildConfig[] = []): JobsCheck => ({
    kind: 'stopped',
    jobs,
    reason: `A pipeline there would run ${jobs.map(({ name, why }) => `${name}, which ${why}`).join('; ')}.`,
    childConfigs,
  });
  if (!lint.valid) {
    const [error = 'without saying why'] = lint.errors;
    return stop([{ name: 'the CI configuration', why: `is refused by GitLab (${error})` }]);
  }
  const configuration = readCiConfiguration(lint.mergedYaml);
  if (configuration.kind === 'unreadable') {
    return stop([{ name: 'the CI configuration', why: 'cannot be read, so its jobs are not known' }]);
  }
  const allowed = new Set(input.allowedJobs);
  const stopped: StoppedJob[] = [];
  const childConfigs: ChildConfig[] = [];
  const look = lookInto(configuration.root, input);
  for (const job of lint.jobs) {
    const seen = look(job);
    if (seen === null) continue;
    if (seen.childConfig !== null) childConfigs.push(seen.childConfig);
    if (seen.why !== null && !allowed.has(job.name)) stopped.push({ name: job.name, why: seen.why });
  }
  return stopped.length > 0 ? stop(stopped, childConfigs) : { kind: 'safe', childConfigs };
}

interface Look {
  readonly why: string | null;
  readonly childConfig: ChildConfig | null;
}

/** What a job would do that stops us; null for one that would not start. */
function lookInto(root: CiMap, input: JobsCheckInput): (job: CiLintJob) => Look | null {
  const known = new Set(input.failedPipelineJobs);
  const unstarted = new Set(input.unstartedJobs);
  const startedByUs = new Set(input.startedByUs);
  return (job) => {
    const name = configuredName(root, job.name);
    const resolved = name === null ? null : resolveJob(root, name);
    const config = resolved?.kind === 'job' ? resolved.job : null;
    const starts = input.evaluated
      ? job.when !== 'manual' && job.when !== 'never'
      : config === null || mayStartByItself(config);
    if (!starts && !startedByUs.has(job.name)) return null;
    const { why, childConfig } = whatItDoes(job, name, config);
    if (why !== null) return { why, childConfig };
    if (!known.has(job.name)) return { why: 'was not part of the failed pipeline', childConfig };
    const isForPerson = config === null || mayWaitForPerson(config);
    if (isForPerson && startedByUs.has(job.name)) return { why: 'may be for a person to start', childConfig };
    if (isForPerson && unstarted.has(job.name)) {
      return { why: 'may have waited for a person in the failed pipeline', childConfig };
    }
    return { why: null, childConfig };
  };
}

function whatItDoes(job: CiLintJob, name: string | null, config: CiMap | null): Look {
  const not = (why: string): Look => ({ why, childConfig: null });
  if (job.environment !== null) return not(`deploys to ${job.environment}`);
  if (config === null)
    return not('is not in the configuration that GitLab shows, so what it does is not known');
  if (config['environment'] !== undefined) return not('deploys to an environment');
  if (config['release'] !== undefined) return not('makes a release');
  if (name === 'pages' || (config['pages'] !== undefined && config['pages'] !== false))
    return not('publishes GitLab Pages');
  const trigger = config['trigger'];
  const child = trigger === undefined ? null : childOf(job.name, trigger);
  if (child?.kind === 'stop') return not(child.why);
  return { why: null, childConfig: child?.config ?? null };
}

function childOf(
  bridge: string,
  trigger: unknown,
): { kind: 'stop'; why: string } | { kind: 'child'; config: ChildConfig } {
  if (!isMap(trigger) || trigger['project'] !== undefined || trigger['include'] === undefined) {
    return { kind: 'stop', why: 'starts a pipeline in another project' };
  }
  const localPaths: string[] = [];
  for (const entry of [trigger['include']].flat()) {
    const path =
      typeof entry === 'string'
        ? entry
        : isMap(entry) && Object.keys(entry).every(isLocalKey)
          ? entry['local']
          : null;
    if (
      typeof path !== 'string' ||
      /^[a-z][a-z0-9+.-]*:/i.test(path) ||
      path.includes('$') ||
      path.includes('*')
    ) {
      return { kind: 'stop', why: 'starts a child pipeline whose configuration cannot be looked into' };
    }
    localPaths.push(path.replace(/^\/+/, ''));
  }
  return { kind: 'child', config: { bridge, localPaths } };
}

function isLocalKey(key: string): boolean {
  return key === 'local' || key === 'inputs' || key === 'rules';
}
