import { OperationError } from '@/lib/domain/operation-error';
import { isPlatformError } from '@/lib/domain/platform-error';
import type { CiLint } from '@/lib/ports/code-host';
import { buildToolJob } from '@/lib/repair/tool-job';
import { toolById } from '@/lib/repair/tools';
import { automation } from './caller';
import { baseOfFailure } from './base-of-failure';
import { findStopReason } from './find-stop-reason';
import { loadDiagnosis } from './load-diagnosis';
import { openProject } from './open-project';
import { planOf } from './plan-diagnosis';
import { attemptNumber } from './attempt-number';
import { ciPath, readJobConfiguration } from './read-job-configuration';
import { recordAudit } from './record-audit';
import { removeScratchBranch } from './remove-scratch-branch';
import { toolBranch } from './scratch-branch';
import type { Services } from './services';

/** Where a tool runs, and under which name and path its patch is to be found. */
export interface ToolRun {
  readonly kind: 'started';
  readonly branch: string;
  readonly jobName: string;
  readonly patchPath: string;
}

/**
 * Starts a tool of the project in the project's own runner: a scratch branch whose CI file holds one job of ours, made from
 * the failing job's configuration. That file is never part of a fix.
 */
export async function ensureToolRun(
  services: Services,
  input: { diagnosisId: string; strategyIndex: number; round: number },
): Promise<ToolRun | { kind: 'not-offered'; reason: string }> {
  const { row, diagnosis } = await loadDiagnosis(services, input.diagnosisId);
  const plan = planOf(row, diagnosis);
  const strategy = plan.kind === 'strategies' ? plan.strategies[input.strategyIndex] : undefined;
  const [job] = row.jobs;
  if (strategy?.kind !== 'tool' || !job) return { kind: 'not-offered', reason: 'No tool is to be run.' };
  if (row.failure.sourceProjectId !== null) {
    return {
      kind: 'not-offered',
      reason: "The code lies in a fork: it is not run with this project's variables.",
    };
  }
  const stopped = await findStopReason(services, row.failureId);
  if (stopped !== null) return { kind: 'not-offered', reason: stopped };
  const { project, host } = await openProject(services, row.failure.projectId);
  const baseSha = await baseOfFailure(services.db, row.failureId);
  let configuration: CiLint;
  try {
    configuration = await readJobConfiguration(host, project.gitlabProjectId, baseSha, row);
  } catch (error) {
    if (!(error instanceof OperationError)) throw error;
    return { kind: 'not-offered', reason: error.message };
  }
  const texts = await host.readFiles(project.gitlabProjectId, baseSha, [ciPath, 'package.json']);
  if (!texts.has(ciPath)) {
    const reason = `The CI configuration does not lie in ${ciPath}, so no job of ours can take its place.`;
    return { kind: 'not-offered', reason };
  }
  const built = buildToolJob({
    mergedYaml: configuration.mergedYaml,
    jobName: job.name,
    tool: strategy.tool,
    fixId: row.id,
    command: diagnosis.command,
    packageJson: texts.get('package.json') ?? null,
  });
  if (built.kind === 'refused') return { kind: 'not-offered', reason: built.reason };
  const branch = toolBranch(row.id, attemptNumber(input.round, input.strategyIndex));
  const run: ToolRun = { kind: 'started', branch, jobName: built.jobName, patchPath: built.patchPath };
  const { label } = toolById(strategy.tool);
  try {
    await host.commit(project.gitlabProjectId, {
      branch,
      startSha: baseSha,
      message: `Run ${label} to make a patch\n\nThis branch is thrown away. Pipemend-Tool-Run: ${row.id}\n`,
      actions: [{ action: 'update', path: ciPath, content: built.ciYaml }],
    });
  } catch (error) {
    if (!isPlatformError(error) || !['forbidden', 'invalid', 'conflict'].includes(error.kind)) throw error;
    // Most likely the branch is there from a try that was cut off; anything else is GitLab's refusal.
    const existing = await host.findBranch(project.gitlabProjectId, branch);
    if (!existing) {
      return { kind: 'not-offered', reason: `The job for ${label} could not be set up: ${error.message}` };
    }
  }
  const late = await findStopReason(services, row.failureId);
  if (late !== null) {
    await removeScratchBranch(host, project.gitlabProjectId, branch, { cancelPipelines: true });
    return { kind: 'not-offered', reason: late };
  }
  await recordAudit(services.db, automation, {
    action: 'tool.started',
    scope: { workspaceId: row.workspaceId, projectId: project.id, failureId: row.failureId },
    summary: `Started ${label} in the project's own runner on ${branch}.`,
    details: { branch, job: job.name, baseSha },
  });
  return run;
}
