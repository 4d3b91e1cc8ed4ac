import { pipelineFinished } from '@/lib/events/pipeline-finished';
import { announce, event } from './announce';
import { openProject } from './open-project';
import { isScratchBranch } from './scratch-branch';
import type { Services } from './services';

/** Looked at again although it was looked at before: GitLab's clock and ours may differ. */
const overlapMs = 10 * 60_000;
/** What is older than this is nobody's surprise any more. */
const oldestMs = 24 * 3_600_000;

/**
 * Asks GitLab which pipelines of a project turned red since the last look, and announces those that no webhook told us of.
 * Lower bound: the last sweep less ten minutes; upper bound: a day, so that a long outage does not bring back old red.
 */
export async function findMissedPipelines(
  services: Services,
  input: { projectId: string },
): Promise<{ announced: number }> {
  const { project, host } = await openProject(services, input.projectId);
  const now = services.clock.now();
  const since = Math.max(
    (project.lastSweptAt ?? project.createdAt).getTime() - overlapMs,
    now.getTime() - oldestMs,
  );
  const red = await host.listPipelines(project.gitlabProjectId, {
    status: 'failed',
    updatedAfter: new Date(since).toISOString(),
  });
  const known = await services.db.failedPipeline.findMany({
    where: { pipelineId: { in: red.map(({ id }) => id) }, failure: { projectId: project.id } },
    select: { pipelineId: true },
  });
  const seen = new Set(known.map(({ pipelineId }) => Number(pipelineId)));
  const missed = red.filter((pipeline) => !seen.has(pipeline.id) && !isScratchBranch(pipeline.ref));
  await services.db.$transaction(async (tx) => {
    for (const pipeline of missed) {
      await announce(
        tx,
        event(pipelineFinished, {
          projectId: project.id,
          pipelineId: pipeline.id,
          status: pipeline.status,
          sha: pipeline.sha,
          ref: pipeline.ref,
          source: pipeline.source,
          parentPipelineId: null,
          mergeRequestIid: null,
          finishedAt: pipeline.updatedAt,
        }),
      );
    }
    await tx.project.update({ where: { id: project.id }, data: { lastSweptAt: now } });
  });
  return { announced: missed.length };
}
