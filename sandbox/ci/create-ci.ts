import type { Sandbox } from '../sandbox';
import type { Ci } from './ci';
import { retriesItself } from './pipelines/auto-retry';
import { startDownstream } from './pipelines/bridges';
import { Conductor } from './pipelines/conductor';
import { findCoverage } from './pipelines/coverage';
import { JobActions } from './pipelines/job-actions';
import { JobQueue } from './pipelines/job-queue';
import { lintConfig } from './pipelines/lint-config';
import { allJobs } from './pipelines/pipeline-jobs';
import { PipelineStarter } from './pipelines/pipeline-starter';
import { readJobArchive, readJobReports, readJobTrace } from './pipelines/read-job-files';
import type { JobRecord, PipelineRecord } from './records';
import type { JobEnd } from './runner/run-job';
import { isComplete } from './status/composite-status';

const TICK_MS = 250;

/** The sandbox's CI: its pipelines, its one runner, and what people do to both. */
export function createCi(sandbox: Sandbox): Ci {
  const { store } = sandbox;
  const conductor = new Conductor(sandbox, {
    enqueue: (job) => queue.add(job),
    startBridge: (job) => void startBridge(job),
  });
  const queue = new JobQueue(sandbox, { started: begin, finished: finish });
  const actions = new JobActions(sandbox, conductor, queue);
  const starter = new PipelineStarter(sandbox, conductor, (pipelineId) => actions.cancelPipeline(pipelineId));

  function begin(job: JobRecord): void {
    job.picked = true;
    conductor.setStatus(job, 'running');
    const pipeline = store.pipelines.get(job.pipelineId);
    if (pipeline) conductor.refresh(pipeline);
  }

  async function finishWithCoverage(job: JobRecord): Promise<void> {
    if (job.config.coverage === null) return;
    const trace = await readJobTrace(sandbox, job.id);
    job.coverage = trace ? findCoverage(job.config.coverage, trace) : null;
  }

  function finish(job: JobRecord, end: JobEnd): void {
    // A pipeline that was deleted while its job ran has nothing left to settle.
    if (!store.jobs.has(job.id)) return;
    if (end.kind === 'success') {
      void finishWithCoverage(job).then(() => conductor.settle(job, 'success'));
      return;
    }
    if (job.status === 'canceling') return conductor.settle(job, 'canceled');
    // The whole sandbox stops: the job stays `running`, and the next start finds that its runner is gone.
    if (end.kind === 'canceled') return;
    job.exitCode = end.exitCode;
    if (end.exitCode !== null && job.config.allowFailureExitCodes.includes(end.exitCode))
      job.allowFailure = true;
    job.failureReason = end.failureReason;
    const earlier = allJobs(store, job.pipelineId).filter(
      (one) => one.name === job.name && one.retried,
    ).length;
    if (!retriesItself(job, earlier)) return conductor.settle(job, 'failed', end.failureReason);
    conductor.setStatus(job, 'failed');
    actions.retryJob(job.id, job.userId);
  }

  async function startBridge(bridge: JobRecord): Promise<void> {
    try {
      bridge.picked = false;
      conductor.setStatus(bridge, 'running');
      const above = store.pipelines.get(bridge.pipelineId);
      if (above) conductor.refresh(above);
      const start = await startDownstream(sandbox, bridge);
      if (start.kind === 'failed') {
        conductor.settle(bridge, 'failed', start.failureReason);
        return;
      }
      bridge.downstreamPipelineId = start.pipeline.id;
      const broken = start.pipeline.yamlErrors !== null;
      conductor.begin(start.pipeline, start.jobs);
      if (broken) conductor.settle(bridge, 'failed', 'downstream_pipeline_creation_failed');
      else if (bridge.config.trigger?.strategy == null) conductor.settle(bridge, 'success');
      else conductor.followDownstream(start.pipeline);
    } catch (error) {
      console.error(`trigger job ${bridge.id} (${bridge.name}) could not start its pipeline:`, error);
      conductor.settle(bridge, 'failed', 'data_integrity_failure');
    }
  }

  /** Delayed jobs whose time has come, and jobs that no runner takes; both follow the sandbox's own clock. */
  function tick(): void {
    const now = sandbox.clock.now().toISOString();
    for (const job of store.jobs.values()) {
      if (job.status === 'scheduled' && job.scheduledAt !== null && job.scheduledAt <= now) {
        actions.playJob(job.id, job.userId, {});
      }
    }
    for (const job of queue.stuck()) {
      queue.cancel(job.id);
      conductor.settle(job, 'failed', 'stuck_or_timeout_failure');
    }
  }

  /** What an earlier process left running has no runner any more; what was waiting still waits. */
  function recover(): void {
    const before = [...store.jobs.values()].map((job) => ({ job, status: job.status }));
    for (const { job, status } of before) {
      const lost = job.kind === 'job' || job.downstreamPipelineId === null;
      if (status === 'running' && lost) conductor.settle(job, 'failed', 'runner_system_failure');
      else if (status === 'canceling') conductor.settle(job, 'canceled');
      else if (status === 'pending' && job.kind === 'job') queue.add(job);
      else if (status === 'pending') void startBridge(job);
    }
    for (const pipeline of store.pipelines.values())
      if (!isComplete(pipeline.status)) conductor.advance(pipeline);
  }

  const ticker = setInterval(tick, TICK_MS);
  ticker.unref();
  // The other parts are not there yet while this one is made.
  const recovery = setImmediate(recover);

  return {
    onPush: (event) => starter.onPush(event),
    onMergeRequest: (event) => starter.onMergeRequest(event),
    createPipeline: (request) => starter.create(request),
    headPipeline: (mergeRequestId) => headPipeline(sandbox, mergeRequestId),
    lint: (request) => lintConfig(sandbox, request),
    retryJob: (jobId, userId) => actions.retryJob(jobId, userId),
    retryPipeline: (pipelineId, userId) => actions.retryPipeline(pipelineId, userId),
    playJob: (jobId, userId, variables) => actions.playJob(jobId, userId, variables),
    cancelJob: (jobId) => actions.cancelJob(jobId),
    cancelPipeline: (pipelineId) => actions.cancelPipeline(pipelineId),
    eraseJob: (jobId) => actions.eraseJob(jobId),
    deletePipeline: (pipelineId) => actions.deletePipeline(pipelineId),
    readTrace: (jobId) => readJobTrace(sandbox, jobId),
    readArchive: async (jobId) => {
      const job = store.jobs.get(jobId);
      return job ? readJobArchive(sandbox, job) : null;
    },
    readReports: async (jobId, fileType) => {
      const job = store.jobs.get(jobId);
      return job ? readJobReports(sandbox, job, fileType) : [];
    },
    stop: async () => {
      clearInterval(ticker);
      clearImmediate(recovery);
      await queue.stop();
    },
  };
}

/** The newest pipeline that ran for the merge request's head: its own, or one of its branch. */
function headPipeline(sandbox: Sandbox, mergeRequestId: number): PipelineRecord | null {
  const { store } = sandbox;
  const request = store.mergeRequests.get(mergeRequestId);
  if (!request) return null;
  let newest: PipelineRecord | null = null;
  for (const pipeline of store.pipelines.values()) {
    if (pipeline.sourceJobId !== null && pipeline.source === 'parent_pipeline') continue;
    const own = pipeline.mergeRequestId === request.id && pipeline.sourceSha === request.headSha;
    const branch =
      pipeline.mergeRequestId === null &&
      pipeline.projectId === request.sourceProjectId &&
      pipeline.ref === request.sourceBranch &&
      pipeline.sha === request.headSha;
    if ((own || branch) && (newest === null || pipeline.id > newest.id)) newest = pipeline;
  }
  return newest;
}
