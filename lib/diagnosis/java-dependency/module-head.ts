import type { LogView } from '../view/log-view';
import { locate, type Artifact } from './artifact-inventory';
import { usedVersion } from './used-version';

/**
 * The first dependency that Maven fetched for the module that failed, where other modules were built before it: what they
 * share was there by then, so that this one is the module's own. `isAlone` says that nothing else
 * was fetched for it. Null in a build of one module, where the first says nothing.
 */
export function moduleHead(
  view: LogView,
  inventory: ReadonlyMap<string, Artifact>,
  failedAt: number,
): { readonly head: Artifact; readonly isAlone: boolean } | null {
  const starts = view
    .find(
      /^\[INFO\] (?:Building \S.{0,200}|-{1,80}< [\w.-]{1,120}:[\w.-]{1,120} >-{1,80})$/,
      ['[INFO] Building ', '>-'],
      2_000,
    )
    .filter(({ index, match }) => index < failedAt && /\[\d{1,4}\/\d{1,4}\]$|>-/.test(match[0]));
  const start = starts.findLast(({ match }) => match[0].startsWith('[INFO] Building'))?.index;
  if (start === undefined || starts.filter(({ index }) => index < start - 3).length === 0) return null;
  const fetched = view.linesWith('.pom').filter((index) => index > start && index < failedAt);
  const own: Artifact[] = [];
  for (const index of fetched) {
    const path = /(?:Downloaded|Downloading)(?: from [\w.-]{1,100})?: (\S{1,600}\.pom)/.exec(
      view.text(index),
    )?.[1];
    const at = path === undefined ? null : locate(path);
    if (at === null || isOfBuild(at.group, at.name)) continue;
    const artifact = inventory.get(`${at.group}:${at.name}`);
    if (artifact !== undefined && usedVersion(artifact) === at.version && !own.includes(artifact))
      own.push(artifact);
  }
  const [head] = own;
  return head === undefined ? null : { head, isAlone: own.length === 1 };
}

/** Plugins and what they are made of. */
function isOfBuild(group: string, name: string): boolean {
  return (
    /plugin/.test(name) ||
    /plugins?$/.test(group) ||
    /^(?:org\.apache\.maven|org\.codehaus\.mojo)/.test(group)
  );
}
