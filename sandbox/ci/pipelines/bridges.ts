import { unzipSync } from 'fflate';
import { isOpenTo, projectAccess } from '../../access/access-level';
import { canPush } from '../../access/can-push';
import type { Sandbox } from '../../sandbox';
import { ACCESS } from '../../store/records';
import { expandText } from '../config/expand-variables';
import { layerVariables } from '../config/evaluate-rules';
import type { TriggerConfig } from '../config/job-config';
import type { JobRecord, PipelineRecord } from '../records';
import { NO_COMMIT, predefinedVariables } from './pipeline-context';
import { artifactSources, isChild, latestJobs } from './pipeline-jobs';
import { readJobArchive } from './read-job-files';
import { contextOf, startPipeline } from './start-pipeline';
import type { StartOutcome } from './start-pipeline';

const MAX_CHILD_DEPTH = 2;

export type BridgeStart =
  | { kind: 'started'; pipeline: PipelineRecord; jobs: JobRecord[] }
  | { kind: 'failed'; failureReason: string };

/** Starts the pipeline that a trigger job asks for: a child of this project, or one of another project. */
export async function startDownstream(sandbox: Sandbox, bridge: JobRecord): Promise<BridgeStart> {
  const { store } = sandbox;
  const trigger = bridge.config.trigger;
  const parent = store.pipelines.get(bridge.pipelineId);
  const context = parent ? contextOf(sandbox, parent) : null;
  if (!trigger || !parent || !context) return failed('data_integrity_failure');
  const given = Object.fromEntries(parent.variables.map(({ key, value }) => [key, value]));
  const dotenv = Object.assign({}, ...artifactSources(store, bridge).map((one) => one.dotenv)) as Record<
    string,
    string
  >;
  const seen = layerVariables(
    predefinedVariables(sandbox, context),
    { CI_PIPELINE_ID: String(parent.id), CI_PIPELINE_IID: String(parent.iid) },
    bridge.yamlVariables,
    dotenv,
    given,
  );
  const variables = forwarded(bridge, trigger, parent, seen);
  const outcome =
    trigger.project === null
      ? await startChild(sandbox, bridge, trigger, parent, variables, seen)
      : await startElsewhere(sandbox, bridge, trigger, expandText(trigger.project, seen), variables, seen);
  if (outcome.kind === 'failed') return outcome;
  if (outcome.kind === 'refused') return failed('downstream_pipeline_creation_failed');
  return { kind: 'started', pipeline: outcome.pipeline, jobs: outcome.jobs };
}

const failed = (failureReason: string) => ({ kind: 'failed' as const, failureReason });

function forwarded(
  bridge: JobRecord,
  trigger: TriggerConfig,
  parent: PipelineRecord,
  seen: Readonly<Record<string, string>>,
): PipelineRecord['variables'] {
  const variables = new Map<string, PipelineRecord['variables'][number]>();
  if (trigger.forward.yamlVariables) {
    for (const [key, value] of Object.entries(bridge.yamlVariables)) {
      variables.set(key, { key, value: expandText(value, seen), variable_type: 'env_var' });
    }
  }
  if (trigger.forward.pipelineVariables) for (const one of parent.variables) variables.set(one.key, one);
  return [...variables.values()];
}

async function startChild(
  sandbox: Sandbox,
  bridge: JobRecord,
  trigger: TriggerConfig,
  parent: PipelineRecord,
  variables: PipelineRecord['variables'],
  seen: Readonly<Record<string, string>>,
): Promise<StartOutcome | ReturnType<typeof failed>> {
  const context = contextOf(sandbox, parent);
  if (!context) return failed('data_integrity_failure');
  if (depthOf(sandbox, parent) >= MAX_CHILD_DEPTH) return failed('reached_max_descendant_pipelines_depth');
  const content = await childContent(sandbox, bridge, trigger, seen);
  if (content === null) return failed('downstream_pipeline_creation_failed');
  return startPipeline(sandbox, {
    ...context,
    source: 'parent_pipeline',
    variables,
    sourceJobId: bridge.id,
    content,
    maySkip: false,
    pushSkips: false,
    keepBroken: true,
  });
}

/** The child's configuration as one text: files are included, generated ones stand for themselves. */
async function childContent(
  sandbox: Sandbox,
  bridge: JobRecord,
  trigger: TriggerConfig,
  seen: Readonly<Record<string, string>>,
): Promise<string | null> {
  const includes: object[] = [];
  for (const one of trigger.include) {
    const file = expandText(one.path, seen);
    if (one.kind === 'local') includes.push({ local: file });
    else if (one.kind === 'project') {
      includes.push({
        project: expandText(one.project, seen),
        file,
        ...(one.ref === null ? {} : { ref: one.ref }),
      });
    } else {
      const generated = await generatedFile(sandbox, bridge, one.job, file);
      // Several files would have to be merged; GitLab allows one generated file alone just as well.
      return trigger.include.length === 1 ? generated : null;
    }
  }
  // JSON is YAML, so no quoting can go wrong.
  return JSON.stringify({ include: includes });
}

async function generatedFile(
  sandbox: Sandbox,
  bridge: JobRecord,
  jobName: string,
  file: string,
): Promise<string | null> {
  const producer = latestJobs(sandbox.store, bridge.pipelineId).find((job) => job.name === jobName);
  const archive = producer ? await readJobArchive(sandbox, producer) : null;
  if (!archive) return null;
  const wanted = file.replace(/^\/+/, '');
  const content = unzipSync(archive, { filter: (entry) => entry.name === wanted })[wanted];
  return content ? Buffer.from(content).toString('utf8') : null;
}

function depthOf(sandbox: Sandbox, pipeline: PipelineRecord): number {
  const bridge = pipeline.sourceJobId === null ? undefined : sandbox.store.jobs.get(pipeline.sourceJobId);
  const above = bridge ? sandbox.store.pipelines.get(bridge.pipelineId) : undefined;
  return isChild(pipeline) && above ? 1 + depthOf(sandbox, above) : 0;
}

async function startElsewhere(
  sandbox: Sandbox,
  bridge: JobRecord,
  trigger: TriggerConfig,
  fullPath: string,
  variables: PipelineRecord['variables'],
  seen: Readonly<Record<string, string>>,
): Promise<StartOutcome | ReturnType<typeof failed>> {
  const { store, git } = sandbox;
  const user = store.users.get(bridge.userId);
  const project = [...store.projects.values()].find(
    (one) => one.fullPath.toLowerCase() === fullPath.toLowerCase(),
  );
  if (!project || !user || (projectAccess(store, user.id, project) === 0 && !isOpenTo(project, user.id))) {
    return failed('downstream_bridge_project_not_found');
  }
  if (project.id === bridge.projectId) return failed('invalid_bridge_trigger');
  const ref = trigger.branch === null ? project.defaultBranch : expandText(trigger.branch, seen);
  if (projectAccess(store, user.id, project) < ACCESS.developer || !canPush(store, project, user.id, ref)) {
    return failed('insufficient_bridge_permissions');
  }
  const sha = await git.resolve(project.id, `refs/heads/${ref}`);
  if (sha === null) return failed('downstream_pipeline_creation_failed');
  return startPipeline(sandbox, {
    project,
    user,
    ref,
    refKind: 'branch',
    sha,
    beforeSha: NO_COMMIT,
    source: 'pipeline',
    mergeRequest: null,
    variables,
    sourceJobId: bridge.id,
    maySkip: false,
    pushSkips: false,
    keepBroken: false,
  });
}
