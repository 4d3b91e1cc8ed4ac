import { isPlatformError } from '@/lib/domain/platform-error';
import { isFinished } from '@/lib/domain/pipeline';
import type { CodeHost } from '@/lib/ports/code-host';
import { editsFromPatch, pathsInPatch } from '@/lib/repair/edits-from-patch';
import { keepToFindings } from '@/lib/repair/keep-to-findings';
import { toolById } from '@/lib/repair/tools';
import { baseOfFailure } from './base-of-failure';
import { loadDiagnosis } from './load-diagnosis';
import { openProject } from './open-project';
import { planOf } from './plan-diagnosis';
import { proposeEdits, type Proposal } from './propose-edits';
import type { ToolRun } from './ensure-tool-run';
import { attemptNumber } from './attempt-number';
import { recordRemoval } from './record-removal';
import type { Services } from './services';
import { sourceTree } from './source-tree';

/** A patch longer than this is no fix that anyone would read. */
const patchCapBytes = 1024 * 1024;

/** Takes the patch that the tool's job left, throws the scratch branch away, and proposes what the tool may have changed. */
export async function collectToolRun(
  services: Services,
  input: {
    diagnosisId: string;
    strategyIndex: number;
    round: number;
    run: Omit<ToolRun, 'kind'>;
    giveUp: boolean;
  },
): Promise<Proposal | { readonly kind: 'running' }> {
  const { row, diagnosis } = await loadDiagnosis(services, input.diagnosisId);
  const plan = planOf(row, diagnosis);
  const strategy = plan.kind === 'strategies' ? plan.strategies[input.strategyIndex] : undefined;
  if (strategy?.kind !== 'tool') return { kind: 'not-offered', reason: 'No tool was to be run.' };
  const { label, mayTouch } = toolById(strategy.tool);
  const { project, host } = await openProject(services, row.failure.projectId);
  const attempt = attemptNumber(input.round, input.strategyIndex);
  const { branch, sha, jobName, patchPath } = input.run;
  // By the commit and not by the branch: what somebody else pushed there is no work of the tool.
  const ours = await host.listPipelines(project.gitlabProjectId, { sha });
  const pipelineId = ours.find((one) => one.ref === branch && one.status !== 'skipped')?.id ?? null;
  const job =
    pipelineId === null
      ? undefined
      : (await host.listJobs(project.gitlabProjectId, pipelineId)).find((one) => one.name === jobName);
  if (!job || !isFinished(job.status)) {
    if (!input.giveUp) return { kind: 'running' };
    if (pipelineId !== null) await host.cancelPipeline(project.gitlabProjectId, pipelineId);
    await throwAway(pipelineId === null ? [] : [pipelineId]);
    return { kind: 'not-offered', reason: `${label} did not come to an end in the project's runner.` };
  }
  const artifact = job.status === 'success' ? await findPatch(host, project.gitlabProjectId, job.id) : null;
  await throwAway([]);
  if (artifact === 'too-large') {
    return { kind: 'not-offered', reason: `${label} left a patch that is too large to be read.` };
  }
  if (!artifact) {
    return {
      kind: 'not-offered',
      reason:
        job.status === 'success'
          ? `${label} ran, but left no patch.`
          : `${label} could not be run in the project's runner; its job ended as ${job.status}: ${job.webUrl}`,
    };
  }
  const patch = new TextDecoder('utf-8').decode(artifact);
  if (patch.trim() === '')
    return { kind: 'not-offered', reason: `${label} has nothing that it can mend by itself.` };
  const baseSha = await baseOfFailure(services.db, row.failureId);
  const source = sourceTree(host, project.gitlabProjectId, baseSha);
  const paths = pathsInPatch(patch);
  if (paths.kind === 'refused') return { kind: 'not-offered', reason: paths.reason };
  const answer = editsFromPatch(patch, await source.readFiles(paths.paths), mayTouch);
  if (answer.kind === 'refused') return { kind: 'not-offered', reason: answer.reason };
  return proposeEdits(services, {
    row,
    attempt,
    origin: 'tool',
    toolId: strategy.tool,
    strategy: label,
    baseSha,
    // A linter's fix mode also touches files that made nothing fail: a fix is no bigger than its failure.
    edits: keepToFindings(answer.edits, diagnosis, strategy.tool),
    source,
  });

  async function throwAway(cancelledPipelines: readonly number[]): Promise<void> {
    const isDeleted = await host.deleteBranch(project.gitlabProjectId, branch);
    const { workspaceId, projectId, id: failureId } = row.failure;
    await recordRemoval(
      services.db,
      { workspaceId, projectId, failureId },
      { branch, isDeleted, cancelledPipelines },
    );
  }

  async function findPatch(host: CodeHost, project: number, job: number) {
    try {
      return await host.findArtifact(project, job, patchPath, patchCapBytes);
    } catch (error) {
      if (isPlatformError(error) && error.kind === 'invalid') return 'too-large';
      throw error;
    }
  }
}
