import { OperationError } from '@/lib/domain/operation-error';
import { isPlatformError } from '@/lib/domain/platform-error';
import type { CiLint, CodeHost } from '@/lib/ports/code-host';
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
import { findStarted, stageScratchCommit, startScratchCommit, type ScratchCommit } from './scratch-commit';
import type { Services } from './services';

/** Where a tool runs, and under which name and path its patch is to be found. */
export interface ToolRun {
  readonly kind: 'started';
  readonly branch: string;
  /** The commit of ours that runs there; anyone may push another. */
  readonly sha: string;
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
  const { label } = toolById(strategy.tool);
  const commit: ScratchCommit = {
    branch,
    baseSha,
    title: `Run ${label} to make a patch`,
    trailer: `Pipemend-Tool-Run: ${row.id}`,
    actions: [{ action: 'update', path: ciPath, content: built.ciYaml }],
  };
  await recordStart(
    services,
    { workspaceId: row.workspaceId, projectId: project.id, failureId: row.failureId },
    label,
    branch,
  );
  let sha: string;
  try {
    // A try that was cut off may have started it: the head is then the very commit that we would make.
    const earlier = await findStarted(host, project.gitlabProjectId, commit);
    if (earlier === null) {
      await stageScratchCommit(host, project.gitlabProjectId, commit);
      const reason = await whyNotAlone(host, project.gitlabProjectId, branch, built.jobName);
      if (reason !== null) {
        await removeScratchBranch(host, project.gitlabProjectId, branch, { cancelPipelines: false });
        return { kind: 'not-offered', reason };
      }
    }
    sha = (earlier ?? (await startScratchCommit(host, project.gitlabProjectId, commit))).sha;
  } catch (error) {
    if (!isPlatformError(error) || !['forbidden', 'invalid', 'conflict'].includes(error.kind)) throw error;
    return { kind: 'not-offered', reason: `The job for ${label} could not be set up: ${error.message}` };
  }
  const late = await findStopReason(services, row.failureId);
  if (late !== null) {
    await removeScratchBranch(host, project.gitlabProjectId, branch, { cancelPipelines: true });
    return { kind: 'not-offered', reason: late };
  }
  return { kind: 'started', branch, sha, jobName: built.jobName, patchPath: built.patchPath };
}

/**
 * Why a pipeline on the staged branch would not be the one job of ours; null when it is. The configuration may lie elsewhere than
 * in the file that we replaced, and an instance may add jobs of its own to every pipeline: GitLab itself is asked.
 */
async function whyNotAlone(
  host: CodeHost,
  project: number,
  branch: string,
  jobName: string,
): Promise<string | null> {
  const lint = await host.lint(project, { contentRef: branch, dryRunRef: branch });
  if (!lint.valid) return `GitLab refuses the job of ours: ${lint.errors.join('; ')}`;
  const names = lint.jobs.map((job) => job.name);
  if (names.length === 1 && names[0] === jobName) return null;
  return `A pipeline there would not be the one job of ours, but run ${names.join(', ') || 'nothing'}.`;
}

/** On record, once, before anything is written: what a lost run leaves there is found by it. */
async function recordStart(
  services: Services,
  scope: { workspaceId: string; projectId: string; failureId: string },
  label: string,
  branch: string,
): Promise<void> {
  const action = 'tool.started';
  const known = await services.db.auditEvent.findFirst({
    where: { failureId: scope.failureId, action, details: { path: ['branch'], equals: branch } },
    select: { id: true },
  });
  if (known) return;
  await recordAudit(services.db, automation, {
    action,
    scope,
    summary: `Sets up ${label} in the project's own runner on ${branch}.`,
    details: { branch },
  });
}
