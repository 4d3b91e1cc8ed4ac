import { rm } from 'node:fs/promises';
import type { Sandbox } from '../../sandbox';
import type { JobRecord, PipelineStatus } from '../records';
import { jobFiles } from '../runner/job-files';
import { isActive } from '../status/composite-status';
import type { Conductor } from './conductor';
import type { JobQueue } from './job-queue';
import { allJobs, downstreamPipelines, isChild, latestJobs } from './pipeline-jobs';

const RETRYABLE: readonly PipelineStatus[] = ['success', 'failed', 'canceled', 'skipped'];
const CANCELABLE: readonly PipelineStatus[] = [
  'created',
  'waiting_for_resource',
  'preparing',
  'pending',
  'running',
  'scheduled',
];

/** What a person (or a `retry:`) does to jobs and pipelines that are already there. */
export class JobActions {
  constructor(
    private readonly sandbox: Sandbox,
    private readonly conductor: Conductor,
    private readonly queue: JobQueue,
  ) {}

  retryJob(jobId: number, userId: number): JobRecord | null {
    const job = this.sandbox.store.jobs.get(jobId);
    if (!job || job.retried || !RETRYABLE.includes(job.status) || job.status === 'skipped') return null;
    const pipeline = this.sandbox.store.pipelines.get(job.pipelineId);
    if (!pipeline) return null;
    const again = this.clone(job, userId);
    this.conductor.start(again);
    this.conductor.reopen(pipeline, again);
    return again;
  }

  retryPipeline(pipelineId: number, userId: number): void {
    const { store } = this.sandbox;
    const pipeline = store.pipelines.get(pipelineId);
    if (!pipeline) return;
    // Children of bridges that are kept go on by themselves; a bridge that failed without one is started anew.
    for (const job of latestJobs(store, pipelineId)) {
      if (job.status !== 'failed' && job.status !== 'canceled') continue;
      const below =
        job.downstreamPipelineId === null ? undefined : store.pipelines.get(job.downstreamPipelineId);
      if (below && isChild(below)) this.retryPipeline(below.id, userId);
      else {
        const again = this.clone(job, userId);
        this.conductor.start(again);
        this.conductor.reopen(pipeline, again);
      }
    }
    this.conductor.advance(pipeline);
  }

  playJob(jobId: number, userId: number, variables: Record<string, string>): JobRecord | null {
    const { store } = this.sandbox;
    const job = store.jobs.get(jobId);
    if (!job) return null;
    if (job.status !== 'manual' && job.status !== 'scheduled') return null;
    job.userId = userId;
    job.playVariables = variables;
    job.scheduledAt = null;
    const pipeline = store.pipelines.get(job.pipelineId);
    this.conductor.start(job);
    if (pipeline) this.conductor.reopen(pipeline, job);
    return job;
  }

  cancelJob(jobId: number): void {
    const { store } = this.sandbox;
    const job = store.jobs.get(jobId);
    if (!job || !CANCELABLE.includes(job.status)) return;
    if (job.kind === 'bridge') {
      if (job.downstreamPipelineId !== null && job.config.trigger?.strategy != null)
        this.cancelPipeline(job.downstreamPipelineId);
      if (CANCELABLE.includes(job.status)) this.conductor.settle(job, 'canceled');
      return;
    }
    if (this.queue.cancel(job.id)) {
      // The runner is still busy ending it; the job is canceled when it says so.
      this.conductor.setStatus(job, 'canceling');
      const pipeline = store.pipelines.get(job.pipelineId);
      if (pipeline) this.conductor.refresh(pipeline);
    } else this.conductor.settle(job, 'canceled');
  }

  cancelPipeline(pipelineId: number): void {
    const { store } = this.sandbox;
    const pipeline = store.pipelines.get(pipelineId);
    if (!pipeline) return;
    const jobs = latestJobs(store, pipelineId).filter((job) => CANCELABLE.includes(job.status));
    // What has not begun first, so that nothing is started in the place of what ends.
    for (const job of jobs.filter((one) => !isActive(one.status))) this.conductor.setStatus(job, 'canceled');
    for (const job of jobs.filter((one) => isActive(one.status))) this.cancelJob(job.id);
    for (const below of downstreamPipelines(store, pipelineId))
      if (isChild(below)) this.cancelPipeline(below.id);
    this.conductor.refresh(pipeline);
  }

  async eraseJob(jobId: number): Promise<void> {
    const job = this.sandbox.store.jobs.get(jobId);
    if (!job) return;
    await this.removeFiles(jobId);
    job.artifacts = [];
    job.dotenv = {};
    job.erasedAt = this.sandbox.clock.now().toISOString();
    this.sandbox.store.touch();
  }

  async deletePipeline(pipelineId: number): Promise<void> {
    const { store } = this.sandbox;
    this.cancelPipeline(pipelineId);
    for (const below of downstreamPipelines(store, pipelineId))
      if (isChild(below)) await this.deletePipeline(below.id);
    for (const job of allJobs(store, pipelineId)) {
      await this.removeFiles(job.id);
      store.jobs.delete(job.id);
    }
    store.pipelines.delete(pipelineId);
    store.touch();
  }

  private async removeFiles(jobId: number): Promise<void> {
    const { dataDir } = this.sandbox.config;
    await rm(jobFiles.trace(dataDir, jobId), { force: true });
    await rm(jobFiles.artifacts(dataDir, jobId), { recursive: true, force: true });
  }

  /** A job of the same name with a new id; the old one steps back. */
  private clone(job: JobRecord, userId: number): JobRecord {
    const { store, clock } = this.sandbox;
    job.retried = true;
    const again: JobRecord = {
      ...job,
      id: store.nextId('job'),
      status: 'created',
      allowFailure: job.config.allowFailure,
      failureReason: null,
      exitCode: null,
      retried: false,
      userId,
      createdAt: clock.now().toISOString(),
      startedAt: null,
      finishedAt: null,
      erasedAt: null,
      downstreamPipelineId: null,
      artifacts: [],
      dotenv: {},
      coverage: null,
      queuedAt: null,
      scheduledAt: null,
      picked: false,
      retryOfJobId: job.id,
    };
    store.jobs.set(again.id, again);
    store.touch();
    return again;
  }
}
