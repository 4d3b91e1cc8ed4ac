import { isPlatformError } from '@/lib/domain/platform-error';
import { automation } from './caller';
import { fixActions } from './fix-actions';
import { jobResult } from './job-result';
import { fixScope, loadFix } from './load-fix';
import { openProject } from './open-project';
import type { ValidationMethod } from './prepare-candidate';
import { recordAudit } from './record-audit';
import type { Services } from './services';

export type StartedCandidate =
  | { readonly kind: 'started'; readonly sha: string; readonly pipelineId: number | null }
  | { readonly kind: 'not-validated'; readonly reason: string };

/**
 * Commits the fix to its scratch branch, which starts its pipeline; where rules forbid branch pipelines, asks for one by API,
 * and where that is refused too, opens a draft merge request. Cut off and called again it leaves one candidate.
 */
export async function startCandidate(
  services: Services,
  input: { fixId: string; method: ValidationMethod },
): Promise<StartedCandidate> {
  const { fix, edits } = await loadFix(services, input.fixId);
  const { project, host } = await openProject(services, fix.failure.projectId);
  const branch = fix.candidateBranch;
  if (branch === null) return { kind: 'not-validated', reason: 'The scratch branch is gone.' };
  const commit = await host.commit(project.gitlabProjectId, {
    branch,
    startSha: fix.baseSha,
    replaceBranch: true,
    message: `Validate a fix by ${fix.strategy}\n\nPipemend-Candidate: ${fix.id}\n`,
    actions: fixActions(edits),
  });
  const before = fix.failure.pipelines.flatMap((pipeline) => jobResult.array().parse(pipeline.jobs));
  await services.db.$transaction(async (tx) => {
    await tx.fix.update({
      where: { id: fix.id },
      data: { candidateSha: commit.sha, statusReason: `Its pipeline runs on ${branch}.` },
    });
    await tx.validation.upsert({
      where: { fixId_method: { fixId: fix.id, method: input.method } },
      create: {
        workspaceId: fix.workspaceId,
        fixId: fix.id,
        method: input.method,
        jobsBefore: before,
        startedAt: services.clock.now(),
      },
      update: {},
    });
    await recordAudit(tx, automation, {
      action: 'validation.started',
      scope: fixScope(fix),
      summary: `Started a validation on ${branch}.`,
      details: { branch, sha: commit.sha, method: input.method },
    });
  });
  if (input.method === 'branch') return { kind: 'started', sha: commit.sha, pipelineId: null };
  try {
    const pipeline = await host.createPipeline(project.gitlabProjectId, branch);
    return { kind: 'started', sha: commit.sha, pipelineId: pipeline.id };
  } catch (error) {
    if (!isPlatformError(error) || error.kind !== 'invalid') throw error;
  }
  // Neither a push nor the API may start one: what is left is the pipeline of a merge request.
  const [open] = await host.listOpenMergeRequests(project.gitlabProjectId, branch);
  if (!open) {
    await host.createMergeRequest(project.gitlabProjectId, {
      sourceBranch: branch,
      targetBranch: fix.failure.branch,
      title: `Draft: validation of a fix by ${fix.strategy}`,
      description:
        'Pipemend opened this draft because only merge requests get pipelines here. It is closed when the validation ends; nobody needs to look at it.',
      removeSourceBranch: true,
    });
  }
  return { kind: 'started', sha: commit.sha, pipelineId: null };
}
