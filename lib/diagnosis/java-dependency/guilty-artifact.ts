import type { LogView } from '../view/log-view';
import { locate, type Artifact, type Sighting } from './artifact-inventory';
import type { ClassClue } from './class-clues';
import { compareVersions } from './compare-versions';
import { packageFit } from './package-fit';
import { bringerOf } from './bringer';
import { usedVersion } from './used-version';

export interface Suspect {
  readonly artifact: Artifact;
  readonly score: number;
}

/** The artifacts that the clues speak of, the likeliest first. */
export function suspects(
  view: LogView,
  known: ReadonlyMap<string, Artifact>,
  clues: readonly ClassClue[],
  isLinkage = false,
): Suspect[] {
  if (clues.length === 0) return [];
  const inventory = new Map(known);
  for (const { name, isPath } of clues) if (isPath) remember(inventory, name);
  const own = ownArtifacts(view);
  for (const artifact of own) inventory.set(`${artifact.group}:${artifact.name}`, artifact);
  const named = new Set(clues.filter(({ isPath }) => isPath).map(({ name }) => locate(name)?.name));
  const candidates = [...inventory.values()].filter(({ name }) => !isPlugin(name) || named.has(name));
  const ownOnes = new Set(own);
  const shares = new Map<Artifact, number[]>();
  for (const clue of merged(clues)) {
    for (const [artifact, share] of sharesOf(clue, candidates, ownOnes)) {
      shares.set(artifact, [...(shares.get(artifact) ?? []), share]);
    }
  }
  const scored = [...shares]
    .map(([artifact, list]) => ({
      artifact,
      score:
        combined(list) > 0.2 ? combined(list) + novelty(artifact, candidates, isLinkage) : combined(list),
    }))
    .filter(({ artifact }) => !ownOnes.has(artifact) && usedVersion(artifact) !== null)
    .sort((a, b) => b.score - a.score)
    .slice(0, 20);
  return headFirst(scored, candidates, isLinkage);
}

/** The newest of a family that has several versions is the one that moved; else the one that brought the likeliest in. */
function headFirst(scored: readonly Suspect[], all: readonly Artifact[], isLinkage: boolean): Suspect[] {
  const [best] = scored;
  if (best === undefined) return [];
  const ahead = scored.find(({ artifact, score }) => {
    const used = usedVersion(artifact);
    const isFamily = artifact.group === best.artifact.group;
    return (
      isLinkage && isFamily && used !== null && score >= best.score * 0.4 && isAhead(artifact, used, all)
    );
  });
  const head = bringerOf((ahead ?? best).artifact, all);
  if (head === best.artifact) return [...scored];
  return [{ artifact: head, score: best.score }, ...scored.filter(({ artifact }) => artifact !== head)];
}

/** The same name said often counts as one clue, somewhat heavier. */
function merged(clues: readonly ClassClue[]): ClassClue[] {
  const found = new Map<string, { clue: ClassClue; times: number }>();
  for (const clue of clues) {
    const known = found.get(clue.name);
    if (known === undefined) found.set(clue.name, { clue, times: 1 });
    else
      found.set(clue.name, {
        clue: known.clue.weight >= clue.weight ? known.clue : clue,
        times: known.times + 1,
      });
  }
  return [...found.values()]
    .map(({ clue, times }) => ({ ...clue, weight: clue.weight * (1 + 0.05 * Math.min(4, Math.log2(times))) }))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, 60);
}

function sharesOf(
  clue: ClassClue,
  candidates: readonly Artifact[],
  own: ReadonlySet<Artifact>,
): [Artifact, number][] {
  if (clue.isPath) {
    const file = clue.name.split('/').at(-1) ?? '';
    const artifact = candidates.find(({ name, versions }) =>
      [...versions.keys()].some((version) => file === `${name}-${version}.jar`),
    );
    return artifact === undefined ? [] : [[artifact, clue.weight * 1.1]];
  }
  const fits = candidates
    .map((artifact) => [artifact, packageFit(clue.name, artifact)] as const)
    .filter(([, fit]) => fit >= 2);
  if (fits.length === 0) return loneFit(clue, candidates);
  const best = Math.max(...fits.map(([, fit]) => fit));
  if (fits.some(([artifact, fit]) => fit === best && own.has(artifact))) return [];
  return fits
    .filter(([, fit]) => fit >= best * 0.55)
    .map(([artifact, fit]) => [artifact, clue.weight * (fit / best) * Math.min(1, 0.4 + best / 7)]);
}

/** The only artifact of a group that is the beginning of the package, whatever it is called. */
function loneFit(clue: ClassClue, candidates: readonly Artifact[]): [Artifact, number][] {
  const deep = candidates.filter(
    ({ group }) => group.split('.').length >= 3 && clue.name.startsWith(`${group}.`),
  );
  const [only] = deep;
  return only !== undefined && deep.length === 1 ? [[only, clue.weight * 0.75]] : [];
}

function combined(shares: readonly number[]): number {
  const [first = 0, ...rest] = [...shares].sort((a, b) => b - a);
  return first + rest.slice(0, 8).reduce((sum, share, index) => sum + (share * 0.25) / (index + 1), 0);
}

/** An artifact that moved stands out: older versions of it are asked for too, or it is ahead of its family. */
function novelty(artifact: Artifact, all: readonly Artifact[], isLinkage: boolean): number {
  const used = usedVersion(artifact);
  if (used === null) return -0.1;
  const older = [...artifact.versions.keys()].some((version) => compareVersions(version, used) < 0);
  return (older ? 0.12 : 0) + (isAhead(artifact, used, all) ? (isLinkage ? 0.35 : 0.15) : 0);
}

/**
 * The one artifact in the whole build that is ahead of a family which otherwise goes together; null when there is none or more
 * than one.
 */
export function loneAhead(all: readonly Artifact[]): Artifact | null {
  const ahead = all.filter((artifact) => {
    const used = usedVersion(artifact);
    const [word] = artifact.name.split('-');
    const isOfFamily = all.some(
      ({ group, name }) => group === artifact.group && name !== artifact.name && name.startsWith(word ?? ''),
    );
    return (
      used !== null &&
      !isPlugin(artifact.name) &&
      isOfFamily &&
      /^\d/.test(used) &&
      isAhead(artifact, used, all)
    );
  });
  return ahead.length === 1 ? (ahead[0] ?? null) : null;
}

/**
 * The one artifact that is ahead of the very one that it is named after, such as `mint-processor` of `mint`; null when there is
 * none or more than one.
 */
export function outOfStep(all: readonly Artifact[]): Artifact | null {
  const names = new Map(all.map((artifact) => [`${artifact.group}:${artifact.name}`, artifact]));
  const found = all.filter((artifact) => {
    const used = usedVersion(artifact);
    // What runs tests comes with the test plugin too, in its own version.
    if (used === null || isPlugin(artifact.name) || artifact.group.startsWith('org.junit')) return false;
    const words = artifact.name.split('-');
    return words.slice(1).some((_, index) => {
      const base = names.get(`${artifact.group}:${words.slice(0, index + 1).join('-')}`);
      const baseVersion = base === undefined ? null : usedVersion(base);
      return (
        baseVersion !== null &&
        firstNumber(baseVersion) === firstNumber(used) &&
        compareVersions(baseVersion, used) < 0
      );
    });
  });
  return found.length === 1 ? (found[0] ?? null) : null;
}

function firstNumber(version: string): string | undefined {
  return /\d{1,10}/.exec(version)?.[0];
}

/** Larger groups are no families. */
const MAX_FAMILY = 100;

/** Newer than every other member of a family that otherwise goes together. */
function isAhead(artifact: Artifact, used: string, all: readonly Artifact[]): boolean {
  const members = all.filter(({ group, name }) => group === artifact.group && name !== artifact.name);
  if (members.length > MAX_FAMILY) return false;
  const family = members.map(usedVersion).filter((version) => version !== null);
  const counts = new Map<string, number>();
  for (const version of family) counts.set(version, (counts.get(version) ?? 0) + 1);
  return (
    family.length > 0 &&
    Math.max(...counts.values()) >= family.length * 0.4 &&
    (counts.get(used) ?? 0) <= family.length / 2 &&
    family.some((version) => compareVersions(version, used) < 0) &&
    !family.some((version) => compareVersions(version, used) > 0)
  );
}

function remember(inventory: Map<string, Artifact>, path: string): void {
  const at = locate(path);
  if (at === null) return;
  const key = `${at.group}:${at.name}`;
  const known = inventory.get(key) ?? {
    group: at.group,
    name: at.name,
    versions: new Map<string, Sighting>(),
  };
  known.versions.set(at.version, { isCode: true, first: known.versions.get(at.version)?.first ?? Infinity });
  inventory.set(key, known);
}

export function isPlugin(name: string): boolean {
  return /^maven-.{1,100}-plugin$|-maven-plugin$|-maven-extension$|^surefire-|^maven-surefire/.test(name);
}

/** The modules that this very build makes. */
export function ownArtifacts(view: LogView): Artifact[] {
  return view
    .find(/^\[INFO\] -{1,80}< ([\w.-]{1,120}):([\w.-]{1,120}) >-{1,80}$/, ['-< '], 500)
    .map(({ match }) => ({
      group: match[1] ?? '',
      name: match[2] ?? '',
      versions: new Map<string, Sighting>(),
    }));
}
