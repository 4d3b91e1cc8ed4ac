import type { LogView } from '../view/log-view';
import { compareVersions } from './compare-versions';

export interface Named {
  readonly name: string;
  readonly version: string | null;
  /** True where the project's own rules put it above what was asked for. */
  readonly isLifted: boolean;
}

interface Node extends Named {
  /** The version that was asked for, where the project's own rules put another in its place. */
  readonly demanded: string;
}

const heading =
  /(?:Require upper bound dependencies|Dependency convergence) error for ([\w.-]{1,120}:[\w.-]{1,120}):\S{1,100}.{0,40}[Pp]aths to dependency (?:are|is):/;
const node =
  /^(?:\[\w{4,7}\] )?\s{0,80}\+-([\w.-]{1,120}:[\w.-]{1,120}):(\S{1,160})(?:.{0,60}<-- [\w.-]{1,120}:[\w.-]{1,120}:(\S{1,160}))?/;
const MAX_BLOCKS = 60;

/**
 * Which artifact asks for the newest version, of all that the enforcer's rules requireUpperBoundDeps and
 * dependencyConvergence list: most often the one that was updated. Null when they list none.
 */
export function demandingArtifact(view: LogView): Named | null {
  const votes = new Map<string, { named: Named; count: number }>();
  for (const { index, match } of view.find(
    heading,
    ['Require upper bound', 'convergence error'],
    MAX_BLOCKS,
  )) {
    for (const [named, weight] of votesOf(pathsBelow(view, index + 1), match[0].startsWith('Require'))) {
      const known = votes.get(named.name);
      votes.set(named.name, { named, count: (known?.count ?? 0) + weight });
    }
  }
  const [first] = [...votes.values()].sort((a, b) => b.count - a.count);
  return first?.named ?? null;
}

function pathsBelow(view: LogView, from: number): Node[][] {
  const paths: Node[][] = [[]];
  for (let index = from; index < from + 400; index += 1) {
    const text = view.text(index).replace(/^\[\w{4,7}\] ?/, '');
    const match = node.exec(text);
    if (match !== null) paths.at(-1)?.push(toNode(match));
    else if (text.trim() === 'and') paths.push([]);
    else if (text.trim() !== '' || heading.test(text)) break;
  }
  return paths.filter((path) => path.length > 1);
}

function toNode(match: RegExpExecArray): Node {
  const version = versionIn(match[2] ?? '');
  const demanded = match[3] === undefined ? version : versionIn(match[3]);
  return {
    name: match[1] ?? '',
    version,
    demanded,
    isLifted: compareVersions(version, demanded) > 0,
  };
}

/** `2.13.0`, `jar:2.13.0:compile` or `jar:tests:2.13.0:test`. */
function versionIn(text: string): string {
  const parts = text.replace(/^\[|\]$/g, '').split(':');
  return parts.find((part) => /\d/.test(part)) ?? parts[0] ?? '';
}

/**
 * Those on the way to the version that stands out: the newest where an upper bound is broken, the rarest where versions
 * differ. What stands on no other way counts most, the project's own modules not at all.
 */
function votesOf(paths: readonly Node[][], isUpperBound: boolean): [Named, number][] {
  const outlier = isUpperBound ? newest(paths) : rarest(paths);
  if (outlier === null) return [];
  const others = paths.filter((path) => path.at(-1)?.demanded !== outlier);
  const elsewhere = new Set(others.flatMap((path) => path.map(({ name }) => name)));
  const votes: [Named, number][] = [];
  for (const path of paths) {
    const leaf = path.at(-1);
    const [root] = path;
    if (leaf === undefined || root === undefined || leaf.demanded !== outlier) continue;
    const between = path.slice(1, -1).filter((step) => !isModuleOf(root, step));
    if (between.length === 0) votes.push([leaf, 0.6]);
    between.forEach((step, index) => {
      const comesFromOutside = index === 0 || groupOf(step) !== groupOf(between[index - 1] ?? step);
      const weight = elsewhere.has(step.name) ? 0.2 : 1.2 + (comesFromOutside ? 0.5 : 0);
      votes.push([step, weight + (index === 0 ? 0.3 : 0) + (step.isLifted ? 1.5 : 0)]);
    });
  }
  return votes;
}

function newest(paths: readonly Node[][]): string | null {
  return demands(paths).reduce<string | null>(
    (best, version) => (best === null || compareVersions(version, best) > 0 ? version : best),
    null,
  );
}

/** The version asked for least often; of two that are as rare the newer. */
function rarest(paths: readonly Node[][]): string | null {
  const counts = new Map<string, number>();
  for (const version of demands(paths)) counts.set(version, (counts.get(version) ?? 0) + 1);
  const [first] = [...counts].sort((a, b) => a[1] - b[1] || compareVersions(b[0], a[0]));
  return first?.[0] ?? null;
}

function demands(paths: readonly Node[][]): string[] {
  return paths.map((path) => path.at(-1)?.demanded).filter((version) => version !== undefined);
}

function groupOf({ name }: Named): string {
  return name.slice(0, name.indexOf(':'));
}

function isModuleOf(root: Named, step: Named): boolean {
  return groupOf(root) === groupOf(step) && root.version === step.version;
}
