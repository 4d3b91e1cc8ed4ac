import { isPlatformError } from '@/lib/domain/platform-error';
import { automation } from './caller';
import { candidateCommit } from './candidate-commit';
import { findStopReason } from './find-stop-reason';
import { jobResult } from './job-result';
import { fixScope, loadFix, type FixRow } from './load-fix';
import { openProject } from './open-project';
import type { ValidationMethod } from './prepare-candidate';
import { recordAudit } from './record-audit';
import { removeScratchBranch } from './remove-scratch-branch';
import { findStarted, startScratchCommit } from './scratch-commit';
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
  const stopped = await findStopReason(services, fix.failureId);
  if (stopped !== null) return { kind: 'not-validated', reason: stopped };
  const wanted = candidateCommit(fix, edits, branch);
  const isFirst = await noteStart(services, fix, input.method);
  // A validation on record means that an earlier try was cut off: perhaps after GitLab had taken the commit.
  const earlier = isFirst ? null : await findStarted(host, project.gitlabProjectId, wanted);
  const commit = earlier ?? (await startScratchCommit(host, project.gitlabProjectId, wanted));
  const late = await findStopReason(services, fix.failureId);
  if (late !== null) {
    await removeScratchBranch(host, project.gitlabProjectId, branch, { cancelPipelines: true });
    return { kind: 'not-validated', reason: late };
  }
  await services.db.$transaction(async (tx) => {
    await tx.fix.update({
      where: { id: fix.id },
      data: { candidateSha: commit.sha, statusReason: `Its pipeline runs on ${branch}.` },
    });
    await recordAudit(tx, automation, {
      action: 'validation.started',
      scope: fixScope(fix),
      summary: `Started a validation on ${branch}.`,
      details: { branch, sha: commit.sha, method: input.method },
    });
  });
  if (input.method === 'branch') return { kind: 'started', sha: commit.sha, pipelineId: null };
  const started = isFirst
    ? undefined
    : (await host.listPipelines(project.gitlabProjectId, { sha: commit.sha })).find(
        (one) => one.status !== 'skipped',
      );
  if (started) return { kind: 'started', sha: commit.sha, pipelineId: started.id };
  try {
    const pipeline = await host.createPipeline(project.gitlabProjectId, branch);
    return { kind: 'started', sha: commit.sha, pipelineId: pipeline.id };
  } catch (error) {
    if (!isPlatformError(error) || error.kind !== 'invalid') throw error;
  }
  // Neither a push nor the API may start one: what is left is the pipeline of a merge request.
  const open = await host.listOpenMergeRequests(project.gitlabProjectId, branch);
  if (!open.some((one) => one.sourceProjectId === project.gitlabProjectId)) {
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

/** Puts the validation on record before anything is started. False when it was there already. */
async function noteStart(services: Services, fix: FixRow, method: ValidationMethod): Promise<boolean> {
  if (fix.validations.some((validation) => validation.method === method)) return false;
  await services.db.validation.create({
    data: {
      workspaceId: fix.workspaceId,
      fixId: fix.id,
      method,
      jobsBefore: fix.failure.pipelines.flatMap((pipeline) => jobResult.array().parse(pipeline.jobs)),
      startedAt: services.clock.now(),
    },
  });
  return true;
}
