import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { digestOf, newSecret } from '../../access/token-digest';
import type { Sandbox } from '../../sandbox';
import type { RunnerFault } from '../../store/faults';
import type { JobRecord } from '../records';
import { jobEnvironment } from '../runner/job-environment';
import type { JobFolders } from '../runner/job-environment';
import { npmSettings } from '../runner/npm-settings';
import { runJob } from '../runner/run-job';
import type { JobEnd } from '../runner/run-job';
import { runnerTakes } from '../runner/runner-profile';
import { predefinedVariables } from './pipeline-context';
import { artifactSources } from './pipeline-jobs';
import { contextOf } from './start-pipeline';

/** Seconds on the sandbox's clock after which a job that no runner takes counts as stuck. GitLab waits an hour. */
const STUCK_AFTER_SECONDS = 30;

const DEFAULT_TIMEOUT_SECONDS = 3600;

/** Jobs that wait for the runner, and those it is running: never more at once than the sandbox was told. */
export class JobQueue {
  private readonly waiting = new Set<number>();
  private readonly running = new Map<number, { abort: AbortController; done: Promise<void> }>();
  private folder: Promise<string> | null = null;
  private stopped = false;

  constructor(
    private readonly sandbox: Sandbox,
    private readonly listener: {
      started(job: JobRecord): void;
      finished(job: JobRecord, end: JobEnd): void;
    },
  ) {}

  add(job: JobRecord): void {
    this.waiting.add(job.id);
    this.pump();
  }

  /** Takes a job out of the queue, or ends it; true if it was running and will report its end. */
  cancel(jobId: number): boolean {
    this.waiting.delete(jobId);
    const run = this.running.get(jobId);
    run?.abort.abort();
    return run !== undefined;
  }

  /** Jobs that wait although there is a place, because no runner takes their tags. */
  stuck(): JobRecord[] {
    const now = this.sandbox.clock.now().getTime();
    return [...this.waiting].flatMap((id) => {
      const job = this.sandbox.store.jobs.get(id);
      if (!job || runnerTakes(job.tagList)) return [];
      const since = now - new Date(job.queuedAt ?? job.createdAt).getTime();
      return since >= STUCK_AFTER_SECONDS * 1000 ? [job] : [];
    });
  }

  get waitsForTags(): boolean {
    return [...this.waiting].some((id) => !runnerTakes(this.sandbox.store.jobs.get(id)?.tagList ?? []));
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.waiting.clear();
    const runs = [...this.running.values()];
    for (const run of runs) run.abort.abort();
    await Promise.all(runs.map((run) => run.done));
    if (this.folder) await rm(await this.folder, { recursive: true, force: true });
  }

  pump(): void {
    for (const id of this.waiting) {
      if (this.stopped || this.running.size >= this.sandbox.config.concurrentJobs) return;
      const job = this.sandbox.store.jobs.get(id);
      if (!job) this.waiting.delete(id);
      else if (runnerTakes(job.tagList) && !this.groupIsTaken(job)) this.take(job);
    }
  }

  private groupIsTaken(job: JobRecord): boolean {
    const { resourceGroup } = job.config;
    if (resourceGroup === null) return false;
    return [...this.running.keys()].some((id) => {
      const other = this.sandbox.store.jobs.get(id);
      return other?.projectId === job.projectId && other.config.resourceGroup === resourceGroup;
    });
  }

  private take(job: JobRecord): void {
    this.waiting.delete(job.id);
    const abort = new AbortController();
    this.listener.started(job);
    const done = this.run(job, abort.signal).then((end) => {
      this.running.delete(job.id);
      this.listener.finished(job, end);
      this.pump();
    });
    this.running.set(job.id, { abort, done });
  }

  private async run(job: JobRecord, signal: AbortSignal): Promise<JobEnd> {
    const { sandbox } = this;
    const { store } = sandbox;
    const token = newSecret('glcbt-');
    const digest = digestOf(token);
    store.jobTokens.set(digest, job.id);
    try {
      const pipeline = store.pipelines.get(job.pipelineId);
      const context = pipeline ? contextOf(sandbox, pipeline) : null;
      if (!pipeline || !context)
        return { kind: 'failed', failureReason: 'data_integrity_failure', exitCode: null };
      const sources = artifactSources(store, job);
      const folders = await this.folders(job, context.project.fullPath);
      return await runJob(sandbox, {
        job,
        pipeline,
        sources,
        folders,
        environment: jobEnvironment(sandbox, job, pipeline, {
          predefined: predefinedVariables(sandbox, context),
          dotenv: Object.assign({}, ...sources.map((source) => source.dotenv)) as Record<string, string>,
          npm: await npmSettings(sandbox.config.dataDir),
          token,
          folders,
        }),
        timeoutSeconds:
          job.config.timeout ?? (context.project.settings.buildTimeout || DEFAULT_TIMEOUT_SECONDS),
        fault: this.fault(job),
        signal,
      });
    } catch (error) {
      console.error(`job ${job.id} (${job.name}) could not be run:`, error);
      return { kind: 'failed', failureReason: 'runner_system_failure', exitCode: null };
    } finally {
      store.jobTokens.delete(digest);
    }
  }

  /**
   * Work trees lie in the system's temporary folder: below the sandbox's own data folder a job's tools would look
   * upwards and find configuration and packages that are not the project's.
   */
  private async folders(job: JobRecord, fullPath: string): Promise<JobFolders> {
    this.folder ??= mkdtemp(path.join(tmpdir(), 'gitlab-runner-'));
    const root = path.join(await this.folder, String(job.id));
    const builds = path.join(root, 'builds');
    return {
      builds,
      project: path.join(builds, fullPath),
      home: path.join(root, 'home'),
      temporary: path.join(root, 'tmp'),
    };
  }

  private fault(job: JobRecord): RunnerFault | null {
    const fault = this.sandbox.store.faults.runner.find(
      (one) =>
        one.remaining > 0 &&
        (one.projectId === null || one.projectId === job.projectId) &&
        (one.jobName === null || one.jobName === job.name),
    );
    if (!fault) return null;
    fault.remaining -= 1;
    return fault;
  }
}
