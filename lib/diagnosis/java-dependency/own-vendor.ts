import type { Artifact } from './artifact-inventory';
import { compareVersions } from './compare-versions';
import { isPlugin } from './guilty-artifact';
import { usedVersion } from './used-version';

/**
 * The library of the project's own makers, where there is just one that stands out. A package that came along with another
 * artifact and is now lost is not to be found in what was fetched; those who share an organisation build on what their
 * libraries bring along. One that is wanted in an older version by others too has moved and goes before the rest.
 */
export function ownVendorArtifact(all: readonly Artifact[], own: readonly Artifact[]): Artifact | null {
  const stems = new Set(own.map(({ group }) => stemOf(group)).filter((stem) => stem !== null));
  const modules = new Set(own.map(({ group, name }) => `${group}:${name}`));
  const kin = all.filter(
    (artifact) =>
      stems.has(stemOf(artifact.group) ?? '') &&
      !modules.has(`${artifact.group}:${artifact.name}`) &&
      !isPlugin(artifact.name) &&
      usedVersion(artifact) !== null,
  );
  const moved = kin.filter(isNewestOfSeveral);
  const chosen = moved.length > 0 ? moved : kin.filter((one) => !isBroughtBy(one, kin));
  return chosen.length === 1 ? (chosen[0] ?? null) : null;
}

/** `com.coins` of `com.coins.till`; null where all kinds of makers share the beginning. */
function stemOf(group: string): string | null {
  const [first, second] = group.split('.');
  if (first === undefined || second === undefined) return null;
  const stem = `${first}.${second}`;
  return /^(?:(?:com|io)\.(?:github|gitlab)|org\.(?:apache|eclipse|sonatype|codehaus|springframework)|net\.sf|net\.sourceforge|javax?\..*|jakarta\..*)$/.test(
    stem,
  )
    ? null
    : stem;
}

function isNewestOfSeveral(artifact: Artifact): boolean {
  const used = usedVersion(artifact);
  if (used === null) return false;
  const others = [...artifact.versions.keys()].map((version) => compareVersions(version, used));
  return others.some((order) => order < 0) && !others.some((order) => order > 0);
}

/** Its description was asked for after that of another one, which is how one that comes along is found. */
function isBroughtBy(artifact: Artifact, kin: readonly Artifact[]): boolean {
  return kin.some((other) => other !== artifact && firstLine(other) < firstLine(artifact));
}

function firstLine(artifact: Artifact): number {
  return Math.min(...[...artifact.versions.values()].map(({ first }) => first));
}
