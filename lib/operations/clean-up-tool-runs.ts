import { diagnosis as diagnosisSchema } from '@/lib/domain/diagnosis';
import { openProject } from './open-project';
import { planOf } from './plan-diagnosis';
import { attemptNumber } from './attempt-number';
import { recordRemoval } from './record-removal';
import { removeScratchBranch } from './remove-scratch-branch';
import { toolBranch } from './scratch-branch';
import type { Services } from './services';

/**
 * Removes the branches on which tools ran for a failure and cancels what still runs there: a run that was stopped half-way
 * did not come to do it itself. Their names follow from the diagnoses, so that none is missed.
 */
export async function cleanUpToolRuns(services: Services, input: { failureId: string }): Promise<void> {
  const failure = await services.db.failure.findUniqueOrThrow({
    where: { id: input.failureId },
    include: { diagnoses: { include: { jobs: { select: { name: true } } } } },
  });
  const branches = failure.diagnoses.flatMap((row) => {
    const plan = planOf(row, diagnosisSchema.parse(row.body));
    const strategies = plan.kind === 'strategies' ? plan.strategies : [];
    return strategies.flatMap(({ kind }, index) =>
      kind === 'tool'
        ? Array.from({ length: failure.round }, (_, round) =>
            toolBranch(row.id, attemptNumber(round + 1, index)),
          )
        : [],
    );
  });
  if (branches.length === 0) return;
  const { project, host } = await openProject(services, failure.projectId);
  const scope = { workspaceId: failure.workspaceId, projectId: failure.projectId, failureId: failure.id };
  for (const branch of branches) {
    if ((await host.findBranch(project.gitlabProjectId, branch)) === null) continue;
    const removal = await removeScratchBranch(host, project.gitlabProjectId, branch, {
      cancelPipelines: true,
    });
    await recordRemoval(services.db, scope, removal);
  }
}
