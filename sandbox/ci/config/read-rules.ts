import { isExpression } from './evaluate-expression';
import type { FieldReader } from './field-reader';
import type { NeedConfig, PolicyConfig, RuleConfig, When } from './job-config';
import { parseDuration } from './parse-duration';
import { isMapping } from './yaml-value';
import type { YamlMapping, YamlValue } from './yaml-value';

export const WHENS: readonly When[] = ['on_success', 'on_failure', 'always', 'never', 'manual', 'delayed'];
const WORKFLOW_WHENS: readonly When[] = ['always', 'never'];
const RULE_KEYS = new Set([
  'if',
  'changes',
  'exists',
  'when',
  'start_in',
  'allow_failure',
  'variables',
  'needs',
  'interruptible',
  'auto_cancel',
]);
const MAX_RULE_DEPTH = 10;

/** `rules:` of a job or of `workflow`; nested lists (from references) are made flat. */
export function readRules(
  reader: FieldReader,
  value: YamlValue | undefined,
  place: 'job' | 'workflow',
): RuleConfig[] | null {
  if (value === undefined || value === null) return null;
  const entries: YamlMapping[] = [];
  const collect = (item: YamlValue, depth: number): boolean => {
    if (isMapping(item)) return entries.push(item) > 0;
    return Array.isArray(item) && depth < MAX_RULE_DEPTH && item.every((inner) => collect(inner, depth + 1));
  };
  if (!Array.isArray(value) || !value.every((item) => collect(item, 1))) {
    reader.fail('rules should be an array containing hashes and arrays of hashes');
    return null;
  }
  const below = reader.below('rules:rule');
  return entries.map((entry) => readRule(below, entry, place));
}

function readRule(reader: FieldReader, entry: YamlMapping, place: 'job' | 'workflow'): RuleConfig {
  reader.knownKeys(entry, RULE_KEYS);
  const condition = reader.text(entry['if'], 'if should be a string');
  if (condition !== null && !isExpression(condition)) reader.fail('if invalid expression syntax');
  const when =
    entry['when'] === undefined || entry['when'] === null
      ? null
      : reader.oneOf(entry['when'], 'when', place === 'job' ? WHENS : WORKFLOW_WHENS, 'always');
  const startIn = typeof entry['start_in'] === 'string' ? parseDuration(entry['start_in']) : null;
  if (when === 'delayed' && startIn === null) reader.fail('start in should be a duration');
  return {
    if: condition,
    changes: readChanges(reader, entry['changes']),
    exists: readExists(reader, entry['exists']),
    when,
    startIn,
    allowFailure:
      entry['allow_failure'] === undefined || entry['allow_failure'] === null
        ? null
        : reader.flag(entry['allow_failure'], 'allow failure', false),
    variables: reader.variables(entry['variables']),
    needs: entry['needs'] === undefined ? null : (readNeeds(reader, entry['needs']) ?? []),
  };
}

function readChanges(reader: FieldReader, value: YamlValue | undefined): RuleConfig['changes'] {
  if (value === undefined || value === null) return null;
  if (!isMapping(value)) return { paths: reader.texts(value, 'changes'), compareTo: null };
  return {
    paths: reader.texts(value['paths'], 'changes paths'),
    compareTo: reader.text(value['compare_to'], 'changes compare to should be a string'),
  };
}

function readExists(reader: FieldReader, value: YamlValue | undefined): string[] | null {
  if (value === undefined || value === null) return null;
  return reader.texts(isMapping(value) ? value['paths'] : value, 'exists');
}

/** `needs:`; null where the key is missing. */
export function readNeeds(reader: FieldReader, value: YamlValue | undefined): NeedConfig[] | null {
  if (value === undefined || value === null) return null;
  const below = reader.below('needs');
  const items = isMapping(value) || typeof value === 'string' ? [value] : value;
  if (!Array.isArray(items)) {
    below.fail('config can only be a hash or an array');
    return [];
  }
  const needs: NeedConfig[] = [];
  for (const item of items.flat(3)) {
    if (typeof item === 'string') {
      needs.push({ job: item, artifacts: true, optional: false, upstreamPipeline: null, matrix: null });
    } else if (isMapping(item)) {
      const job = below.text(item['job'], 'job should be a string');
      const pipeline = below.text(item['pipeline'], 'pipeline should be a string');
      if (job === null && pipeline === null) below.below('need').fail('job should be a string');
      else if (item['project'] === undefined) {
        needs.push({
          job: pipeline === null ? job : null,
          artifacts: below.flag(item['artifacts'], 'artifacts', true),
          optional: below.flag(item['optional'], 'optional', false),
          upstreamPipeline: pipeline,
          matrix: readMatrix(item['parallel']),
        });
      }
    } else below.below('need').fail('has an unsupported type');
  }
  return needs;
}

function readMatrix(value: YamlValue | undefined): NeedConfig['matrix'] {
  const matrix = isMapping(value) ? value['matrix'] : undefined;
  if (!Array.isArray(matrix)) return null;
  return matrix
    .filter(isMapping)
    .map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([key, item]) => [key, (Array.isArray(item) ? item : [item]).map(String)]),
      ),
    );
}

/** `only:` or `except:`; an `only` without refs means branches and tags. */
export function readPolicy(
  reader: FieldReader,
  value: YamlValue | undefined,
  key: 'only' | 'except',
): PolicyConfig | null {
  if (value === undefined || value === null) return null;
  const below = reader.below(key);
  if (typeof value === 'string' || Array.isArray(value)) {
    return { refs: below.texts(value, 'config', true), variables: [], changes: [], kubernetes: false };
  }
  if (!isMapping(value)) {
    below.fail('has to be either an array of conditions or a hash');
    return null;
  }
  below.knownKeys(value, new Set(['refs', 'variables', 'changes', 'kubernetes']));
  const variables = below.texts(value['variables'], 'variables');
  if (!variables.every(isExpression)) below.fail('variables invalid expression syntax');
  const refs = below.texts(value['refs'], 'refs');
  return {
    refs: refs.length === 0 && key === 'only' ? ['branches', 'tags'] : refs,
    variables,
    changes: below.texts(value['changes'], 'changes'),
    kubernetes: value['kubernetes'] === 'active',
  };
}
