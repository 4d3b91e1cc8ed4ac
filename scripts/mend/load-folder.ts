import path from 'node:path';
import { git, tryGit } from './git';
import { missingIncludes } from './missing-includes';

/** A git folder made ready for the sandbox: the default branch holds what was there before the commit that is to be looked at. */
export interface LoadedFolder {
  readonly name: string;
  /** A bare repository; its HEAD is the default branch. */
  readonly repository: string;
  readonly defaultBranch: string;
  /** The commit whose pipeline is run: the folder's HEAD. */
  readonly sha: string;
}

/** Copies the committed state of a git folder; the folder itself is only read. Throws one sentence when it is none that can be taken. */
export async function loadFolder(folder: string, scratch: string): Promise<LoadedFolder> {
  const head = await tryGit(folder, ['rev-parse', '--verify', 'HEAD^{commit}']);
  if (head === null) throw new Error(`${folder} is no git folder with a commit.`);
  const ciText = await tryGit(folder, ['show', `${head}:.gitlab-ci.yml`]);
  if (ciText === null) throw new Error(`There is no committed .gitlab-ci.yml at the root of ${folder}.`);
  const missing = missingIncludes(ciText);
  if (missing.length > 0) {
    throw new Error(
      `The sandbox GitLab holds this repository alone, and its .gitlab-ci.yml includes more: ${missing.join(', ')}.`,
    );
  }
  const dirty = await tryGit(folder, ['status', '--porcelain', '--untracked-files=no']);
  if (dirty) process.stderr.write('! Changes that are not committed are left out.\n');
  const current = await tryGit(folder, ['symbolic-ref', '--short', 'HEAD']);
  const defaultBranch = current ?? 'main';
  const repository = path.join(scratch, 'repository.git');
  const top = await git(folder, ['rev-parse', '--show-toplevel']);
  await git(scratch, ['init', '--quiet', '--bare', '--initial-branch', defaultBranch, repository]);
  await git(repository, ['fetch', '--quiet', '--update-shallow', top, `${head}:refs/heads/head`]).catch(() =>
    git(repository, ['fetch', '--quiet', '--update-shallow', top, '+HEAD:refs/heads/head']),
  );
  const { base, sha } = await splitHead(repository, head);
  await git(repository, ['update-ref', `refs/heads/${defaultBranch}`, base]);
  await git(repository, ['update-ref', 'refs/keep/head', sha]);
  if (defaultBranch !== 'head') await git(repository, ['update-ref', '-d', 'refs/heads/head']);
  const name =
    path
      .basename(top)
      .replace(/[^\w.-]+/g, '-')
      .replace(/^[^A-Za-z0-9_]+|\.git$/g, '') || 'project';
  return { name, repository, defaultBranch, sha };
}

/** A merge request needs something to be merged into: the commit before, or an empty one where there is none. */
async function splitHead(repository: string, head: string): Promise<{ base: string; sha: string }> {
  const parent = await tryGit(repository, ['rev-parse', '--verify', `${head}^1`]);
  if (parent !== null) return { base: parent, sha: head };
  const emptyTree = await git(repository, ['hash-object', '-t', 'tree', '-w', '/dev/null']);
  const base = await git(repository, ['commit-tree', emptyTree, '-m', 'Empty']);
  const sha = await git(repository, ['commit-tree', `${head}^{tree}`, '-p', base, '-m', 'Everything']);
  return { base, sha };
}
