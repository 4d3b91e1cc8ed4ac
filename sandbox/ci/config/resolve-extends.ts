import { deepMerge, isMapping } from './yaml-value';
import type { YamlMapping, YamlValue } from './yaml-value';

const MAX_NESTING = 10;

/**
 * Merges every job with the jobs it `extends`, last one winning; the `extends` key itself stays, as in GitLab.
 * Gives GitLab's message where a base is missing, a chain turns in a circle or goes deeper than ten levels.
 */
export function resolveExtends(
  config: YamlMapping,
): { kind: 'ok'; value: YamlMapping } | { kind: 'invalid'; message: string } {
  const done = new Map<string, YamlMapping>();
  const problems: string[] = [];

  const resolve = (name: string, chain: readonly string[]): YamlMapping | null => {
    const known = done.get(name);
    if (known) return known;
    if (chain.includes(name)) {
      problems.push(`${chain[0] ?? name}: circular dependency detected in \`extends\``);
      return null;
    }
    if (chain.length > MAX_NESTING) {
      problems.push(`${name}: nesting too deep in \`extends\``);
      return null;
    }
    const own = config[name];
    if (!isMapping(own)) return null;
    if (own['extends'] === undefined || own['extends'] === null) return own;
    const bases = baseNames(own['extends']);
    if (!bases) {
      problems.push(`jobs:${name} extends should be an array of strings or a string`);
      return null;
    }
    const unknown = bases.filter((base) => config[base] === undefined);
    if (unknown.length > 0) {
      problems.push(`${name}: unknown keys in \`extends\` (${unknown.join(', ')})`);
      return null;
    }
    const invalid = bases.filter((base) => !isMapping(config[base]));
    if (invalid.length > 0) {
      problems.push(`${name}: invalid base hashes in \`extends\` (${invalid.join(', ')})`);
      return null;
    }
    let merged: YamlMapping = {};
    for (const base of bases) {
      const resolved = resolve(base, [...chain, name]);
      if (!resolved) return null;
      merged = deepMerge(merged, resolved);
    }
    merged = deepMerge(merged, own);
    done.set(name, merged);
    return merged;
  };

  const value: YamlMapping = {};
  for (const [name, entry] of Object.entries(config)) {
    const resolved = isMapping(entry) ? resolve(name, []) : entry;
    if (problems[0] !== undefined) return { kind: 'invalid', message: problems[0] };
    value[name] = resolved;
  }
  return { kind: 'ok', value };
}

function baseNames(value: YamlValue): string[] | null {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value) && value.every((item): item is string => typeof item === 'string')) return value;
  return null;
}
