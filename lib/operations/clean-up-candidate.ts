import { fixScope, loadFix } from './load-fix';
import { openProject } from './open-project';
import { recordRemoval } from './record-removal';
import { removeScratchBranch } from './remove-scratch-branch';
import type { Services } from './services';

/** Removes the scratch branch of a fix, and the draft merge request that may hang on it. Does nothing the second time. */
export async function cleanUpCandidate(
  services: Services,
  input: { fixId: string; cancelPipelines: boolean },
): Promise<void> {
  const { fix } = await loadFix(services, input.fixId);
  if (fix.candidateBranch === null) return;
  const { project, host } = await openProject(services, fix.failure.projectId);
  const closedDrafts: number[] = [];
  if (fix.validations.some((validation) => validation.method === 'api')) {
    const drafts = await host.listOpenMergeRequests(project.gitlabProjectId, fix.candidateBranch);
    const ours = drafts.filter((draft) => draft.sourceProjectId === project.gitlabProjectId);
    for (const draft of ours) {
      await host.closeMergeRequest(project.gitlabProjectId, draft.iid);
      closedDrafts.push(draft.iid);
    }
  }
  const removal = await removeScratchBranch(host, project.gitlabProjectId, fix.candidateBranch, input);
  await services.db.$transaction(async (tx) => {
    await tx.fix.update({ where: { id: fix.id }, data: { candidateBranch: null } });
    await recordRemoval(tx, fixScope(fix), { ...removal, closedDrafts });
  });
}
