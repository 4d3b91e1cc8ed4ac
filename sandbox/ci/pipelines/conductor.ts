import type { Sandbox } from '../../sandbox';
import { jobPayload } from '../payloads/job-payload';
import { pipelinePayload } from '../payloads/pipeline-payload';
import type { JobRecord, PipelineRecord, PipelineStatus } from '../records';
import { compositeStatus, isComplete } from '../status/composite-status';
import { nextSteps } from '../status/next-steps';
import { followDeployment, openDeployment } from './deployments';
import { latestJobs } from './pipeline-jobs';

/** Moves jobs and pipelines from status to status, announces each change, and hands out what is due. */
export class Conductor {
  constructor(
    private readonly sandbox: Sandbox,
    private readonly hands: { enqueue(job: JobRecord): void; startBridge(job: JobRecord): void },
  ) {}

  /** Announces a new pipeline's jobs and starts what may start. */
  begin(pipeline: PipelineRecord, jobs: readonly JobRecord[]): void {
    for (const job of jobs) this.announceJob(job);
    if (pipeline.status === 'created') this.advance(pipeline);
    else this.announcePipeline(pipeline);
  }

  /** Looks which jobs are due now and brings the pipeline's own status up to date. */
  advance(pipeline: PipelineRecord): void {
    const due: JobRecord[] = [];
    for (let changed = true; changed;) {
      changed = false;
      const jobs = latestJobs(this.sandbox.store, pipeline.id);
      for (const step of nextSteps(jobs.map(stepFacts))) {
        const job = jobs.find((one) => one.id === step.jobId);
        if (!job) continue;
        changed = true;
        if (step.action === 'enqueue') due.push(this.makePending(job, pipeline));
        else if (step.action === 'schedule') this.schedule(job);
        else this.setStatus(job, step.action === 'skip' ? 'skipped' : 'manual');
      }
    }
    this.refresh(pipeline);
    for (const job of due) this.handOut(job);
  }

  /** Starts a job at once, whatever stands before it: a manual or delayed one, or a retry. */
  start(job: JobRecord): void {
    const pipeline = this.sandbox.store.pipelines.get(job.pipelineId);
    if (!pipeline) return;
    this.makePending(job, pipeline);
    this.refresh(pipeline);
    this.handOut(job);
  }

  setStatus(job: JobRecord, status: PipelineStatus): void {
    const now = this.sandbox.clock.now().toISOString();
    job.status = status;
    if (status === 'running') job.startedAt = now;
    if (isComplete(status) && status !== 'skipped') job.finishedAt = now;
    followDeployment(this.sandbox, job);
    this.sandbox.store.touch();
    this.announceJob(job);
  }

  /** The job reached its end; the jobs after it are looked at. */
  settle(
    job: JobRecord,
    status: 'success' | 'failed' | 'canceled',
    failureReason: string | null = null,
  ): void {
    job.failureReason = failureReason;
    this.setStatus(job, status);
    const pipeline = this.sandbox.store.pipelines.get(job.pipelineId);
    if (pipeline) this.advance(pipeline);
  }

  /** Brings the pipeline's status up to date with its jobs, and the bridge above it with the pipeline. */
  refresh(pipeline: PipelineRecord): void {
    const { store, clock } = this.sandbox;
    const status = compositeStatus(latestJobs(store, pipeline.id));
    if (status === null || status === pipeline.status) return;
    const now = clock.now().toISOString();
    pipeline.status = status;
    pipeline.updatedAt = now;
    if (status === 'running') {
      pipeline.startedAt ??= now;
      pipeline.finishedAt = null;
    }
    if (isComplete(status)) pipeline.finishedAt = now;
    store.touch();
    this.announcePipeline(pipeline);
    this.followDownstream(pipeline);
  }

  /** A bridge with `strategy: depend` ends as its pipeline ends. */
  followDownstream(pipeline: PipelineRecord): void {
    const bridge =
      pipeline.sourceJobId === null ? undefined : this.sandbox.store.jobs.get(pipeline.sourceJobId);
    if (!bridge || bridge.config.trigger?.strategy == null || bridge.retried) return;
    if (pipeline.status === 'success') this.settle(bridge, 'success');
    else if (pipeline.status === 'canceled') this.settle(bridge, 'canceled');
    else if (pipeline.status === 'failed' || pipeline.status === 'skipped') {
      this.settle(bridge, 'failed', 'unknown_failure');
    } else if (isComplete(bridge.status)) {
      // The pipeline below goes on after a retry, so the bridge does too.
      bridge.failureReason = null;
      bridge.finishedAt = null;
      this.setStatus(bridge, 'running');
      const above = this.sandbox.store.pipelines.get(bridge.pipelineId);
      if (above) this.reopen(above, bridge);
    }
  }

  /** Jobs that were skipped because of one that goes on now get another chance. */
  reopen(pipeline: PipelineRecord, because: JobRecord): void {
    for (const job of latestJobs(this.sandbox.store, pipeline.id)) {
      const after =
        job.config.needs === null
          ? job.stageIndex > because.stageIndex
          : job.config.needs.some(
              (need) => need.job === because.name || need.job === because.config.baseName,
            ) || job.stageIndex > because.stageIndex;
      if (job.status === 'skipped' && after) this.setStatus(job, 'created');
    }
    this.refresh(pipeline);
  }

  private makePending(job: JobRecord, pipeline: PipelineRecord): JobRecord {
    job.queuedAt = this.sandbox.clock.now().toISOString();
    if (job.kind === 'job') openDeployment(this.sandbox, job, pipeline);
    this.setStatus(job, 'pending');
    return job;
  }

  private handOut(job: JobRecord): void {
    if (job.status !== 'pending') return;
    if (job.kind === 'bridge') this.hands.startBridge(job);
    else this.hands.enqueue(job);
  }

  private schedule(job: JobRecord): void {
    const at = this.sandbox.clock.now().getTime() + (job.config.startIn ?? 0) * 1000;
    job.scheduledAt = new Date(at).toISOString();
    this.setStatus(job, 'scheduled');
  }

  private announceJob(job: JobRecord): void {
    // Trigger jobs send no job events.
    if (job.kind === 'bridge') return;
    const payload = jobPayload(this.sandbox, job);
    if (payload) this.sandbox.hooks.emit(job.projectId, 'job', payload);
  }

  private announcePipeline(pipeline: PipelineRecord): void {
    const payload = pipelinePayload(this.sandbox, pipeline);
    if (payload) this.sandbox.hooks.emit(pipeline.projectId, 'pipeline', payload);
  }
}

function stepFacts(job: JobRecord) {
  return {
    id: job.id,
    name: job.name,
    baseName: job.config.baseName,
    stageIndex: job.stageIndex,
    status: job.status,
    allowFailure: job.allowFailure,
    when: job.when,
    needs:
      job.config.needs === null
        ? null
        : job.config.needs.flatMap((need) => (need.job === null ? [] : [need.job])),
  };
}
