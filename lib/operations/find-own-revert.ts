import type { FileEdit } from '@/lib/domain/file-edit';
import type { CodeHost, Commit } from '@/lib/ports/code-host';

/** Deeper than this under the head of its branch, a revert that is not on record is not looked for. */
const deepest = 100;
const mostCompared = 5;

/**
 * The commit by which an earlier try undid a fix and was cut off before it was written down; null when there is none.
 * Anyone can write what GitLab writes into a revert, so the words are not enough: the commit changes no other file than the
 * fix did, and at `headSha` every one of these files is as it was before the fix.
 */
export async function findOwnRevert(
  host: CodeHost,
  project: number,
  fix: { readonly appliedSha: string; readonly edits: readonly FileEdit[]; readonly headSha: string },
): Promise<Commit | null> {
  const { appliedSha, edits, headSha } = fix;
  const paths = edits.map(({ path }) => path);
  const commits = await host.listCommits(project, headSha, deepest);
  const alike = commits.filter(
    ({ message, parentShas }) => parentShas.length === 1 && isRevertMessage(message, appliedSha),
  );
  if (alike.length === 0) return null;
  const texts = await host.readFiles(project, headSha, paths);
  if (edits.some(({ path, before }) => (texts.get(path) ?? null) !== before)) return null;
  for (const commit of alike.slice(0, mostCompared)) {
    const [parent = ''] = commit.parentShas;
    const changed = await host.comparePaths(project, parent, commit.sha);
    if (changed.length > 0 && changed.every((path) => paths.includes(path))) return commit;
  }
  return null;
}

/** The whole message that GitLab gives to the revert of a commit that came with no merge request. */
function isRevertMessage(message: string, sha: string): boolean {
  const lines = message.trimEnd().split('\n');
  const [title = '', blank, description] = lines;
  const isTitle = title.startsWith('Revert "') && title.endsWith('"');
  return lines.length === 3 && isTitle && blank === '' && description === `This reverts commit ${sha}`;
}
