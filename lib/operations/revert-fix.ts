import { isPlatformError } from '@/lib/domain/platform-error';
import { automation } from './caller';
import { failUndoing } from './fail-undoing';
import { findOwnRevert } from './find-own-revert';
import { fixScope, loadFix } from './load-fix';
import { openProject } from './open-project';
import { recordAudit } from './record-audit';
import type { Services } from './services';

/**
 * Reverts a committed fix with a commit of its own, once; on top of whatever was pushed since, or says why not: GitLab
 * refuses, or the branch is gone or has become protected.
 */
export async function revertFix(
  services: Services,
  input: { fixId: string },
): Promise<{ kind: 'reverted'; sha: string } | { kind: 'refused'; reason: string }> {
  const { fix, edits } = await loadFix(services, input.fixId);
  if (fix.revertSha !== null) return { kind: 'reverted', sha: fix.revertSha };
  if (fix.appliedSha === null) return { kind: 'refused', reason: 'It was never committed.' };
  const { project, host } = await openProject(services, fix.failure.projectId);
  const { appliedSha } = fix;
  const { gitlabProjectId } = project;
  const branch = await host.findBranch(gitlabProjectId, fix.failure.branch);
  if (!branch) return refuse('The branch is gone.');
  try {
    const earlier = await findOwnRevert(host, gitlabProjectId, {
      appliedSha,
      edits,
      headSha: branch.headSha,
    });
    if (!earlier && branch.isProtected) {
      return await refuse('The branch has become protected, and nothing is committed to a protected branch.');
    }
    const commit = earlier ?? (await host.revertCommit(gitlabProjectId, appliedSha, branch.name));
    await services.db.$transaction(async (tx) => {
      await tx.fix.update({
        where: { id: fix.id },
        data: {
          status: 'undone',
          statusReason: `Undone by ${commit.sha.slice(0, 8)}.`,
          revertSha: commit.sha,
        },
      });
      await tx.failure.update({
        where: { id: fix.failureId },
        data: { status: 'no-fix', statusReason: 'The fix was undone on request.' },
      });
      await recordAudit(tx, automation, {
        action: 'fix.undone',
        scope: fixScope(fix),
        summary: `Reverted ${appliedSha.slice(0, 8)} with ${commit.sha.slice(0, 8)} on ${fix.failure.branch}.`,
        details: { appliedSha, revertSha: commit.sha },
      });
    });
    return { kind: 'reverted', sha: commit.sha };
  } catch (error) {
    if (!isPlatformError(error) || error.isPassing || error.kind === 'unauthorized') throw error;
    return refuse(`GitLab refused to revert it: ${error.message}`);
  }

  async function refuse(reason: string): Promise<{ kind: 'refused'; reason: string }> {
    await failUndoing(services, { fixId: input.fixId, reason });
    return { kind: 'refused', reason };
  }
}
