import { isFinished, pipelineStatus } from '@/lib/domain/pipeline';
import type { ValidationOutcome } from '@/lib/domain/validation-outcome';
import { judge } from '@/lib/repair/judge';
import type { JobResult } from '@/lib/repair/judge';
import { automation } from './caller';
import { findCandidatePipeline } from './find-candidate-pipeline';
import { jobResult, jobResults, type JobResultRow } from './job-result';
import { fixScope, loadFix } from './load-fix';
import { openProject } from './open-project';
import type { ValidationMethod } from './prepare-candidate';
import { readPipelineTree } from './read-pipeline-tree';
import { recordAudit } from './record-audit';
import type { Services } from './services';

export type ReadCandidate =
  | { readonly kind: 'running' }
  | { readonly kind: 'judged'; readonly outcome: ValidationOutcome; readonly reason: string };

/**
 * Reads the candidate's pipeline from GitLab and judges it against the jobs before. Asked past its time (`giveUp`),
 * a pipeline that does not exist or has not ended is inconclusive, and is cancelled. `mayHaveNone`: one that does not exist
 * by now is not waited for. `pipelineId` is a hint, from an event or from whoever started it.
 */
export async function readCandidate(
  services: Services,
  input: {
    fixId: string;
    method: ValidationMethod;
    sha: string;
    pipelineId: number | null;
    mayHaveNone: boolean;
    giveUp: boolean;
  },
): Promise<ReadCandidate> {
  const { fix } = await loadFix(services, input.fixId);
  const { project, host } = await openProject(services, fix.failure.projectId);
  const { gitlabProjectId } = project;
  const candidate = {
    sha: input.sha,
    branch: fix.candidateBranch,
    targetBranch: fix.failure.branch,
    mayHaveDraft: input.method === 'api',
  };
  const pipelineId = await findCandidatePipeline(host, gitlabProjectId, candidate, input.pipelineId);
  if (pipelineId === null) {
    if (!input.giveUp && !input.mayHaveNone) return { kind: 'running' };
    return finish(null, 'inconclusive', ['GitLab started no pipeline for the scratch branch.'], null);
  }
  const pipeline = await host.getPipeline(project.gitlabProjectId, pipelineId);
  if (!isFinished(pipeline.status)) {
    if (!input.giveUp) return { kind: 'running' };
    await host.cancelPipeline(project.gitlabProjectId, pipelineId);
    return finish(pipeline, 'inconclusive', ['The pipeline took too long and was cancelled.'], null);
  }
  const tree = await readPipelineTree(host, project.gitlabProjectId, pipelineId);
  const after = tree.flatMap(jobResults);
  const before = fix.failure.pipelines.flatMap((one) => jobResult.array().parse(one.jobs));
  const judged = judge({
    before: before.map(asJudged),
    after: after.map(asJudged),
    targets: fix.diagnosis.jobs.map((job) => job.key),
    pipelineStatus: pipeline.status,
  });
  return finish(pipeline, judged.outcome, judged.reasons, after);

  async function finish(
    read: { id: number; webUrl: string } | null,
    outcome: ValidationOutcome,
    reasons: readonly string[],
    jobsAfter: JobResultRow[] | null,
  ): Promise<ReadCandidate> {
    const reason = reasons.join(' ');
    await services.db.$transaction(async (tx) => {
      await tx.validation.update({
        where: { fixId_method: { fixId: fix.id, method: input.method } },
        data: {
          pipelineId: read?.id ?? null,
          pipelineUrl: read?.webUrl ?? null,
          outcome,
          reason,
          finishedAt: services.clock.now(),
          ...(jobsAfter ? { jobsAfter } : {}),
        },
      });
      // What a push or a dismissal has ended meanwhile stays ended.
      await tx.fix.updateMany({
        where: { id: fix.id, status: { in: ['proposed', 'validating', 'validated', 'not-mended'] } },
        data: { status: outcome === 'mended' ? 'validated' : 'not-mended', statusReason: reason },
      });
      await recordAudit(tx, automation, {
        action: 'validation.finished',
        scope: fixScope(fix),
        summary: `Validation: ${outcome.replaceAll('-', ' ')}. ${reason}`,
        details: { outcome, pipelineId: read?.id ?? null, pipelineUrl: read?.webUrl ?? null },
      });
    });
    return { kind: 'judged', outcome, reason };
  }
}

/** The judge compares by name; in a tree of pipelines the key is what is unique. */
function asJudged(row: JobResultRow): JobResult {
  return { name: row.key, status: pipelineStatus.parse(row.status), allowFailure: row.allowFailure };
}
