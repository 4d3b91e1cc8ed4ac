import { loadFix } from './load-fix';
import { openProject } from './open-project';
import type { Services } from './services';

/** Removes the scratch branch of a fix, and the draft merge request that may hang on it. Does nothing the second time. */
export async function cleanUpCandidate(
  services: Services,
  input: { fixId: string; cancelPipelines: boolean },
): Promise<void> {
  const { fix } = await loadFix(services, input.fixId);
  if (fix.candidateBranch === null) return;
  const { project, host } = await openProject(services, fix.failure.projectId);
  if (input.cancelPipelines) {
    for (const status of ['running', 'pending']) {
      const live = await host.listPipelines(project.gitlabProjectId, { ref: fix.candidateBranch, status });
      for (const pipeline of live) await host.cancelPipeline(project.gitlabProjectId, pipeline.id);
    }
  }
  if (fix.validations.some((validation) => validation.method === 'api')) {
    const drafts = await host.listOpenMergeRequests(project.gitlabProjectId, fix.candidateBranch);
    for (const draft of drafts) await host.closeMergeRequest(project.gitlabProjectId, draft.iid);
  }
  await host.deleteBranch(project.gitlabProjectId, fix.candidateBranch);
  await services.db.fix.update({ where: { id: fix.id }, data: { candidateBranch: null } });
}
