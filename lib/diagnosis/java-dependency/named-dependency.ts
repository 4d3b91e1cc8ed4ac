import type { Diagnosis } from '@/lib/domain/diagnosis';
import type { LogView } from '../view/log-view';
import { artifactInventory, type Artifact } from './artifact-inventory';
import { ownArtifacts } from './guilty-artifact';
import { compareVersions } from './compare-versions';
import { usedVersion } from './used-version';
import { demandingArtifact, type Named } from './demand-paths';

type Dependency = Diagnosis['dependency'];

const coordinates = String.raw`([\w.-]{1,120}):([\w.-]{1,120})`;
const differs = new RegExp(
  String.raw`Expected ${coordinates}:(\S{1,200}) but found ${coordinates}:(\S{1,200})`,
);
const tooNew = new RegExp(
  String.raw`Dependency ${coordinates}:(?:[\w-]{1,30}:)?([\w.+-]{1,100}) requires Jenkins ([\d.]{1,30})`,
);
const banned = new RegExp(
  String.raw`(?:Found Banned Dependency: |^\[(?:ERROR|WARNING|INFO)\]\s{1,9}|^\s{1,9})${coordinates}:(?:[\w-]{1,30}:){0,2}([\w.+-]{1,100})(?: <--- banned.{0,200})?$`,
);
const holder = new RegExp(
  String.raw`^\s{2,12}${coordinates}:(?:[\w-]{1,30}:){1,2}([\w.+-]{1,100}):\w{1,12}$`,
);
/** What one artifact brings along is asked for within so many lines. */
const NEAR_LINES = 12;
// Artifacts that hold versions and no code.
const isList = /-(?:dependencies|bom)$|^bom-/;

/** The dependency that Maven's own rules name: of the enforcer, of lock files, of the project's descriptor. */
export function namedDependency(view: LogView, inventory: ReadonlyMap<string, Artifact>): Dependency {
  return (
    lockDifference(view, inventory) ??
    baseline(view, inventory) ??
    demanded(view, inventory) ??
    duplicated(view, inventory) ??
    forbidden(view, inventory)
  );
}

function lockDifference(view: LogView, inventory: ReadonlyMap<string, Artifact>): Dependency {
  const found = view.find(differs, [' but found '], 100);
  const [first] = found;
  if (first === undefined) return null;
  const groups = new Set(found.map(({ match }) => match[1] ?? ''));
  const [group = ''] = groups;
  const bom = found.length > 1 && groups.size === 1 ? bomOf(group, inventory) : null;
  if (bom !== null) return { name: keyOf(bom), from: null, to: lastVersion(bom) };
  const { match } = found.reduce((best, other) => (orderOf(other) < orderOf(best) ? other : best), first);
  return { name: `${match[1]}:${match[2]}`, from: versionIn(match[3] ?? ''), to: versionIn(match[6] ?? '') };

  /** What was asked for first has brought the others in. */
  function orderOf({ match: [, group, name, , , , version] }: { readonly match: RegExpExecArray }): number {
    return inventory.get(`${group}:${name}`)?.versions.get(versionIn(version ?? '') ?? '')?.first ?? Infinity;
  }
}

function versionIn(text: string): string | null {
  return (
    /version=([\w.+-]{1,100})/.exec(text)?.[1] ?? text.split(':').find((part) => /^v?\d/.test(part)) ?? null
  );
}

/** A Jenkins plugin that asks for a newer Jenkins: it came by itself, or with the list of plugins made for that Jenkins. */
function baseline(view: LogView, inventory: ReadonlyMap<string, Artifact>): Dependency {
  const match = view.find(tooNew, [' requires Jenkins '], 20)[0]?.match;
  if (match === undefined) return null;
  const needed = match[4] ?? '';
  // Other such lists come with the plugins; the project's own is read before them.
  const bom = [...inventory.values()].find(({ group }) => group === 'io.jenkins.tools.bom');
  if (bom !== undefined && needed.startsWith(bom.name.replace(/^bom-|x$/g, '')))
    return { name: keyOf(bom), from: null, to: lastVersion(bom) };
  return { name: `${match[1]}:${match[2]}`, from: null, to: match[3] ?? null };
}

function demanded(view: LogView, inventory: ReadonlyMap<string, Artifact>): Dependency {
  const named = demandingArtifact(view);
  if (named === null) return null;
  const bom = listBehind(named, inventory);
  if (bom !== null) return { name: keyOf(bom), from: null, to: [...bom.versions.keys()][0] ?? null };
  return { name: named.name, from: null, to: named.version };
}

/** The list of versions (BOM) that an artifact's version comes from: the first if it is ahead of all others, or a namesake. */
function listBehind(named: Named, inventory: ReadonlyMap<string, Artifact>): Artifact | null {
  const [group = '', name = ''] = named.name.split(':');
  const lists = [...inventory.values()].filter((artifact) => isList.test(artifact.name));
  const related = lists.filter((list) => stemOf(list.group) === stemOf(group));
  const [own] = related;
  const asked = inventory.get(named.name)?.versions.get(named.version ?? '')?.first ?? Infinity;
  const read = own?.versions.values().next().value?.first ?? Infinity;
  if (own !== undefined && read < asked && !named.isLifted && !group.startsWith(own.group)) {
    const [newest, ...later] = [...own.versions.keys()];
    if (later.length > 0 && later.every((version) => compareVersions(version, newest ?? '') < 0)) return own;
  }
  const first = inventory.get(named.name)?.versions.get(named.version ?? '')?.first ?? Infinity;
  return (
    related.find(
      (list) =>
        /-bom$/.test(list.name) &&
        name.includes(list.name.replace(/-bom$/, '')) &&
        [...list.versions].some(
          ([version, at]) => at.first < first && isSameRelease(version, named.version ?? ''),
        ),
    ) ?? null
  );
}

/**
 * The list of versions that the makers of the project keep for all they make, where it is read before anything else: it moves
 * many artifacts at once, also those of others.
 */
function houseList(view: LogView, named: Named, inventory: ReadonlyMap<string, Artifact>): Artifact | null {
  const own = ownArtifacts(view);
  const modules = new Set(own.map(({ group, name }) => `${group}:${name}`));
  const stems = new Set(own.map(({ group }) => stemOf(group)));
  const list = [...inventory.values()].find(
    (one) => isList.test(one.name) && stems.has(stemOf(one.group)) && !modules.has(keyOf(one)),
  );
  return list !== undefined && stemOf(named.name) === stemOf(list.group) ? list : null;
}

/** Two artifacts that hold the same classes: the one that the project does not make itself. */
function duplicated(view: LogView, inventory: ReadonlyMap<string, Artifact>): Dependency {
  const modules = new Set(ownArtifacts(view).map(({ group, name }) => `${group}:${name}`));
  for (const { index } of view.find(/^\s{0,8}Found in:$/, ['Found in:'], 20)) {
    for (let line = index + 1; line < index + 8; line += 1) {
      const match = holder.exec(view.text(line));
      if (match === null) break;
      const named = { name: `${match[1]}:${match[2]}`, version: match[3] ?? null, isLifted: false };
      if (modules.has(named.name) || named.version?.endsWith('-SNAPSHOT') === true) continue;
      const bom = listBehind(named, inventory) ?? houseList(view, named, inventory);
      return bom === null
        ? { name: named.name, from: null, to: named.version }
        : { name: keyOf(bom), from: null, to: lastVersion(bom) };
    }
  }
  return null;
}

function stemOf(group: string): string {
  return group.split('.').slice(0, 2).join('.');
}

/** Lists often count on their own in the middle of the version: `1.123.15` lists `1.105.15`. */
function isSameRelease(version: string, other: string): boolean {
  return version.replace(/\.\d{1,6}\./, '.') === other.replace(/\.\d{1,6}\./, '.');
}

function forbidden(view: LogView, inventory: ReadonlyMap<string, Artifact>): Dependency {
  const match = view.find(banned, ['Found Banned Dependency', '<--- banned'], 20)[0]?.match;
  if (match === undefined) return null;
  const kin = broughtByKin(view, `${match[1]}:${match[2]}`, inventory);
  if (kin !== null) return { name: keyOf(kin), from: null, to: lastVersion(kin) };
  return { name: `${match[1]}:${match[2]}`, from: null, to: match[3] ?? null };
}

/** A sibling of the project's own, the description of which was read last before that of the banned one: it brings it along. */
function broughtByKin(
  view: LogView,
  bannedName: string,
  inventory: ReadonlyMap<string, Artifact>,
): Artifact | null {
  const at = Math.min(...[...(inventory.get(bannedName)?.versions.values() ?? [])].map(({ first }) => first));
  const own = ownArtifacts(view);
  const groups = new Set(own.map(({ group }) => group));
  const modules = new Set(own.map(({ group, name }) => `${group}:${name}`));
  const before = [...inventory.values()]
    .filter((one) => groups.has(one.group) && !modules.has(keyOf(one)) && usedVersion(one) !== null)
    .map((one) => ({ one, first: Math.min(...[...one.versions.values()].map(({ first }) => first)) }))
    .filter(({ first }) => first < at && at - first <= NEAR_LINES);
  return before.at(-1)?.one ?? null;
}

/** The list of versions (BOM) that the project imports, where one was fetched: the first of them. */
export function guiltyList(view: LogView): Dependency {
  const inventory = artifactInventory(view);
  const list = [...inventory.values()].find(({ name }) => isList.test(name));
  return list === undefined ? null : { name: keyOf(list), from: null, to: lastVersion(list) };
}

function bomOf(group: string, inventory: ReadonlyMap<string, Artifact>): Artifact | null {
  const boms = [...inventory.values()].filter(
    (artifact) => isList.test(artifact.name) && group.startsWith(artifact.group),
  );
  return boms.sort((a, b) => b.group.length - a.group.length)[0] ?? null;
}

function keyOf(artifact: Artifact): string {
  return `${artifact.group}:${artifact.name}`;
}

function lastVersion(artifact: Artifact): string | null {
  return [...artifact.versions.keys()].at(-1) ?? null;
}
