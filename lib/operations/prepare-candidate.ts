import { isPlatformError } from '@/lib/domain/platform-error';
import type { CiLint, CodeHost } from '@/lib/ports/code-host';
import { checkJobsToRun } from '@/lib/repair/jobs-that-would-run';
import { rulesSeeTheCommit } from '@/lib/repair/rules-see-the-commit';
import { candidateCommit } from './candidate-commit';
import { checkChildConfigurations } from './check-child-configurations';
import { findStopReason } from './find-stop-reason';
import { jobResult, type JobResultRow } from './job-result';
import { loadFix, type FixRow } from './load-fix';
import { openProject, type ProjectRow } from './open-project';
import { removeScratchBranch } from './remove-scratch-branch';
import { candidateBranch } from './scratch-branch';
import { stageScratchCommit } from './scratch-commit';
import type { Services } from './services';

/** How the candidate's pipeline is to be started. */
export type ValidationMethod = 'branch' | 'api';

export type PreparedCandidate =
  | { readonly kind: 'ready'; readonly method: ValidationMethod; readonly branch: string }
  | { readonly kind: 'not-validated'; readonly reason: string };

/**
 * Puts the fix on its scratch branch without starting anything, and asks GitLab which jobs a pipeline there would run.
 * One that deploys, releases, publishes, triggers another project, or was not part of the failed pipeline stops it.
 */
export async function prepareCandidate(
  services: Services,
  input: { fixId: string },
): Promise<PreparedCandidate> {
  const { fix, edits } = await loadFix(services, input.fixId);
  const { project, host } = await openProject(services, fix.failure.projectId);
  if (fix.failure.sourceProjectId !== null) {
    return notValidated("The code lies in a fork: it is not run with this project's variables.");
  }
  const stopped = await findStopReason(services, fix.failureId);
  if (stopped !== null) return notValidated(stopped);
  const branch = candidateBranch(fix.id);
  // What a push, a dismissal or another try has ended meanwhile stays ended.
  const { count } = await services.db.fix.updateMany({
    where: { id: fix.id, status: { in: ['proposed', 'validating'] } },
    data: {
      candidateBranch: branch,
      status: 'validating',
      statusReason: 'Finding out which jobs a validation would run.',
    },
  });
  if (count === 0) return notValidated(fix.statusReason);
  try {
    // Nothing may run before it is known what would: the commit that is validated takes the place of this one.
    await stageScratchCommit(host, project.gitlabProjectId, candidateCommit(fix, edits, branch));
  } catch (error) {
    if (!isPlatformError(error) || !['forbidden', 'invalid', 'conflict'].includes(error.kind)) throw error;
    return notValidated(`GitLab refused the scratch branch: ${error.message}`);
  }
  const late = await findStopReason(services, fix.failureId);
  if (late !== null) {
    await removeScratchBranch(host, project.gitlabProjectId, branch, { cancelPipelines: true });
    return notValidated(late);
  }
  const lint = await host.lint(project.gitlabProjectId, { contentRef: branch, dryRunRef: branch });
  if (lint.valid) {
    const reason = await whatStops(host, project, fix, { lint, evaluated: true }, branch);
    if (reason !== null) return notValidated(reason);
    if (!rulesSeeTheCommit(lint.mergedYaml)) return { kind: 'ready', method: 'branch', branch };
  }
  if (!lint.valid && !isFilteredOut(lint))
    return notValidated(`GitLab refuses the pipeline: ${lint.errors.join('; ')}`);
  // No branch pipeline there, or rules that look at the commit itself, which is another one then. Which jobs would run cannot be
  // asked: all of them must be safe.
  const all = await host.lint(project.gitlabProjectId, { contentRef: branch });
  if (!all.valid) return notValidated(`GitLab refuses the configuration: ${all.errors.join('; ')}`);
  const reason = await whatStops(host, project, fix, { lint: all, evaluated: false }, branch);
  if (reason !== null) return notValidated(reason);
  return { kind: 'ready', method: lint.valid ? 'branch' : 'api', branch };
}

function notValidated(reason: string): PreparedCandidate {
  return { kind: 'not-validated', reason };
}

/** GitLab's words for a pipeline that workflow or job rules leave empty. */
function isFilteredOut(lint: CiLint): boolean {
  return lint.errors.some((error) =>
    /workflow rules|rules configuration prevented|no stages|would have been empty|No jobs|will not run for the selected trigger/i.test(
      error,
    ),
  );
}

async function whatStops(
  host: CodeHost,
  project: ProjectRow,
  fix: FixRow,
  answer: { lint: CiLint; evaluated: boolean },
  branch: string,
): Promise<string | null> {
  const jobsIn = (isChild: boolean) =>
    fix.failure.pipelines
      .filter((pipeline) => (pipeline.parentPipelineId !== null) === isChild)
      .flatMap((pipeline) => jobResult.array().parse(pipeline.jobs));
  const { allowedJobs } = project;
  const checked = checkJobsToRun({
    ...answer,
    failedPipelineJobs: names(jobsIn(false)),
    unstartedJobs: names(jobsIn(false).filter(isUnstarted)),
    allowedJobs,
  });
  if (checked.kind === 'stopped') return checked.reason;
  return checkChildConfigurations(host, project.gitlabProjectId, branch, checked.childConfigs, {
    knownJobs: names(jobsIn(true)),
    unstartedJobs: names(jobsIn(true).filter(isUnstarted)),
    allowedJobs,
  });
}

function names(jobs: readonly JobResultRow[]): string[] {
  return jobs.map((job) => job.name);
}

/** What had not started may have waited for a person. */
function isUnstarted({ status }: JobResultRow): boolean {
  return status === 'manual' || status === 'skipped';
}
