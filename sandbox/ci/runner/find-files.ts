import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';
import { pathMatcher } from '../config/match-path';

const MAX_FILES = 50_000;

export interface FoundFile {
  /** Relative to the work tree, with `/`. */
  path: string;
  mode: number;
  size: number;
  link: boolean;
}

/**
 * Files of a work tree that `paths` name (a folder stands for all below it), less those that `exclude` names. Links
 * are reported, never followed; nothing outside the tree and nothing of `.git` is ever found.
 */
export async function findFiles(
  root: string,
  paths: readonly string[],
  exclude: readonly string[] = [],
): Promise<FoundFile[]> {
  const cleaned = paths.map((one) =>
    path.posix.normalize(one.replaceAll('\\', '/')).replace(/^\.\/|\/+$/g, ''),
  );
  const inside = cleaned.filter(
    (one) => one !== '' && one !== '..' && !one.startsWith('../') && !path.isAbsolute(one),
  );
  const matches = pathMatcher(inside.flatMap((one) => (one === '.' ? ['**'] : [one, `${one}/**`])));
  const excluded = pathMatcher(exclude);
  const found: FoundFile[] = [];
  const visit = async (folder: string): Promise<void> => {
    for (const entry of (await readdir(path.join(root, folder), { withFileTypes: true })).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    )) {
      const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (name === '.git' || found.length >= MAX_FILES) continue;
      if (entry.isDirectory()) await visit(name);
      else if ((entry.isFile() || entry.isSymbolicLink()) && matches(name) && !excluded(name)) {
        const stat = await lstat(path.join(root, name));
        found.push({ path: name, mode: stat.mode, size: stat.size, link: entry.isSymbolicLink() });
      }
    }
  };
  await visit('');
  return found;
}
