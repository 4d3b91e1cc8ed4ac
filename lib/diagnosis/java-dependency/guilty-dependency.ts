import type { Diagnosis } from '@/lib/domain/diagnosis';
import type { Cause } from '../detector';
import type { LogView } from '../view/log-view';
import { artifactInventory, type Artifact } from './artifact-inventory';
import {
  compileClues,
  deprecationClues,
  exceptionClues,
  lacksClassFile,
  linkageClues,
  pluginClues,
} from './class-clues';
import { compareVersions } from './compare-versions';
import { coupledArtifact } from './coupled-artifacts';
import { loneAhead, outOfStep, ownArtifacts, suspects, type Suspect } from './guilty-artifact';
import { knownCoordinates } from './known-coordinates';
import { moduleHead } from './module-head';
import { movedClasses } from './moved-classes';
import { namedDependency } from './named-dependency';
import { ownVendorArtifact } from './own-vendor';
import { usedVersion } from './used-version';

type Dependency = Diagnosis['dependency'];

// Below this the names have too little in common to accuse anyone.
const ENOUGH = { compile: 0.5, test: 0.4, lost: 0.95, moved: 0.25 };

/**
 * The Java dependency that a failure comes from, by what the log alone tells; null where nothing gives one away. For a
 * broken build or test it goes by the packages and classes that the errors name, the artifacts that were fetched, and
 * which of them is ahead of its family. `moved` holds the names of artifacts that came in another version in the last green
 * run; of those that the clues speak of, they go first.
 */
export function guiltyDependency(
  view: LogView,
  cause: Cause,
  moved: ReadonlySet<string> = new Set(),
): Dependency {
  if (cause.dependency !== null) return cause.dependency;
  if (!isJavaBuild(view)) return null;
  switch (cause.category) {
    case 'dependency':
    case 'configuration':
      return ofRules(view);
    case 'build':
    case 'type-check':
    case 'lint':
      return ofBuild(view, cause, moved);
    case 'test':
      return ofTests(view, moved);
    default:
      return null;
  }
}

function isJavaBuild(view: LogView): boolean {
  return (
    view.has('.jar') ||
    view.has('.pom') ||
    view.has('[ERROR] Failed to execute goal') ||
    view.has('[ERROR] Rule')
  );
}

function ofRules(view: LogView): Dependency {
  const inventory = artifactInventory(view);
  const named = namedDependency(view, inventory);
  if (named !== null) return named;
  const plugin = pluginClues(view);
  return plugin.length === 0 ? null : toDependency(suspects(view, inventory, plugin)[0]?.artifact);
}

function ofBuild(view: LogView, cause: Cause, moved: ReadonlySet<string>): Dependency {
  const inventory = artifactInventory(view);
  const clues = [...compileClues(view), ...deprecationClues(view)];
  const list = suspects(view, inventory, [...clues, ...pluginClues(view)], lacksClassFile(view));
  const since = likeliestMoved(list, moved);
  if (since !== null) return toDependency(since);
  const [best] = list;
  const coupled = coupledArtifact([...inventory.values()]);
  if (coupled?.artifacts.includes(best?.artifact.name ?? '') === true) return toDependency(coupled.moved);
  const isLost = clues.some(({ isMissing }) => isMissing);
  const own = moduleHead(view, inventory, cause.ranges[0]?.from ?? view.length);
  if (isLost && own === null && (best === undefined || best.score < ENOUGH.lost)) {
    const kin = ownVendorArtifact([...inventory.values()], ownArtifacts(view));
    if (kin !== null) return toDependency(kin);
  }
  if (best !== undefined && best.score >= ENOUGH.compile) return toDependency(best.artifact);
  if (cause.findings.length === 0) return null;
  if (own !== null && (own.isAlone || isLost)) return toDependency(own.head);
  return clues.length === 0 ? toDependency(outOfStep([...inventory.values()])) : null;
}

function ofTests(view: LogView, moved: ReadonlySet<string>): Dependency {
  const inventory = artifactInventory(view);
  if (inventory.size === 0) return ofMovedClass(view);
  const clues = [...linkageClues(view), ...pluginClues(view), ...exceptionClues(view)];
  const list = suspects(view, inventory, clues, true);
  const since = likeliestMoved(list, moved);
  if (since !== null) return toDependency(since);
  const [best] = list;
  const coupled = coupledArtifact([...inventory.values()]);
  const isCoupled = coupled?.artifacts.includes(best?.artifact.name ?? '') === true;
  if (best !== undefined && best.score >= 0.9 && !isCoupled) return toDependency(best.artifact);
  const ownGroups = new Set(ownArtifacts(view).map(({ group }) => group));
  if (coupled !== null && !coupled.groups.some((group) => ownGroups.has(group)))
    return toDependency(coupled.moved);
  const lone =
    clues.length > 0 && (best === undefined || best.score < 0.7) ? loneAhead([...inventory.values()]) : null;
  if (lone !== null) return toDependency(lone);
  return best !== undefined && best.score >= ENOUGH.test ? toDependency(best.artifact) : null;
}

/** The likeliest of those that moved since the last green run, which beats any that did not. */
function likeliestMoved(list: readonly Suspect[], moved: ReadonlySet<string>): Artifact | null {
  return (
    list.find(({ artifact, score }) => moved.has(artifact.name) && score >= ENOUGH.moved)?.artifact ?? null
  );
}

/** Where the log shows no artifact, since all was there before: the known home of a class that changed under another one. */
function ofMovedClass(view: LogView): Dependency {
  const homes = new Set(movedClasses(view).map(knownCoordinates));
  const [name] = homes;
  return homes.size === 1 && name !== undefined && name !== null ? { name, from: null, to: null } : null;
}

function toDependency(artifact: Artifact | null | undefined): Dependency {
  if (artifact === null || artifact === undefined) return null;
  const to = usedVersion(artifact) ?? [...artifact.versions.keys()].at(-1) ?? null;
  return { name: `${artifact.group}:${artifact.name}`, from: olderThan(artifact, to), to };
}

/** The one older version that others ask for; null when there are several, since the log does not say which was used. */
function olderThan(artifact: Artifact, version: string | null): string | null {
  if (version === null) return null;
  const older = [...artifact.versions.keys()].filter((other) => compareVersions(other, version) < 0);
  return older.length === 1 ? (older[0] ?? null) : null;
}
