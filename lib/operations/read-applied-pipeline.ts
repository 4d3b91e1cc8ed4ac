import { isFinished, type Pipeline } from '@/lib/domain/pipeline';
import type { CodeHost } from '@/lib/ports/code-host';
import { automation } from './caller';
import { isMergedResultOf } from './is-merged-result-of';
import { fixScope, loadFix } from './load-fix';
import { openProject } from './open-project';
import { readPipelineTree } from './read-pipeline-tree';
import { recordAudit } from './record-audit';
import type { Services } from './services';

export type AppliedOutcome = 'pending' | 'green' | 'red' | 'unknown';

/**
 * How the pipeline of an applied fix ended. Green means that the jobs the fix is for passed there and nothing that passed
 * before fails; other jobs that were red before stay their own affair.
 */
export async function readAppliedPipeline(
  services: Services,
  input: { fixId: string; pipelineId: number | null; giveUp: boolean },
): Promise<AppliedOutcome> {
  const { fix } = await loadFix(services, input.fixId);
  if (fix.appliedSha === null) return 'unknown';
  const { project, host } = await openProject(services, fix.failure.projectId);
  const pipelines = await pipelinesOf(host, project.gitlabProjectId, fix.appliedSha, input.pipelineId);
  const ended = pipelines.filter((one) => isFinished(one.status) && one.status !== 'skipped');
  for (const found of ended) {
    const isLikeTheFailed = fix.failure.pipelines.some(
      (one) => one.parentPipelineId === null && one.source === found.source,
    );
    if (found.status === 'success' && isLikeTheFailed)
      return save('green', found.id, 'Its own pipeline passed.');
    const tree = await readPipelineTree(host, project.gitlabProjectId, found.id);
    const jobs = new Map(tree.flatMap((branch) => branch.jobs).map((job) => [job.key, job.status]));
    const targets = fix.diagnosis.jobs.map((job) => job.key);
    // A branch and its merge request may have pipelines with other jobs in them.
    if (!targets.every((key) => jobs.has(key))) continue;
    if (!targets.every((key) => jobs.get(key) === 'success'))
      return save('red', found.id, 'Its own pipeline is red. It can be undone.');
    return found.status === 'success'
      ? save('green', found.id, 'Its own pipeline passed.')
      : save('green', found.id, 'The jobs it was for passed; other jobs of the pipeline are still red.');
  }
  if (!input.giveUp) return 'pending';
  const [last] = ended;
  return last
    ? save('unknown', last.id, 'No pipeline of the commit ran the jobs that it was for.')
    : save('unknown', pipelines[0]?.id ?? null, 'Its own pipeline did not come to an end in time.');

  async function save(
    outcome: AppliedOutcome,
    pipelineId: number | null,
    reason: string,
  ): Promise<AppliedOutcome> {
    await services.db.$transaction(async (tx) => {
      await tx.fix.update({
        where: { id: fix.id },
        data: { appliedOutcome: outcome, appliedPipelineId: pipelineId, statusReason: reason },
      });
      await recordAudit(tx, automation, {
        action: 'fix.watched',
        scope: fixScope(fix),
        summary: `After committing: ${reason}`,
        details: { outcome, pipelineId },
      });
    });
    return outcome;
  }
}

/** The pipelines of a commit: the one that an event named if it is one of them, else those that GitLab lists. */
async function pipelinesOf(
  host: CodeHost,
  project: number,
  sha: string,
  named: number | null,
): Promise<readonly Pipeline[]> {
  if (named !== null) {
    const found = await host.getPipeline(project, named);
    // An older pipeline of the branch may end late: it says nothing about this commit.
    if (found.sha === sha || (await isMergedResultOf(host, project, found, sha))) return [found];
  }
  return host.listPipelines(project, { sha });
}
