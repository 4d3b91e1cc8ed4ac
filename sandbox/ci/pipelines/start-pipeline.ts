import { isProtected } from '../../access/can-push';
import type { Sandbox } from '../../sandbox';
import type { MergeRequestRecord, ProjectRecord, UserRecord } from '../../store/records';
import { expandText } from '../config/expand-variables';
import { layerVariables } from '../config/evaluate-rules';
import type { SelectedJob } from '../config/select-jobs';
import type { JobRecord, PipelineRecord, PipelineSource } from '../records';
import { NO_COMMIT, predefinedVariables, refNameOf } from './pipeline-context';
import type { PipelineContext } from './pipeline-context';
import { planPipeline } from './plan-pipeline';

export interface StartRequest {
  project: ProjectRecord;
  user: UserRecord;
  ref: string;
  refKind: PipelineContext['refKind'];
  sha: string;
  beforeSha: string | null;
  source: PipelineSource;
  mergeRequest: MergeRequestRecord | null;
  variables: PipelineRecord['variables'];
  sourceJobId: number | null;
  /** Text of the configuration where it is not the project's own file (child pipelines). */
  content?: string;
  /** `[skip ci]` counts; asking for a pipeline by API says otherwise. */
  maySkip: boolean;
  pushSkips: boolean;
  /** A broken configuration leaves a failed pipeline behind, so that people see it. */
  keepBroken: boolean;
}

export type StartOutcome =
  { kind: 'created'; pipeline: PipelineRecord; jobs: JobRecord[] } | { kind: 'refused'; message: string };

const SKIP = /\[(?:ci[ _-]skip|skip[ _-]ci)\]/i;

/** Plans a pipeline and writes it and its jobs into the store, still standing: the conductor sets it in motion. */
export async function startPipeline(sandbox: Sandbox, request: StartRequest): Promise<StartOutcome> {
  const { project, sha } = request;
  const commit = await sandbox.git.commit(project.id, sha);
  if (!commit) return { kind: 'refused', message: 'Commit not found' };
  const context: PipelineContext = {
    ...request,
    beforeSha: request.beforeSha ?? NO_COMMIT,
    commit,
    protectedRef: protectedRef(sandbox, request),
  };
  if (request.maySkip && (request.pushSkips || SKIP.test(commit.message))) {
    return {
      kind: 'created',
      pipeline: storePipeline(sandbox, context, request, { status: 'skipped' }),
      jobs: [],
    };
  }
  const plan = await planPipeline(sandbox, context, request.content);
  if (plan.kind === 'refused') {
    const message = plan.messages.join(', ');
    const broken = plan.reason === 'invalid' || plan.reason === 'missing-need';
    if (broken && request.keepBroken) {
      const pipeline = storePipeline(sandbox, context, request, { status: 'failed', yamlErrors: message });
      return { kind: 'created', pipeline, jobs: [] };
    }
    return { kind: 'refused', message };
  }
  const pipeline = storePipeline(sandbox, context, request, {
    status: 'created',
    stages: plan.stages,
    name: plan.name,
  });
  const predefined = predefinedVariables(sandbox, context);
  const jobs = plan.jobs.map((job) => storeJob(sandbox, pipeline, job, predefined));
  return { kind: 'created', pipeline, jobs };
}

function protectedRef(sandbox: Sandbox, request: StartRequest): boolean {
  const { store } = sandbox;
  if (request.refKind === 'tag') return false;
  const name = refNameOf(request);
  if (!request.mergeRequest) return isProtected(store, request.project.id, name);
  const { projectId, targetBranch, sourceProjectId, sourceBranch } = request.mergeRequest;
  return (
    projectId === sourceProjectId &&
    isProtected(store, projectId, sourceBranch) &&
    isProtected(store, projectId, targetBranch)
  );
}

function storePipeline(
  sandbox: Sandbox,
  context: PipelineContext,
  request: StartRequest,
  given: {
    status: 'created' | 'failed' | 'skipped';
    yamlErrors?: string;
    stages?: string[];
    name?: string | null;
  },
): PipelineRecord {
  const { store } = sandbox;
  const now = sandbox.clock.now().toISOString();
  const over = given.status !== 'created';
  const pipeline: PipelineRecord = {
    id: store.nextId('pipeline'),
    iid: store.nextIid(context.project.id, 'pipeline'),
    projectId: context.project.id,
    sha: context.sha,
    beforeSha: context.beforeSha,
    ref: context.ref,
    tag: context.refKind === 'tag',
    name: given.name ?? null,
    commit: context.commit,
    protectedRef: context.protectedRef,
    stages: given.stages ?? [],
    source: context.source,
    status: given.status,
    userId: context.user.id,
    mergeRequestId: context.mergeRequest?.id ?? null,
    sourceSha: context.mergeRequest?.headSha ?? null,
    sourceJobId: request.sourceJobId,
    yamlErrors: given.yamlErrors ?? null,
    variables: context.variables,
    createdAt: now,
    updatedAt: now,
    startedAt: null,
    finishedAt: over ? now : null,
  };
  store.pipelines.set(pipeline.id, pipeline);
  store.touch();
  return pipeline;
}

function storeJob(
  sandbox: Sandbox,
  pipeline: PipelineRecord,
  selected: SelectedJob,
  predefined: Readonly<Record<string, string>>,
): JobRecord {
  const { store } = sandbox;
  const { config } = selected;
  const given = Object.fromEntries(pipeline.variables.map(({ key, value }) => [key, value]));
  const variables = layerVariables(predefined, selected.yamlVariables, given);
  const job: JobRecord = {
    id: store.nextId('job'),
    projectId: pipeline.projectId,
    pipelineId: pipeline.id,
    name: config.name,
    stage: config.stage,
    stageIndex: pipeline.stages.indexOf(config.stage),
    status: 'created',
    kind: config.kind,
    allowFailure: selected.allowFailure,
    when: selected.when,
    failureReason: null,
    exitCode: null,
    retried: false,
    tagList: config.tags.map((tag) => expandText(tag, variables)),
    environment:
      config.environment === null ? null : expandText(config.environment.name, variables).slice(0, 255),
    userId: pipeline.userId,
    createdAt: sandbox.clock.now().toISOString(),
    startedAt: null,
    finishedAt: null,
    erasedAt: null,
    downstreamPipelineId: null,
    artifacts: [],
    config: {
      ...config,
      when: selected.when,
      startIn: selected.startIn,
      allowFailure: selected.allowFailure,
      needs: selected.needs,
    },
    yamlVariables: selected.yamlVariables,
    playVariables: {},
    dotenv: {},
    coverage: null,
    queuedAt: null,
    scheduledAt: null,
    picked: false,
    retryOfJobId: null,
  };
  store.jobs.set(job.id, job);
  return job;
}

/** What a stored pipeline was planned from, for the variables of its jobs. Null where project or person are gone. */
export function contextOf(sandbox: Sandbox, pipeline: PipelineRecord): PipelineContext | null {
  const { store } = sandbox;
  const project = store.projects.get(pipeline.projectId);
  const user = store.users.get(pipeline.userId);
  if (!project || !user) return null;
  const mergeRequest =
    pipeline.mergeRequestId === null ? null : (store.mergeRequests.get(pipeline.mergeRequestId) ?? null);
  return {
    ...pipeline,
    project,
    user,
    mergeRequest,
    refKind: pipeline.tag ? 'tag' : mergeRequest ? 'merge_request' : 'branch',
  };
}
