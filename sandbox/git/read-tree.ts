import { isPlainPath } from './repositories';
import { runGit, tryGit } from './run-git';

export interface TreeEntry {
  id: string;
  name: string;
  type: 'blob' | 'tree' | 'commit';
  path: string;
  mode: string;
}

/** A folder of a commit, as git orders it, or null where there is no such folder. */
export async function readTree(
  repository: string,
  sha: string,
  folder: string,
  recursive: boolean,
): Promise<TreeEntry[] | null> {
  const path = folder.replace(/^\/+|\/+$/g, '');
  if (path !== '' && !isPlainPath(path)) return null;
  const { code, stdout } = await tryGit(repository, [
    'ls-tree',
    '-z',
    ...(recursive ? ['-r', '-t'] : []),
    path === '' ? sha : `${sha}:${path}`,
  ]);
  if (code !== 0) return null;
  const entries = parse(stdout.toString(), path);
  // GitLab lists folders before files.
  return recursive
    ? entries
    : [...entries.filter((one) => one.type === 'tree'), ...entries.filter((one) => one.type !== 'tree')];
}

function parse(text: string, folder: string): TreeEntry[] {
  const entries: TreeEntry[] = [];
  for (const line of text.split('\0')) {
    const match = /^(\d{6}) (blob|tree|commit) ([0-9a-f]{40})\t(.+)$/s.exec(line);
    const [, mode, type, id, path] = match ?? [];
    if (mode === undefined || id === undefined || path === undefined) continue;
    if (type !== 'blob' && type !== 'tree' && type !== 'commit') continue;
    entries.push({
      id,
      name: path.slice(path.lastIndexOf('/') + 1),
      type,
      path: folder === '' ? path : `${folder}/${path}`,
      mode,
    });
  }
  return entries;
}

/** One path of a commit, or null. */
export async function findEntry(repository: string, sha: string, path: string): Promise<TreeEntry | null> {
  if (!isPlainPath(path)) return null;
  const text = await runGit(repository, ['ls-tree', '-z', '--full-tree', sha, '--', path]);
  return parse(text, '').find((entry) => entry.path === path) ?? null;
}

/** The last commit up to `sha` that touched a path, or null. */
export async function lastCommitOf(repository: string, sha: string, path: string): Promise<string | null> {
  const text = await runGit(repository, ['log', '-1', '--format=%H', sha, '--', `:(literal)${path}`]);
  return text.trim() === '' ? null : text.trim();
}
