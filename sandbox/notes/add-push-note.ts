import { logCommits } from '../git/repositories';
import type { Sandbox } from '../sandbox';
import type { MergeRequestRecord } from '../store/records';
import { addNote } from './add-note';

/** The line GitLab itself writes under a merge request when commits arrive. */
export async function addPushNote(
  sandbox: Sandbox,
  mergeRequest: MergeRequestRecord,
  userId: number,
  oldSha: string,
): Promise<void> {
  const repository = await sandbox.git.ensureRepository(mergeRequest.projectId);
  const commits = await logCommits(repository, ['-n', '20', `${oldSha}..${mergeRequest.headSha}`]);
  const items = commits
    .reverse()
    .map((commit) => `<li>${commit.id.slice(0, 8)} - ${escapeHtml(commit.title)}</li>`);
  await addNote(sandbox, {
    projectId: mergeRequest.projectId,
    noteable: { kind: 'merge_request', mergeRequestId: mergeRequest.id },
    authorId: userId,
    body: `added ${commits.length} commit${commits.length === 1 ? '' : 's'}\n\n<ul>${items.join('')}</ul>`,
    type: null,
    system: true,
  });
}

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
