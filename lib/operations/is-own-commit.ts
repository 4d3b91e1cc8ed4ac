import type { CodeHost } from '@/lib/ports/code-host';
import type { ProjectRow } from './open-project';
import type { Services } from './services';

/**
 * True for a commit that Pipemend made: one we have on record, or one whose pipeline our own account started and whose
 * message carries our trailer (or reverts a commit of ours). A name or a message alone proves nothing: anyone can write them.
 */
export async function isOwnCommit(
  services: Services,
  host: CodeHost,
  project: ProjectRow,
  commit: { sha: string; pipelineUserId: number | null },
): Promise<boolean> {
  const recorded = await services.db.fix.findFirst({
    where: {
      failure: { projectId: project.id },
      OR: [{ appliedSha: commit.sha }, { revertSha: commit.sha }, { candidateSha: commit.sha }],
    },
    select: { id: true },
  });
  if (recorded) return true;
  if (commit.pipelineUserId !== project.writerUserId) return false;
  const { message } = await host.getCommit(project.gitlabProjectId, commit.sha);
  const fixId = /^Pipemend-Fix: ([0-9a-f-]{36})$/m.exec(message)?.[1];
  const reverted = /This reverts commit ([0-9a-f]{40})/.exec(message)?.[1];
  if (fixId === undefined && reverted === undefined) return false;
  const ours = await services.db.fix.findFirst({
    where: {
      failure: { projectId: project.id },
      OR: [...(fixId ? [{ id: fixId }] : []), ...(reverted ? [{ appliedSha: reverted }] : [])],
    },
    select: { id: true },
  });
  return ours !== null;
}
