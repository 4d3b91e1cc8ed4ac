import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Sandbox } from '../../sandbox';
import type { JobRecord, PipelineRecord } from '../records';
import { restoreArtifacts, saveArtifacts } from './job-artifacts';
import { restoreCaches, saveCaches } from './job-caches';
import type { JobEnvironment, JobFolders } from './job-environment';
import { jobFiles } from './job-files';
import { jobScript } from './job-script';
import type { RunnerFault } from '../../store/faults';
import { runProcess } from './run-process';
import type { ProcessEnd } from './run-process';
import { RUNNER } from './runner-profile';
import { Trace } from './trace';

const AFTER_SCRIPT_LIMIT_MS = 5 * 60 * 1000;

export type JobEnd =
  | { kind: 'success' }
  | { kind: 'failed'; failureReason: string; exitCode: number | null }
  | { kind: 'canceled' };

export interface JobRun {
  job: JobRecord;
  pipeline: PipelineRecord;
  /** Jobs whose artifacts are handed to this one. */
  sources: readonly JobRecord[];
  environment: JobEnvironment;
  folders: JobFolders;
  timeoutSeconds: number;
  fault: RunnerFault | null;
  signal: AbortSignal;
}

/** Runs one job from checkout to artifacts, with the log that a runner would write. Never throws for what the job does. */
export async function runJob(sandbox: Sandbox, run: JobRun): Promise<JobEnd> {
  const { job, fault, environment } = run;
  if (fault?.trace === 'none') return faulted(fault);
  const file = jobFiles.trace(sandbox.config.dataDir, job.id);
  const trace = new Trace(file, {
    now: () => sandbox.clock.now(),
    secrets: environment.secrets,
    timestamps: environment.env['FF_TIMESTAMPS'] !== 'false',
  });
  try {
    trace.line(`Running with gitlab-runner ${RUNNER.version} (${RUNNER.revision})`);
    trace.line(`  on ${RUNNER.description} ${RUNNER.shortToken}, system ID: ${RUNNER.systemId}`);
    if (fault) {
      section(trace, 'prepare_executor', 'Preparing the "shell" executor', () =>
        trace.line('Using Shell (bash) executor...'),
      );
      trace.error(lastWords(fault, run.timeoutSeconds));
      return faulted(fault);
    }
    return await steps(sandbox, run, trace);
  } catch (error) {
    const message = error instanceof Error ? error.message.split('\n')[0] : 'unknown error';
    trace.error(`Job failed (system failure): ${message}`);
    return { kind: 'failed', failureReason: 'runner_system_failure', exitCode: null };
  } finally {
    trace.close();
    const kept = { fileType: 'trace', fileFormat: 'raw', filename: 'job.log', size: trace.bytes } as const;
    job.artifacts.push({ ...kept, path: path.relative(sandbox.config.dataDir, file) });
    await rm(path.dirname(run.folders.builds), { recursive: true, force: true });
  }
}

async function steps(sandbox: Sandbox, run: JobRun, trace: Trace): Promise<JobEnd> {
  const { job, pipeline, folders, environment, signal } = run;
  section(trace, 'prepare_executor', 'Preparing the "shell" executor', () =>
    trace.line('Using Shell (bash) executor...'),
  );
  section(trace, 'prepare_script', 'Preparing environment', () =>
    trace.plain(`Running on ${RUNNER.description}...`),
  );
  await prepareFolders(folders, environment.files);

  trace.sectionStart('get_sources', 'Getting source from Git repository');
  trace.step('Fetching changes with git depth set to 20...');
  await sandbox.git.checkout(job.projectId, pipeline.sha, folders.project);
  trace.plain(`Initialized empty Git repository in ${folders.project}/.git/`);
  trace.step('Created fresh repository.');
  trace.step(`Checking out ${pipeline.sha.slice(0, 8)} as detached HEAD (ref is ${pipeline.ref})...`);
  trace.plain('');
  trace.step('Skipping Git submodules setup');
  trace.sectionEnd('get_sources');

  await restoreCaches(sandbox, run, trace);
  if (!(await restoreArtifacts(sandbox, run, trace))) {
    trace.error('Job failed: some of the artifacts this job needs are missing');
    return { kind: 'failed', failureReason: 'missing_dependency_failure', exitCode: null };
  }

  const script = await runScript(run, trace);
  await runAfterScript(run, trace, script);
  const success = script.kind === 'exited' && script.code === 0;
  if (!signal.aborted) {
    await saveCaches(sandbox, run, trace, success);
    const stored = await saveArtifacts(sandbox, run, trace, success);
    section(
      trace,
      'cleanup_file_variables',
      'Cleaning up project directory and file based variables',
      () => undefined,
    );
    if (success && !stored) {
      trace.error('Job failed: artifacts could not be stored');
      return { kind: 'failed', failureReason: 'script_failure', exitCode: null };
    }
  }
  return conclude(run, trace, script);
}

async function prepareFolders(folders: JobFolders, files: Readonly<Record<string, string>>): Promise<void> {
  const secret = `${folders.project}.tmp`;
  for (const folder of [path.dirname(folders.project), folders.home, folders.temporary, secret])
    await mkdir(folder, { recursive: true });
  for (const [name, content] of Object.entries(files))
    await writeFile(path.join(secret, name), content, { mode: 0o600 });
}

async function runScript(run: JobRun, trace: Trace): Promise<ProcessEnd> {
  const { config } = run.job;
  trace.sectionStart('step_script', 'Executing "step_script" stage of the job script');
  const script = path.join(`${run.folders.project}.tmp`, 'step_script.sh');
  await writeFile(script, jobScript([...config.beforeScript, ...config.script]), { mode: 0o700 });
  const end = await runProcess({
    script,
    cwd: run.folders.project,
    env: run.environment.env,
    timeoutMs: run.timeoutSeconds * 1000,
    signal: run.signal,
    onOutput: (bytes) => trace.output(bytes),
  });
  trace.flush();
  if (end.kind === 'timed-out' || end.kind === 'aborted') {
    const why = end.kind === 'aborted' ? 'job was canceled' : 'timeout was exceeded';
    trace.warning(
      `step_script could not run to completion because the ${why}. For more control over job and script timeouts see: https://docs.gitlab.com/ci/runners/configure_runners/#set-script-and-after_script-timeouts`,
    );
  }
  trace.sectionEnd('step_script');
  return end;
}

/** Runs after the script however it ended, in a shell of its own; how it ends changes nothing. */
async function runAfterScript(run: JobRun, trace: Trace, script: ProcessEnd): Promise<void> {
  const { afterScript } = run.job.config;
  if (afterScript.length === 0) return;
  const status =
    script.kind === 'aborted'
      ? 'canceled'
      : script.kind === 'exited' && script.code === 0
        ? 'success'
        : 'failed';
  trace.sectionStart('after_script', 'Running after_script');
  trace.step('Running after script...');
  const file = path.join(`${run.folders.project}.tmp`, 'after_script.sh');
  await writeFile(file, jobScript(afterScript), { mode: 0o700 });
  const end = await runProcess({
    script: file,
    cwd: run.folders.project,
    env: { ...run.environment.env, CI_JOB_STATUS: status },
    timeoutMs: AFTER_SCRIPT_LIMIT_MS,
    // A canceled job still runs its after_script, as on GitLab 17 and later.
    signal: status === 'canceled' ? new AbortController().signal : run.signal,
    onOutput: (bytes) => trace.output(bytes),
  });
  trace.flush();
  if (end.kind === 'exited' && end.code !== 0) {
    trace.warning(`after_script failed, but job will continue unaffected: exit code ${end.code}`);
  } else if (end.kind === 'timed-out')
    trace.warning('after_script failed, but job will continue unaffected: context deadline exceeded');
  trace.sectionEnd('after_script');
}

function conclude(run: JobRun, trace: Trace, script: ProcessEnd): JobEnd {
  switch (script.kind) {
    case 'exited':
      if (script.code === 0) {
        trace.step('Job succeeded');
        return { kind: 'success' };
      }
      trace.error(`Job failed: exit code ${script.code}`);
      return { kind: 'failed', failureReason: 'script_failure', exitCode: script.code };
    case 'timed-out':
      trace.error(`Job failed: execution took longer than ${duration(run.timeoutSeconds)} seconds`);
      return { kind: 'failed', failureReason: 'job_execution_timeout', exitCode: null };
    case 'aborted':
      trace.error('Job failed: canceled');
      return { kind: 'canceled' };
    case 'not-started':
      trace.error(`Job failed (system failure): ${script.message}`);
      return { kind: 'failed', failureReason: 'runner_system_failure', exitCode: null };
  }
}

function section(trace: Trace, name: string, title: string, inside: () => void): void {
  trace.sectionStart(name, title);
  inside();
  trace.sectionEnd(name);
}

const faulted = (fault: RunnerFault): JobEnd => ({
  kind: 'failed',
  failureReason: fault.failureReason,
  exitCode: null,
});

function lastWords(fault: RunnerFault, timeoutSeconds: number): string {
  if (fault.failureReason === 'job_execution_timeout') {
    return `Job failed: execution took longer than ${duration(timeoutSeconds)} seconds`;
  }
  return 'Job failed (system failure): prepare environment: waiting for the environment to start: timed out. Check https://docs.gitlab.com/runner/shells/#shell-profile-loading for more information';
}

/** Go's way of writing a duration: `1h0m0s`, `2m5s`, `3s`. */
function duration(seconds: number): string {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = `${seconds % 60}s`;
  return hours > 0 ? `${hours}h${minutes}m${rest}` : minutes > 0 ? `${minutes}m${rest}` : rest;
}
