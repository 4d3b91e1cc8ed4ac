import type { FieldReader } from './field-reader';
import type { ArtifactsConfig, CacheConfig } from './job-config';
import { isMapping } from './yaml-value';
import type { YamlMapping, YamlValue } from './yaml-value';

const ARTIFACT_KEYS = new Set([
  'name',
  'untracked',
  'paths',
  'exclude',
  'reports',
  'when',
  'expire_in',
  'expose_as',
  'public',
  'access',
]);
const CACHE_KEYS = new Set(['key', 'paths', 'policy', 'when', 'untracked', 'unprotect', 'fallback_keys']);
const OUTCOMES = ['on_success', 'on_failure', 'always'] as const;

export function readArtifacts(parent: FieldReader, value: YamlValue | undefined): ArtifactsConfig | null {
  if (value === undefined || value === null) return null;
  const reader = parent.below('artifacts');
  if (!isMapping(value)) {
    reader.fail('config should be a hash');
    return null;
  }
  reader.knownKeys(value, ARTIFACT_KEYS);
  return {
    paths: reader.texts(value['paths'], 'paths'),
    exclude: reader.texts(value['exclude'], 'exclude'),
    untracked: reader.flag(value['untracked'], 'untracked', false),
    when: reader.oneOf(value['when'], 'when', OUTCOMES, 'on_success'),
    name: reader.text(value['name'], 'name should be a string'),
    expireIn: reader.text(value['expire_in'], 'expire in should be a duration'),
    reports: readReports(reader.below('reports'), value['reports']),
  };
}

function readReports(reader: FieldReader, value: YamlValue | undefined): Record<string, string[]> {
  if (value === undefined || value === null) return {};
  if (!isMapping(value)) {
    reader.fail('config should be a hash');
    return {};
  }
  const reports: Record<string, string[]> = {};
  for (const [kind, paths] of Object.entries(value)) {
    reports[kind] = isMapping(paths) ? coveragePath(paths) : reader.texts(paths, kind, true);
  }
  return reports;
}

const coveragePath = (report: YamlMapping): string[] =>
  typeof report['path'] === 'string' ? [report['path']] : [];

/** `cache:`, one or several. */
export function readCaches(parent: FieldReader, value: YamlValue | undefined): CacheConfig[] {
  if (value === undefined || value === null) return [];
  const items = Array.isArray(value) ? value : [value];
  if (items.length > 4) parent.below('caches').fail('config no more than 4 caches can be created');
  const reader = parent.below('cache');
  const caches: CacheConfig[] = [];
  for (const item of items) {
    if (!isMapping(item)) {
      reader.fail('config should be a hash');
      continue;
    }
    reader.knownKeys(item, CACHE_KEYS);
    const key = item['key'];
    caches.push({
      key:
        typeof key === 'string'
          ? key
          : isMapping(key) && typeof key['prefix'] === 'string'
            ? key['prefix']
            : 'default',
      keyFiles: isMapping(key) ? reader.texts(key['files'], 'key:files') : [],
      paths: reader.texts(item['paths'], 'paths'),
      policy: reader.oneOf(item['policy'], 'policy', ['pull', 'push', 'pull-push'], 'pull-push'),
      when: reader.oneOf(item['when'], 'when', OUTCOMES, 'on_success'),
    });
  }
  return caches;
}
