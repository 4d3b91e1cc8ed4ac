import { evaluateRules, layerVariables, policiesAllow } from './evaluate-rules';
import type { RuleFacts } from './evaluate-rules';
import type { Variables } from './expand-variables';
import type { JobConfig, NeedConfig, PipelineConfig, When } from './job-config';

/** A job that the rules let into a pipeline, with what its rule changed. */
export interface SelectedJob {
  config: JobConfig;
  when: When;
  startIn: number | null;
  allowFailure: boolean;
  needs: NeedConfig[] | null;
  /** Global, job and rule variables together, unexpanded. */
  yamlVariables: Record<string, string>;
}

export type Selection =
  | { kind: 'selected'; jobs: SelectedJob[]; name: string | null }
  | { kind: 'refused'; reason: 'workflow' | 'no-jobs' | 'missing-need'; message: string };

export interface VariableLayers {
  predefined: Variables;
  project: Variables;
  pipeline: Variables;
}

const NO_JOBS =
  'Pipeline will not run for the selected trigger. The rules configuration prevented any jobs from being added to the pipeline.';

/** Which jobs a pipeline would have, in order of stages, or GitLab's reason for having no pipeline at all. */
export async function selectJobs(
  config: PipelineConfig,
  layers: VariableLayers,
  facts: Omit<RuleFacts, 'variables'>,
): Promise<Selection> {
  const see = (yaml: Variables) => layerVariables(layers.predefined, yaml, layers.project, layers.pipeline);
  let workflowVariables: Variables = {};
  if (config.workflow.rules) {
    const outcome = await evaluateRules(
      config.workflow.rules,
      { ...facts, variables: see(config.variables) },
      'always',
    );
    if (outcome.kind === 'excluded') {
      return { kind: 'refused', reason: 'workflow', message: 'Pipeline filtered out by workflow rules.' };
    }
    workflowVariables = outcome.variables;
  }

  const jobs: SelectedJob[] = [];
  const ordered = config.stages.flatMap((stage) => config.jobs.filter((job) => job.stage === stage));
  for (const job of ordered) {
    const selected = await selectJob(job, { ...config.variables, ...workflowVariables }, see, facts);
    if (selected) jobs.push(selected);
  }
  if (!jobs.some((job) => job.config.stage !== '.pre' && job.config.stage !== '.post')) {
    return { kind: 'refused', reason: 'no-jobs', message: NO_JOBS };
  }
  const missing = missingNeed(jobs);
  if (missing !== null) return { kind: 'refused', reason: 'missing-need', message: missing };
  return { kind: 'selected', jobs, name: config.workflow.name };
}

async function selectJob(
  job: JobConfig,
  globals: Variables,
  see: (yaml: Variables) => Record<string, string>,
  facts: Omit<RuleFacts, 'variables'>,
): Promise<SelectedJob | null> {
  const inherited =
    job.inheritVariables === true
      ? globals
      : job.inheritVariables === false
        ? {}
        : Object.fromEntries(
            Object.entries(globals).filter(([key]) => (job.inheritVariables as string[]).includes(key)),
          );
  const yamlVariables: Record<string, string> = { ...inherited, ...job.variables };
  const seen = { ...facts, variables: see(yamlVariables) };
  const plain: SelectedJob = {
    config: job,
    when: job.when,
    startIn: job.startIn,
    allowFailure: job.allowFailure,
    needs: job.needs,
    yamlVariables,
  };
  if (!job.rules) return (await policiesAllow(job.only, job.except, seen)) ? plain : null;
  const outcome = await evaluateRules(job.rules, seen, job.when);
  if (outcome.kind === 'excluded') return null;
  // A rule that makes the job manual does not make it allowed to fail: only `when: manual` on the job itself does.
  return {
    ...plain,
    when: outcome.when,
    startIn: outcome.startIn ?? job.startIn,
    allowFailure: outcome.allowFailure ?? job.allowFailure,
    needs: outcome.needs ?? job.needs,
    yamlVariables: { ...yamlVariables, ...outcome.variables },
  };
}

function missingNeed(jobs: readonly SelectedJob[]): string | null {
  const names = new Set(jobs.flatMap((job) => [job.config.name, job.config.baseName]));
  for (const job of jobs) {
    for (const need of job.needs ?? []) {
      if (need.job === null || need.optional || names.has(need.job)) continue;
      return (
        `'${job.config.name}' job needs '${need.job}' job, but '${need.job}' does not exist in the pipeline. ` +
        'This might be because of the only, except, or rules keywords. To need a job that sometimes does not exist in the pipeline, use needs:optional.'
      );
    }
  }
  return null;
}
