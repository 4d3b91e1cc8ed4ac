import { parseDocument } from 'yaml';

/** A mapping of the merged CI configuration. */
export type CiMap = Readonly<Record<string, unknown>>;

export type CiConfiguration =
  | { readonly kind: 'configuration'; readonly root: CiMap }
  | { readonly kind: 'unreadable'; readonly reason: string };

const MOST_CHARACTERS = 2_000_000;

/** Reads the merged configuration that GitLab's CI lint gives. References are resolved there; one that is left is kept as a mark. */
export function readCiConfiguration(mergedYaml: string): CiConfiguration {
  if (mergedYaml.length > MOST_CHARACTERS)
    return { kind: 'unreadable', reason: 'The CI configuration is too large to read.' };
  try {
    const document = parseDocument(mergedYaml, {
      merge: true,
      customTags: [referenceTag],
      logLevel: 'silent',
    });
    const [error] = document.errors;
    if (error !== undefined) return { kind: 'unreadable', reason: 'The CI configuration is not valid YAML.' };
    const root: unknown = document.toJS({ maxAliasCount: 1_000 });
    if (!isMap(root)) return { kind: 'unreadable', reason: 'The CI configuration is empty.' };
    return { kind: 'configuration', root };
  } catch {
    // The library throws on alias bombs and on nesting that exhausts the stack: to us both are unreadable.
    return { kind: 'unreadable', reason: 'The CI configuration cannot be read.' };
  }
}

/** A `!reference` that nobody resolved. */
class UnresolvedReference {
  constructor(readonly path: string) {}
}

const referenceTag = {
  tag: '!reference',
  collection: 'seq' as const,
  resolve: (node: { toString(): string }) => new UnresolvedReference(node.toString()),
};

export function isMap(value: unknown): value is CiMap {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof UnresolvedReference)
  );
}

/** True when a reference is left anywhere inside. */
export function holdsReference(value: unknown): boolean {
  if (value instanceof UnresolvedReference) return true;
  if (Array.isArray(value)) return value.some(holdsReference);
  return isMap(value) && Object.values(value).some(holdsReference);
}

export type ResolvedJob =
  { readonly kind: 'job'; readonly job: CiMap } | { readonly kind: 'unknown'; readonly reason: string };

/** One job with its chain of `extends` merged in as GitLab does: mappings deeply, everything else replaced. */
export function resolveJob(root: CiMap, name: string): ResolvedJob {
  return resolveChain(root, name, []);
}

function resolveChain(root: CiMap, name: string, seen: readonly string[]): ResolvedJob {
  const own = Object.hasOwn(root, name) ? root[name] : undefined;
  if (!isMap(own)) return { kind: 'unknown', reason: `The CI configuration has no job named ${name}.` };
  if (seen.includes(name) || seen.length > 11) {
    return { kind: 'unknown', reason: `The job ${name} extends itself.` };
  }
  const { extends: parents, ...rest } = own;
  let merged: CiMap = {};
  for (const parent of [parents ?? []].flat()) {
    if (typeof parent !== 'string')
      return { kind: 'unknown', reason: `The job ${name} extends something unreadable.` };
    const base = resolveChain(root, parent, [...seen, name]);
    if (base.kind === 'unknown') return base;
    merged = deepMerge(merged, base.job);
  }
  return { kind: 'job', job: deepMerge(merged, rest) };
}

function deepMerge(base: CiMap, over: CiMap): CiMap {
  const merged = new Map<string, unknown>(Object.entries(base));
  for (const [key, value] of Object.entries(over)) {
    const below = merged.get(key);
    merged.set(key, isMap(below) && isMap(value) ? deepMerge(below, value) : value);
  }
  return Object.fromEntries(merged);
}

/**
 * The configured name behind a job's name in a pipeline: `test 1/3` and `test: [a, b]` come from `test`.
 * Null when the configuration has neither.
 */
export function configuredName(root: CiMap, jobName: string): string | null {
  if (jobName.length > 255) return null;
  const candidates = [jobName, jobName.replace(/ \d{1,4}\/\d{1,4}$/, ''), jobName.replace(/: \[.*\]$/s, '')];
  return candidates.find((name) => Object.hasOwn(root, name) && isMap(root[name])) ?? null;
}
