import type { LogView } from '../view/log-view';

/** A Java artifact that the log names, with the versions that it came in. */
export interface Artifact {
  readonly group: string;
  readonly name: string;
  /** In the order of their first line. */
  readonly versions: Map<string, Sighting>;
}

export interface Sighting {
  /** True where the code itself came, not only its description. */
  readonly isCode: boolean;
  /** Index of the line that names the version first. */
  readonly first: number;
}

const knownRoots =
  /^.*?\/(?:maven2|\.m2\/repository|m2\/repository|repository\/[\w.-]{1,60}|content\/(?:repositories|groups)\/[\w.-]{1,60}|artifactory\/[\w.-]{1,60}|public|releases|snapshots?|plugins-release|m2)\//;
const MAX_LINES = 40_000;
const MAX_ARTIFACTS = 2_000;
const MAX_SEEN = 20_000;

/**
 * What the log says of the artifacts in use: downloads of Maven, Gradle, sbt and Coursier (`…/org/slf4j/slf4j-api/2.0.3/
 * slf4j-api-2.0.3.jar`) and paths into the local repository or Gradle's cache. Keys are `group:name`.
 */
export function artifactInventory(view: LogView): Map<string, Artifact> {
  const found = new Map<string, Artifact>();
  // The same archive is fetched and unpacked, and put on many a class path.
  const seen = new Set<string>();
  for (const index of view.linesWithAny(['.jar', '.pom']).slice(0, MAX_LINES)) {
    for (const path of archivesIn(view.text(index))) {
      if (seen.has(path)) continue;
      if (seen.size < MAX_SEEN) seen.add(path);
      const at = found.size >= MAX_ARTIFACTS ? null : locate(path);
      if (at === null) continue;
      const key = `${at.group}:${at.name}`;
      const known = found.get(key) ?? {
        group: at.group,
        name: at.name,
        versions: new Map<string, Sighting>(),
      };
      const sighting = known.versions.get(at.version);
      if (sighting === undefined) known.versions.set(at.version, { isCode: at.isCode, first: index });
      else if (at.isCode && !sighting.isCode)
        known.versions.set(at.version, { isCode: true, first: sighting.first });
      found.set(key, known);
    }
  }
  return found;
}

/** The paths of archives and descriptions in a line; takes no longer for a hostile line than for any other. */
export function archivesIn(text: string): string[] {
  const found: string[] = [];
  const read = text.slice(0, 4_000);
  const ending = /\.(?:jar|pom|module|aar|war|hpi)(?!\w)/g;
  let free = 0;
  for (let end = ending.exec(read); end !== null; end = ending.exec(read)) {
    let start = end.index;
    while (start > free && !isSeparator(read.charCodeAt(start - 1))) start -= 1;
    if (start < end.index) found.push(read.slice(start, ending.lastIndex).slice(-600));
    // What else ends so in the same word is no archive of its own.
    free = ending.lastIndex;
    while (free < read.length && !isSeparator(read.charCodeAt(free))) free += 1;
    ending.lastIndex = free;
  }
  return found;
}

const separators = new Uint8Array(128);
for (const unit of '\t\n\v\f\r \'"()[],;=!<>|') separators[unit.charCodeAt(0)] = 1;

function isSeparator(unit: number): boolean {
  return unit < 128 ? separators[unit] === 1 : /\s/.test(String.fromCharCode(unit));
}

export interface Located {
  readonly group: string;
  readonly name: string;
  readonly version: string;
  readonly isCode: boolean;
}

/** The artifact that a path in a Maven repository or in Gradle's cache stands for; null for any other path. */
export function locate(path: string): Located | null {
  const isCode = !/\.(?:pom|module)$/.test(path);
  const cached = /\/files-2\.1\/([\w.-]{1,120})\/([\w.-]{1,120})\/([\w.+-]{1,80})\/[0-9a-f]{20,64}\//.exec(
    path,
  );
  if (cached?.[1] !== undefined && cached[2] !== undefined && cached[3] !== undefined) {
    return { group: cached[1], name: cached[2], version: cached[3], isCode };
  }
  const segments = path.split('/');
  const [name, version, file] = segments.slice(-3);
  if (name === undefined || version === undefined || file === undefined || name === '') return null;
  const plain = version.replace(/-SNAPSHOT$/, '');
  if (!file.startsWith(`${name}-${plain}`) || !/\d/.test(version)) return null;
  const group = groupOf(segments.slice(0, -3).join('/'));
  return group === null ? null : { group, name, version, isCode };
}

/** The group in front of an artifact's folder: behind a repository's known root, else from its first usual top-level name. */
function groupOf(folder: string): string | null {
  const behindRoot = `${folder}/`.replace(knownRoots, '');
  const path = (
    behindRoot.includes('://') ? behindRoot.replace(/^.*?:\/\/[^/]{1,200}\//, '') : behindRoot
  ).replace(/\/$/, '');
  const segments = path.split('/').filter((segment) => segment !== '');
  const start = segments.findIndex((segment) =>
    /^(?:com|org|net|io|de|edu|javax?|jakarta|ch|uk|fr|eu|me|dev|nl|se|ru|ai)$/.test(segment),
  );
  const group = segments.slice(behindRoot === `${folder}/` && start > 0 ? start : 0);
  return group.length === 0 || group.length > 12 ? null : group.join('.');
}
