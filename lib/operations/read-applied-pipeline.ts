import { isFinished } from '@/lib/domain/pipeline';
import { automation } from './caller';
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
  const found =
    input.pipelineId === null
      ? (await host.listPipelines(project.gitlabProjectId, { sha: fix.appliedSha }))[0]
      : await host.getPipeline(project.gitlabProjectId, input.pipelineId);
  if (!found || !isFinished(found.status)) {
    if (!input.giveUp) return 'pending';
    return save('unknown', found?.id ?? null, 'Its own pipeline did not come to an end in time.');
  }
  if (found.status === 'success') return save('green', found.id, 'Its own pipeline passed.');
  const tree = await readPipelineTree(host, project.gitlabProjectId, found.id);
  const jobs = tree.flatMap((branch) => branch.jobs);
  const targets = fix.diagnosis.jobs.map((job) => job.key);
  const passed = targets.every((key) => jobs.some((job) => job.key === key && job.status === 'success'));
  return passed
    ? save('green', found.id, 'The jobs it was for passed; other jobs of the pipeline are still red.')
    : save('red', found.id, 'Its own pipeline is red. It can be undone.');

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
