import { configuredName, isMap, readCiConfiguration, resolveJob } from './ci-configuration';

/**
 * Where the configuration of the child pipeline lies that a trigger job starts: a path of the same repository, or null when
 * the job includes anything else (several files, another project, an artifact, a template).
 */
export function childConfigurationPath(mergedYaml: string, bridgeName: string): string | null {
  const read = readCiConfiguration(mergedYaml);
  if (read.kind !== 'configuration') return null;
  const name = configuredName(read.root, bridgeName);
  if (name === null) return null;
  const resolved = resolveJob(read.root, name);
  if (resolved.kind !== 'job' || !isMap(resolved.job.trigger)) return null;
  const included = [resolved.job.trigger.include ?? []].flat();
  const [only] = included;
  if (included.length !== 1) return null;
  const path = typeof only === 'string' ? only : isMap(only) ? only.local : null;
  if (typeof path !== 'string' || /^https?:/.test(path)) return null;
  return path.replace(/^\/+/, '');
}
