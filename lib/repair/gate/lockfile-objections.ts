import { isMap } from '../ci-configuration';
import { countMatches } from './count-matches';

const PUBLIC_REGISTRIES = new Set([
  ...['registry.npmjs.org', 'registry.yarnpkg.com', 'crates.io', 'index.crates.io', 'static.crates.io'],
  ...[
    'pypi.org',
    'files.pythonhosted.org',
    'rubygems.org',
    'proxy.golang.org',
    'sum.golang.org',
    'repo.packagist.org',
  ],
]);

/**
 * What is strange about a lockfile that its own tool has written: packages from a host that the lockfile did not know, over an
 * unsafe protocol, or without a checksum where they had one. Which packages there are is the manifest's affair, which a person wrote.
 */
export function lockfileObjections(path: string, before: string | null, after: string): string[] {
  const was = sources(before ?? '');
  const fresh = [...sources(after)].filter((source) => !was.has(source) && !isPublic(source));
  const objections: string[] = [];
  // A lockfile without any address yet takes the one registry that the project's runner is set to.
  const isFirst =
    was.size === 0 && fresh.length === 1 && fresh.every((source) => source.startsWith('https:'));
  if (fresh.length > 0 && !isFirst)
    objections.push(`packages come from a new place (${fresh.slice(0, 3).join(', ')}).`);
  if (lostChecksums(path, before, after)) objections.push('a package loses its checksum.');
  return objections;
}

function sources(text: string): Set<string> {
  const found = new Set<string>();
  for (const [, protocol = '', host = ''] of text.matchAll(
    /\b(https?|git\+\w+|git|ssh):\/\/([^\s/"'`]{1,255})/gi,
  )) {
    found.add(`${protocol.toLowerCase()}://${host.toLowerCase()}`);
  }
  return found;
}

function isPublic(source: string): boolean {
  return source.startsWith('https://') && PUBLIC_REGISTRIES.has(source.slice('https://'.length));
}

function lostChecksums(path: string, before: string | null, after: string): boolean {
  if (!/(package-lock|npm-shrinkwrap)\.json$/.test(path)) {
    const pattern = /\b(integrity|checksum|sha\d+|hash)\b/g;
    return before !== null && countMatches(after, pattern) === 0 && countMatches(before, pattern) > 0;
  }
  const was = packagesOf(before);
  const is = packagesOf(after);
  return Object.entries(is).some(([name, entry]) => {
    const old = was[name];
    if (!isMap(entry) || !isMap(old)) return false;
    return old['integrity'] !== undefined && entry['integrity'] === undefined && entry['link'] !== true;
  });
}

function packagesOf(text: string | null): Readonly<Record<string, unknown>> {
  if (text === null) return {};
  try {
    const data: unknown = JSON.parse(text);
    const packages = isMap(data) ? data['packages'] : undefined;
    return isMap(packages) ? packages : {};
  } catch {
    // A lockfile that is not JSON has no packages to compare; the pipeline tells whether npm takes it.
    return {};
  }
}
