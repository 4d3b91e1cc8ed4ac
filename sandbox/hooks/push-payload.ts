import { isProtected } from '../access/can-push';
import { logCommits } from '../git/repositories';
import { runGit } from '../git/run-git';
import type { RefChange } from '../push/announce-push';
import type { Sandbox } from '../sandbox';
import { urls } from '../shape/urls';
import type { ProjectRecord } from '../store/records';
import { commitPayload, projectPayload, repositoryPayload } from './project-payload';

const LISTED_COMMITS = 20;
const ZERO = '0'.repeat(40);

/** The payload of a push or tag push. At most 20 commits are listed; `total_commits_count` tells the rest. */
export async function pushPayload(
  sandbox: Sandbox,
  project: ProjectRecord,
  userId: number,
  change: RefChange,
) {
  const repository = await sandbox.git.ensureRepository(project.id);
  const isTag = change.ref.startsWith('refs/tags/');
  const user = sandbox.store.users.get(userId);
  const name = change.ref.replace(/^refs\/(heads|tags)\//, '');
  const range = commitRange(project, change);
  const commits =
    range === null || isTag ? [] : await logCommits(repository, ['-n', String(LISTED_COMMITS), ...range]);
  const total =
    range === null || isTag
      ? 0
      : Number((await runGit(repository, ['rev-list', '--count', ...range])).trim());
  const listed = [];
  for (const commit of commits.reverse())
    listed.push({
      ...commitPayload(sandbox, project, commit),
      ...(await touchedPaths(repository, commit.id)),
    });
  const kind = isTag ? 'tag_push' : 'push';
  return {
    object_kind: kind,
    event_name: kind,
    before: change.before ?? ZERO,
    after: change.after ?? ZERO,
    ref: change.ref,
    ref_protected: !isTag && isProtected(sandbox.store, project.id, name),
    checkout_sha: change.after,
    message: null,
    user_id: userId,
    user_name: user?.name ?? '',
    user_username: user?.username ?? '',
    user_email: null,
    user_avatar: user ? urls.avatar(sandbox, user) : null,
    project_id: project.id,
    project: projectPayload(sandbox, project),
    commits: listed,
    total_commits_count: total,
    push_options: {},
    repository: {
      ...repositoryPayload(sandbox, project),
      git_http_url: urls.git(sandbox, project),
      git_ssh_url: urls.ssh(sandbox, project),
      visibility_level: projectPayload(sandbox, project).visibility_level,
    },
  };
}

function commitRange(project: ProjectRecord, change: RefChange): string[] | null {
  if (change.after === null) return null;
  if (change.before !== null) return [`${change.before}..${change.after}`];
  const isDefault = change.ref === `refs/heads/${project.defaultBranch}`;
  return isDefault ? [change.after] : [change.after, `^refs/heads/${project.defaultBranch}`];
}

async function touchedPaths(repository: string, sha: string) {
  const text = await runGit(repository, [
    'diff-tree',
    '-r',
    '-z',
    '--no-commit-id',
    '--no-renames',
    '--name-status',
    '--root',
    sha,
  ]);
  const parts = text.split('\0');
  const touched = { added: [] as string[], modified: [] as string[], removed: [] as string[] };
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const path = parts[at + 1] ?? '';
    if (parts[at] === 'A') touched.added.push(path);
    else if (parts[at] === 'D') touched.removed.push(path);
    else touched.modified.push(path);
  }
  return touched;
}
