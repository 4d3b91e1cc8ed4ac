import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';

import { runGit, tryGit } from '../git/run-git';
import { commitTree, moveRef, writeCommit } from '../git/write-commit';
import { announcePush } from '../push/announce-push';
import type { RefChange } from '../push/announce-push';
import type { Sandbox } from '../sandbox';
import type { ProjectRecord, UserRecord } from '../store/records';

export interface SeedBranch {
  name: string;
  /** The branch it starts from; left out: the default branch, or nothing for the first. */
  from?: string | undefined;
  message?: string | undefined;
  /** Paths to text; null removes the file. */
  files: Record<string, string | null>;
  /** Paths among `files` that are executable. */
  executable?: string[] | undefined;
}

/** Puts branches into a project's repository, one commit each. Returns what moved; nothing is announced. */
export async function seedBranches(
  sandbox: Sandbox,
  project: ProjectRecord,
  user: UserRecord,
  branches: readonly SeedBranch[],
): Promise<RefChange[]> {
  const repository = await sandbox.git.ensureRepository(project.id);
  const changes: RefChange[] = [];
  const first = branches[0]?.name;
  for (const branch of branches) {
    const ref = `refs/heads/${branch.name}`;
    const before = await sandbox.git.resolve(project.id, ref);
    const from = branch.from ?? (project.defaultBranch === '' ? first : project.defaultBranch);
    const base =
      before ?? (from === undefined ? null : await sandbox.git.resolve(project.id, `refs/heads/${from}`));
    const person = { name: user.name, email: user.email };
    const after = await writeCommit({
      repository,
      parents: base === null ? [] : [base],
      base,
      entries: Object.entries(branch.files).map(([file, text]) => ({
        path: file,
        mode: branch.executable?.includes(file) ? '100755' : '100644',
        content: text === null ? null : Buffer.from(text),
      })),
      message: branch.message ?? (base === null ? 'Initial commit' : `Work on ${branch.name}`),
      author: person,
      committer: person,
      date: sandbox.clock.now(),
    });
    if (!(await moveRef(repository, ref, after, before)))
      throw new Error(`${branch.name} moved while it was seeded`);
    changes.push({ ref, before, after });
  }
  return changes;
}

/** Fills a repository from a folder: all branches and tags of a git folder, or one commit of a plain one. */
export async function seedFolder(
  sandbox: Sandbox,
  project: ProjectRecord,
  user: UserRecord,
  folder: string,
): Promise<RefChange[]> {
  const repository = await sandbox.git.ensureRepository(project.id);
  if (existsSync(path.join(folder, '.git')) || existsSync(path.join(folder, 'HEAD')))
    return seedGitFolder(sandbox, project, repository, folder);
  const scratch = path.join(repository, 'sandbox-tmp');
  await mkdir(scratch, { recursive: true });
  const env = {
    GIT_INDEX_FILE: path.join(scratch, `index-${randomUUID()}`),
    GIT_DIR: repository,
    GIT_WORK_TREE: folder,
  };
  try {
    await runGit(folder, ['add', '--all', '--', '.'], { env });
    const tree = (await runGit(folder, ['write-tree'], { env })).trim();
    const person = { name: user.name, email: user.email };
    const after = await commitTree({
      repository,
      tree,
      parents: [],
      message: 'Initial commit',
      author: person,
      committer: person,
      date: sandbox.clock.now(),
    });
    await moveRef(repository, 'refs/heads/main', after, null);
    return [{ ref: 'refs/heads/main', before: null, after }];
  } finally {
    await rm(env.GIT_INDEX_FILE, { force: true });
  }
}

async function seedGitFolder(
  sandbox: Sandbox,
  project: ProjectRecord,
  repository: string,
  folder: string,
): Promise<RefChange[]> {
  await runGit(repository, [
    'fetch',
    '--quiet',
    '--update-shallow',
    path.resolve(folder),
    '+refs/heads/*:refs/heads/*',
    '+refs/tags/*:refs/tags/*',
  ]);
  const current = (await tryGit(folder, ['symbolic-ref', '--short', 'HEAD'])).stdout.toString().trim();
  const list = await runGit(repository, [
    'for-each-ref',
    '--format=%(objectname) %(refname)',
    'refs/heads',
    'refs/tags',
  ]);
  const changes: RefChange[] = [];
  for (const line of list.split('\n')) {
    const [after, ref] = line.split(' ');
    if (after === undefined || ref === undefined) continue;
    const change = { ref, before: null, after: (await sandbox.git.resolve(project.id, ref)) ?? after };
    if (ref === `refs/heads/${current}`) changes.unshift(change);
    else changes.push(change);
  }
  return changes;
}

/**
 * Makes what was seeded known. Announced as a push it starts pipelines and webhooks; quietly, only the default branch is
 * taken from the first change.
 */
export async function settleSeed(
  sandbox: Sandbox,
  project: ProjectRecord,
  user: UserRecord,
  changes: RefChange[],
  announce: boolean,
): Promise<void> {
  if (!announce) {
    const quiet = changes.filter((change) => change.ref.startsWith('refs/heads/')).slice(0, 1);
    if (project.defaultBranch !== '' || quiet.length === 0) return;
    await announcePush(sandbox, {
      projectId: project.id,
      userId: user.id,
      changes: quiet,
      options: ['ci.skip'],
    });
    return;
  }
  await announcePush(sandbox, { projectId: project.id, userId: user.id, changes });
}
