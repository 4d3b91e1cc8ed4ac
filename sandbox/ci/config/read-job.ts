import { FieldReader } from './field-reader';
import type { EnvironmentConfig, JobConfig, RetryConfig, When } from './job-config';
import { parseDuration } from './parse-duration';
import { readArtifacts, readCaches } from './read-artifacts';
import { readNeeds, readPolicy, readRules, WHENS } from './read-rules';
import { readTrigger } from './read-trigger';
import { isMapping, scalarText } from './yaml-value';
import type { YamlMapping, YamlValue } from './yaml-value';

/** Keys that `default:` may hold and a job inherits unless it sets them itself. */
export const DEFAULT_KEYS: readonly string[] = [
  'after_script',
  'artifacts',
  'before_script',
  'cache',
  'hooks',
  'id_tokens',
  'image',
  'interruptible',
  'retry',
  'services',
  'tags',
  'timeout',
  'identity',
];

const SHARED_KEYS = [
  'extends',
  'stage',
  'only',
  'except',
  'rules',
  'variables',
  'inherit',
  'allow_failure',
  'when',
  'needs',
  'resource_group',
  'parallel',
  'environment',
  'interruptible',
  'start_in',
  'manual_confirmation',
  'description',
];
const JOB_KEYS = new Set([
  ...SHARED_KEYS,
  ...DEFAULT_KEYS,
  'script',
  'type',
  'dependencies',
  'coverage',
  'release',
  'secrets',
  'pages',
  'publish',
  'dast_configuration',
  'run',
  'inputs',
]);
const BRIDGE_KEYS = new Set([...SHARED_KEYS, 'trigger']);
const JOB_WHENS = WHENS.filter((when) => when !== 'never');

const RETRY_WHENS = [
  'always',
  'unknown_failure',
  'script_failure',
  'api_failure',
  'stuck_or_timeout_failure',
  'runner_system_failure',
  'runner_unsupported',
  'stale_schedule',
  'job_execution_timeout',
  'archived_failure',
  'unmet_prerequisites',
  'scheduler_failure',
  'data_integrity_failure',
  'missing_dependency_failure',
];

/** One visible job. Problems go to `errors` in GitLab's words; what could be read is given back all the same. */
export function readJob(
  name: string,
  entry: YamlMapping,
  context: { defaults: YamlMapping; hasWorkflowRules: boolean; errors: string[]; warnings: string[] },
): JobConfig {
  const reader = new FieldReader(`jobs:${name}`, context.errors);
  const kind = entry['trigger'] === undefined ? 'job' : 'bridge';
  reader.knownKeys(entry, kind === 'job' ? JOB_KEYS : BRIDGE_KEYS);
  if (kind === 'bridge' && entry['script'] !== undefined) reader.fail('config contains unknown keys: script');
  const job = withDefaults(entry, context.defaults);

  const rules = readRules(reader, entry['rules'], 'job');
  if (rules && (entry['only'] !== undefined || entry['except'] !== undefined)) {
    const both = ['only', 'except'].filter((key) => entry[key] !== undefined).join(', ');
    reader.fail(`config key may not be used with \`rules\`: ${both}`);
  }
  if (rules) warnOfDoubledPipelines(name, rules.at(-1), context);
  const only = readPolicy(reader, entry['only'], 'only');
  const when: When = reader.oneOf(entry['when'], 'when', JOB_WHENS, 'on_success');
  const startIn = typeof entry['start_in'] === 'string' ? parseDuration(entry['start_in']) : null;
  if (when === 'delayed' && startIn === null) reader.fail('start in should be a duration');
  const environment = readEnvironment(reader, entry['environment']);
  const failure = readAllowFailure(reader, entry['allow_failure'], when === 'manual');
  const needs = readNeeds(reader, entry['needs']);
  const stage = reader.text(entry['stage'] ?? entry['type'], 'stage should be a string') ?? 'test';
  const script = reader.script(job['script'], 'script');
  if (kind === 'job' && script.length === 0 && job['run'] === undefined) reader.fail("script can't be blank");

  return {
    name,
    baseName: name,
    stage,
    kind,
    script,
    beforeScript: reader.script(job['before_script'], 'before_script'),
    afterScript: reader.script(job['after_script'], 'after_script'),
    image: readImage(reader, job['image']),
    services: readServices(reader, job['services']),
    tags: reader.texts(job['tags'], 'tags config', true),
    variables: reader.variables(entry['variables']),
    inheritVariables: readInheritance(entry, 'variables'),
    rules,
    only: only ?? (rules || context.hasWorkflowRules ? null : defaultOnly()),
    except: readPolicy(reader, entry['except'], 'except'),
    needs,
    dependencies:
      entry['dependencies'] === undefined ? null : reader.texts(entry['dependencies'], 'dependencies'),
    when,
    startIn,
    allowFailure: failure.allowed,
    allowFailureExitCodes: failure.exitCodes,
    retry: readRetry(reader, job['retry']),
    timeout: readTimeout(reader, job['timeout']),
    artifacts: readArtifacts(reader, job['artifacts']),
    cache: readCaches(reader, job['cache']),
    environment,
    release: entry['release'] !== undefined && entry['release'] !== null,
    pages:
      entry['pages'] === undefined ? name === 'pages' : entry['pages'] !== false && entry['pages'] !== null,
    trigger: kind === 'bridge' ? readTrigger(reader.below('trigger'), entry['trigger']) : null,
    interruptible: reader.flag(job['interruptible'], 'interruptible config', false),
    resourceGroup: reader.text(entry['resource_group'], 'resource group should be a string'),
    coverage: reader.text(entry['coverage'], 'coverage config must be a regular expression'),
    instance: null,
  };
}

const defaultOnly = () => ({ refs: ['branches', 'tags'], variables: [], changes: [], kubernetes: false });

function warnOfDoubledPipelines(
  name: string,
  last:
    | { if: string | null; changes: unknown; exists: unknown; when: When | null; allowFailure: unknown }
    | undefined,
  context: { hasWorkflowRules: boolean; warnings: string[] },
): void {
  if (context.hasWorkflowRules || !last?.when || last.when === 'never') return;
  if (last.if !== null || last.changes !== null || last.exists !== null || last.allowFailure !== null) return;
  context.warnings.push(
    `jobs:${name} may allow multiple pipelines to run for a single action due to \`rules:when\` clause with no ` +
      '`workflow:rules` - read more: https://docs.gitlab.com/ee/ci/troubleshooting.html#pipeline-warnings',
  );
}

function withDefaults(entry: YamlMapping, defaults: YamlMapping): YamlMapping {
  const inherit = readInheritance(entry, 'default');
  if (inherit === false) return entry;
  const inherited = Object.entries(defaults).filter(([key]) => inherit === true || inherit.includes(key));
  return { ...Object.fromEntries(inherited), ...entry };
}

function readInheritance(entry: YamlMapping, key: 'default' | 'variables'): boolean | string[] {
  const inherit = isMapping(entry['inherit']) ? entry['inherit'][key] : undefined;
  if (inherit === false) return false;
  return Array.isArray(inherit) ? inherit.filter((item): item is string => typeof item === 'string') : true;
}

function readAllowFailure(
  reader: FieldReader,
  value: YamlValue | undefined,
  manual: boolean,
): { allowed: boolean; exitCodes: number[] } {
  if (isMapping(value)) {
    const codes = Array.isArray(value['exit_codes']) ? value['exit_codes'] : [value['exit_codes'] ?? null];
    const exitCodes = codes.filter((code): code is number => typeof code === 'number');
    if (exitCodes.length !== codes.length)
      reader.fail(':allow_failure exit codes should be an array of integers or an integer');
    return { allowed: false, exitCodes };
  }
  // A manual job that says nothing else does not hold up its pipeline.
  return { allowed: reader.flag(value, 'allow failure', manual), exitCodes: [] };
}

function readRetry(reader: FieldReader, value: YamlValue | undefined): RetryConfig {
  const below = reader.below('retry');
  if (value === undefined || value === null) return { max: 0, when: ['always'], exitCodes: [] };
  const max = isMapping(value) ? (value['max'] ?? 0) : value;
  if (typeof max !== 'number' || !Number.isInteger(max) || max < 0 || max > 2) {
    below.fail(
      isMapping(value) ? 'max must be less than or equal to 2' : 'config must be less than or equal to 2',
    );
    return { max: 0, when: ['always'], exitCodes: [] };
  }
  if (!isMapping(value)) return { max, when: ['always'], exitCodes: [] };
  const codes = Array.isArray(value['exit_codes']) ? value['exit_codes'] : [value['exit_codes'] ?? null];
  const exitCodes = codes.filter((code): code is number => typeof code === 'number');
  const when = below.texts(value['when'], 'when', true);
  const unknown = when.filter((item) => !RETRY_WHENS.includes(item));
  if (unknown.length > 0) below.fail(`when contains unknown values: ${unknown.join(', ')}`);
  return { max, when: when.length > 0 ? when : exitCodes.length > 0 ? [] : ['always'], exitCodes };
}

function readTimeout(reader: FieldReader, value: YamlValue | undefined): number | null {
  if (value === undefined || value === null) return null;
  const seconds = typeof value === 'number' ? value : typeof value === 'string' ? parseDuration(value) : null;
  if (seconds === null || seconds <= 0) reader.fail(':timeout config should be a duration');
  return seconds;
}

function readEnvironment(reader: FieldReader, value: YamlValue | undefined): EnvironmentConfig | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return { name: value, action: 'start', url: null, onStop: null, tier: null };
  const below = reader.below('environment');
  if (!isMapping(value)) {
    below.fail('config should be a hash or a string');
    return null;
  }
  const name = below.text(value['name'], 'name should be a string');
  if (name === null) below.fail("name can't be blank");
  return {
    name: name ?? '',
    action: below.oneOf(value['action'], 'action', ['start', 'stop', 'prepare', 'verify', 'access'], 'start'),
    url: below.text(value['url'], 'url should be a string'),
    onStop: below.text(value['on_stop'], 'on stop should be a string'),
    tier: below.text(value['deployment_tier'], 'deployment tier should be a string'),
  };
}

function readImage(reader: FieldReader, value: YamlValue | undefined): string | null {
  if (isMapping(value)) return reader.below('image').text(value['name'], 'name should be a string');
  return reader.below('image').text(value, 'config should be a hash or a string');
}

function readServices(reader: FieldReader, value: YamlValue | undefined): string[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    reader.fail(':services config should be a array');
    return [];
  }
  return value.map((item) => scalarText(isMapping(item) ? item['name'] : item) ?? '');
}
