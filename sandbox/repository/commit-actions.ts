import type { IndexEntry, Person } from '../git/write-commit';
import { moveRef, writeCommit } from '../git/write-commit';
import { findEntry, lastCommitOf } from '../git/read-tree';
import { isPlainPath } from '../git/repositories';
import { tryGit } from '../git/run-git';
import { announcePush } from '../push/announce-push';
import type { Sandbox } from '../sandbox';
import type { ProjectRecord, UserRecord } from '../store/records';

export interface CommitAction {
  action: 'create' | 'update' | 'delete' | 'move' | 'chmod';
  path: string;
  previousPath: string | null;
  content: Buffer | null;
  lastCommitId: string | null;
  executable: boolean | null;
}

export interface CommitRequest {
  project: ProjectRecord;
  user: UserRecord;
  branch: string;
  /** Where a new branch starts; at most one of the two. */
  startBranch: string | null;
  startSha: string | null;
  force: boolean;
  message: string;
  author: Person | null;
  actions: CommitAction[];
}

export type CommitOutcome = { kind: 'committed'; sha: string } | { kind: 'refused'; message: string };

const refused = (message: string): CommitOutcome => ({ kind: 'refused', message });

/**
 * Makes one commit of several file actions and moves the branch to it, all or nothing. A file that changed since its
 * `lastCommitId`, and a branch that moved while this was working, are refused in GitLab's words. Whether the person may push
 * is the caller's question.
 */
export async function commitActions(sandbox: Sandbox, request: CommitRequest): Promise<CommitOutcome> {
  const { project, branch } = request;
  const repository = await sandbox.git.ensureRepository(project.id);
  if (!(await isBranchName(repository, branch))) return refused('Branch name is invalid');
  const ref = `refs/heads/${branch}`;
  const head = await sandbox.git.resolve(project.id, ref);
  const start = await startOf(sandbox, request, head);
  if (start.kind === 'refused') return start;

  const entries = new Map<string, IndexEntry>();
  for (const action of request.actions) {
    const outcome = await toEntries(repository, start.sha, action, entries);
    if (outcome !== null) return refused(outcome);
  }
  const person: Person = { name: request.user.name, email: request.user.email };
  let sha: string;
  try {
    sha = await writeCommit({
      repository,
      parents: start.sha === null ? [] : [start.sha],
      base: start.sha,
      entries: [...entries.values()],
      message: request.message,
      author: request.author ?? person,
      committer: person,
      date: sandbox.clock.now(),
    });
  } catch (error) {
    // Git refuses what cannot be a tree, such as a file below a file.
    return refused(
      `The changes could not be committed: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  if (!(await moveRef(repository, ref, sha, head)))
    return refused(`Could not update ${ref}. Please refresh and try again.`);
  await announcePush(sandbox, {
    projectId: project.id,
    userId: request.user.id,
    changes: [{ ref, before: head, after: sha }],
  });
  return { kind: 'committed', sha };
}

async function startOf(
  sandbox: Sandbox,
  request: CommitRequest,
  head: string | null,
): Promise<{ kind: 'start'; sha: string | null } | { kind: 'refused'; message: string }> {
  const { project, branch, startBranch, startSha, force } = request;
  const from = startBranch ?? startSha;
  if (from !== null && startBranch !== branch) {
    if (head !== null && !force)
      return {
        kind: 'refused',
        message: `A branch called '${branch}' already exists. Switch to that branch in order to make changes`,
      };
    const sha = await sandbox.git.resolve(project.id, startBranch === null ? from : `refs/heads/${from}`);
    return sha === null
      ? { kind: 'refused', message: `Cannot find start_branch '${from}'` }
      : { kind: 'start', sha };
  }
  if (head === null && project.defaultBranch !== '')
    return { kind: 'refused', message: 'You can only create or edit files when you are on a branch' };
  return { kind: 'start', sha: head };
}

/** Adds what an action does to the entries; gives the refusal where it cannot be done. */
async function toEntries(
  repository: string,
  base: string | null,
  action: CommitAction,
  entries: Map<string, IndexEntry>,
): Promise<string | null> {
  const { path } = action;
  for (const one of [path, action.previousPath])
    if (one !== null && (!isPlainPath(one) || one.split('/').some((part) => part.toLowerCase() === '.git')))
      return 'Invalid path';
  const find = async (wanted: string) => {
    const planned = entries.get(wanted);
    if (planned)
      return planned.content === null || Buffer.isBuffer(planned.content)
        ? planned.content === null
          ? null
          : { mode: planned.mode, content: planned.content }
        : { mode: planned.mode, content: planned.content };
    const entry = base === null ? null : await findEntry(repository, base, wanted);
    return entry?.type === 'blob' ? { mode: entry.mode, content: { blob: entry.id } } : null;
  };
  const source = action.action === 'move' ? (action.previousPath ?? '') : path;
  if (action.lastCommitId !== null && action.action !== 'create') {
    const last = base === null ? null : await lastCommitOf(repository, base, source);
    if (last !== action.lastCommitId) return `The file has changed since you started editing it: ${source}`;
  }
  const found = await find(source);
  if (action.action === 'create') {
    if (found) return 'A file with this name already exists';
    entries.set(path, {
      path,
      mode: action.executable ? '100755' : '100644',
      content: action.content ?? Buffer.alloc(0),
    });
    return null;
  }
  if (!found) return "A file with this name doesn't exist";
  switch (action.action) {
    case 'update':
      entries.set(path, {
        path,
        mode: modeFor(action, found.mode),
        content: action.content ?? Buffer.alloc(0),
      });
      return null;
    case 'delete':
      entries.set(path, { path, mode: '0', content: null });
      return null;
    case 'chmod':
      entries.set(path, { path, mode: modeFor(action, found.mode), content: found.content });
      return null;
    case 'move':
      if (await find(path)) return 'A file with this name already exists';
      entries.set(source, { path: source, mode: '0', content: null });
      entries.set(path, {
        path,
        mode: modeFor(action, found.mode),
        content: action.content ?? found.content,
      });
      return null;
  }
}

function modeFor(action: CommitAction, mode: string): string {
  if (action.executable === null) return mode;
  return action.executable ? '100755' : '100644';
}

export async function isBranchName(repository: string, name: string): Promise<boolean> {
  if (name === '' || name.startsWith('-') || name.includes('\0')) return false;
  return (await tryGit(repository, ['check-ref-format', `refs/heads/${name}`])).code === 0;
}
