import { isPlatformError } from '@/lib/domain/platform-error';
import { automation } from './caller';
import { failUndoing } from './fail-undoing';
import { fixScope, loadFix } from './load-fix';
import { openProject } from './open-project';
import { recordAudit } from './record-audit';
import type { Services } from './services';

/** Reverts a committed fix with a commit of its own, once; on top of whatever was pushed since, or says why GitLab refuses. */
export async function revertFix(
  services: Services,
  input: { fixId: string },
): Promise<{ kind: 'reverted'; sha: string } | { kind: 'refused'; reason: string }> {
  const { fix } = await loadFix(services, input.fixId);
  if (fix.revertSha !== null) return { kind: 'reverted', sha: fix.revertSha };
  if (fix.appliedSha === null) return { kind: 'refused', reason: 'It was never committed.' };
  const { project, host } = await openProject(services, fix.failure.projectId);
  const recent = await host.listCommits(project.gitlabProjectId, fix.failure.branch, 100);
  const earlier = recent.find((commit) => commit.message.includes(`This reverts commit ${fix.appliedSha}`));
  try {
    const commit =
      earlier ?? (await host.revertCommit(project.gitlabProjectId, fix.appliedSha, fix.failure.branch));
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
        summary: `Reverted ${(fix.appliedSha ?? '').slice(0, 8)} with ${commit.sha.slice(0, 8)} on ${fix.failure.branch}.`,
        details: { appliedSha: fix.appliedSha, revertSha: commit.sha },
      });
    });
    return { kind: 'reverted', sha: commit.sha };
  } catch (error) {
    if (!isPlatformError(error) || error.isPassing || error.kind === 'unauthorized') throw error;
    const reason = `GitLab refused to revert it: ${error.message}`;
    await failUndoing(services, { fixId: fix.id, reason });
    return { kind: 'refused', reason };
  }
}
