import { isMapping, Reference } from './yaml-value';
import type { YamlMapping, YamlValue } from './yaml-value';

const MAX_DEPTH = 10;
const MAX_VALUES = 200_000;

class Unresolvable extends Error {}

/** Replaces every `!reference [a, b]` by what stands there. An array inside an array stays nested, as in GitLab. */
export function resolveReferences(
  config: YamlMapping,
): { kind: 'ok'; value: YamlMapping } | { kind: 'invalid'; message: string } {
  let budget = MAX_VALUES;

  const resolve = (value: YamlValue, chain: readonly Reference[]): YamlValue => {
    // References that each hold two others would double with every level.
    if (--budget < 0) throw new Unresolvable('The parsed YAML is too big');
    if (value instanceof Reference) return follow(value, chain);
    if (Array.isArray(value)) return value.map((item) => resolve(item, chain));
    if (!isMapping(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolve(item, chain)]));
  };

  const follow = (reference: Reference, chain: readonly Reference[]): YamlValue => {
    if (chain.includes(reference)) throw new Unresolvable(`${show(reference)} is part of a circular chain`);
    if (chain.length >= MAX_DEPTH) throw new Unresolvable(`${show(reference)} is nested too deeply`);
    if (reference.path.length === 0) throw new Unresolvable(`${show(reference)} is not valid`);
    let target: YamlValue | undefined = config;
    for (const key of reference.path)
      target = isMapping(target) && Object.hasOwn(target, key) ? target[key] : undefined;
    if (target === undefined) throw new Unresolvable(`${show(reference)} could not be found`);
    return resolve(target, [...chain, reference]);
  };

  try {
    const value: YamlMapping = {};
    for (const [key, item] of Object.entries(config)) value[key] = resolve(item, []);
    return { kind: 'ok', value };
  } catch (error) {
    if (error instanceof Unresolvable) return { kind: 'invalid', message: error.message };
    throw error;
  }
}

function show(reference: Reference): string {
  return `!reference ${JSON.stringify(reference.path).replaceAll('","', '", "')}`;
}
