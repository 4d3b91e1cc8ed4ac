import type { CiLint, CodeHost } from '@/lib/ports/code-host';
import { checkJobsToRun } from '@/lib/repair/jobs-that-would-run';
import { fixActions } from './fix-actions';
import { jobResult } from './job-result';
import { loadFix, type FixRow } from './load-fix';
import { openProject, type ProjectRow } from './open-project';
import { candidateBranch } from './scratch-branch';
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
  const branch = candidateBranch(fix.id);
  await services.db.fix.update({
    where: { id: fix.id },
    data: {
      candidateBranch: branch,
      status: 'validating',
      statusReason: 'Finding out which jobs a validation would run.',
    },
  });
  await host.commit(project.gitlabProjectId, {
    branch,
    startSha: fix.baseSha,
    replaceBranch: true,
    // Nothing may run before it is known what would: the commit that is validated replaces this one.
    message: `Prepare a validation [skip ci]\n\nPipemend-Candidate: ${fix.id}\n`,
    actions: fixActions(edits),
  });
  const lint = await host.lint(project.gitlabProjectId, { contentRef: branch, dryRunRef: branch });
  if (lint.valid) {
    const stopped = await whatStops(host, project, fix, lint, branch);
    return stopped === null ? { kind: 'ready', method: 'branch', branch } : notValidated(stopped);
  }
  if (!isFilteredOut(lint)) return notValidated(`GitLab refuses the pipeline: ${lint.errors.join('; ')}`);
  // No branch pipeline there. Which jobs another kind of pipeline would hold cannot be asked: all of them must be safe.
  const all = await host.lint(project.gitlabProjectId, { contentRef: branch });
  if (!all.valid) return notValidated(`GitLab refuses the configuration: ${all.errors.join('; ')}`);
  const stopped = await whatStops(host, project, fix, all, branch);
  return stopped === null ? { kind: 'ready', method: 'api', branch } : notValidated(stopped);
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
  lint: CiLint,
  branch: string,
): Promise<string | null> {
  const namesIn = (isChild: boolean) =>
    fix.failure.pipelines
      .filter((pipeline) => (pipeline.parentPipelineId !== null) === isChild)
      .flatMap((pipeline) => jobResult.array().parse(pipeline.jobs))
      .map((job) => job.name);
  const { allowedJobs } = project;
  const checked = checkJobsToRun({ lint, failedPipelineJobs: namesIn(false), allowedJobs });
  if (checked.kind === 'stopped') return checked.reason;
  for (const path of checked.childConfigs.flatMap((child) => child.localPaths)) {
    const content = (await host.readFiles(project.gitlabProjectId, branch, [path])).get(path);
    if (content === undefined) {
      return `Not validated: the configuration of a child pipeline (${path}) could not be read, so what it would run is not known.`;
    }
    const child = await host.lint(project.gitlabProjectId, { content, contentRef: branch });
    const looked = checkJobsToRun({ lint: child, failedPipelineJobs: namesIn(true), allowedJobs });
    if (looked.kind === 'stopped') return looked.reason;
    if (looked.childConfigs.length > 0) {
      return `Not validated: the child pipeline of ${path} would start children of its own, which are not looked into.`;
    }
  }
  return null;
}
