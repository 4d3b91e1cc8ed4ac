import type { Artifact } from './artifact-inventory';
import { compareVersions } from './compare-versions';
import { usedVersion } from './used-version';

const MAX_STEPS = 12;
/** What else one artifact brings in may stand between it and the next of its family. */
const NEAR = 4;

/**
 * The artifact that brought another one in: build tools ask for the description of a dependency right after that of what
 * depends on it. Goes back over neighbours of one family and one version, so that of `jooq-meta` and `jooq`, which it
 * needs, the first is found. The artifact itself where nothing of its family stands in front of it.
 */
export function bringerOf(artifact: Artifact, all: readonly Artifact[]): Artifact {
  const order = all
    .filter((other) => usedVersion(other) !== null)
    .map((other) => ({ other, first: firstLine(other) }))
    .filter(({ first }) => Number.isFinite(first))
    .sort((a, b) => a.first - b.first)
    .map(({ other }) => other);
  let at = order.indexOf(artifact);
  for (let steps = 0; at > 0 && steps < MAX_STEPS; steps += 1) {
    const here = order[at];
    const before = order
      .slice(Math.max(0, at - NEAR), at)
      .findLastIndex((other) => here !== undefined && belongTogether(other, here));
    if (before < 0) break;
    at = Math.max(0, at - NEAR) + before;
  }
  return order[at] ?? artifact;
}

function belongTogether(before: Artifact, here: Artifact): boolean {
  if (before.group === here.group) {
    return isOneRelease(usedVersion(before), usedVersion(here)) || before.name.startsWith(`${here.name}-`);
  }
  if (areSiblings(before.group, here.group) && tailOf(before) !== null && tailOf(before) === tailOf(here))
    return true;
  return `${before.group}.`.startsWith(`${here.group}.`) && hasMoved(before) && hasMoved(here);
}

/** `org.coins.mint` and `org.coins.purse`. */
function areSiblings(one: string, other: string): boolean {
  const parent = one.slice(0, one.lastIndexOf('.'));
  return parent.includes('.') && parent === other.slice(0, other.lastIndexOf('.'));
}

/** All but the first number: parts of one release may count their first number on their own, `5.10.1` and `1.10.1`. */
function tailOf(artifact: Artifact): string | null {
  return /^\d{1,4}\.(\d{1,4}\.\d{1,4}.{0,30})$/.exec(usedVersion(artifact) ?? '')?.[1] ?? null;
}

/** The same version, or a later repair of one member alone: `2.13.2` and `2.13.2.2`. */
function isOneRelease(before: string | null, here: string | null): boolean {
  return before !== null && here !== null && (before === here || before.startsWith(`${here}.`));
}

/** Others still ask for an older version of it. */
function hasMoved(artifact: Artifact): boolean {
  const used = usedVersion(artifact);
  return used !== null && [...artifact.versions.keys()].some((version) => compareVersions(version, used) < 0);
}

/** Where the version in use is named first. */
function firstLine(artifact: Artifact): number {
  const used = usedVersion(artifact);
  return used === null ? Infinity : (artifact.versions.get(used)?.first ?? Infinity);
}
