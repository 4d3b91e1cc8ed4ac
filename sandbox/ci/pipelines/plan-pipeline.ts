import type { Sandbox } from '../../sandbox';
import { layerVariables } from '../config/evaluate-rules';
import { expandConfig } from '../config/expand-config';
import type { ExpandedConfig } from '../config/expand-config';
import { expandText } from '../config/expand-variables';
import { selectJobs } from '../config/select-jobs';
import type { SelectedJob } from '../config/select-jobs';
import { configSource } from './config-source';
import { predefinedVariables, projectVariables, ruleFacts } from './pipeline-context';
import type { PipelineContext } from './pipeline-context';

export type Plan =
  | { kind: 'planned'; expanded: ExpandedConfig; jobs: SelectedJob[]; stages: string[]; name: string | null }
  | {
      kind: 'refused';
      reason: 'no-config' | 'invalid' | 'workflow' | 'no-jobs' | 'missing-need';
      messages: string[];
      expanded: ExpandedConfig | null;
    };

/** Reads the configuration of a commit (or the given text) and works out the jobs of the pipeline it would have. Stores nothing. */
export async function planPipeline(
  sandbox: Sandbox,
  context: PipelineContext,
  content?: string,
): Promise<Plan> {
  const { project, sha, user } = context;
  const path = project.settings.ciConfigPath || '.gitlab-ci.yml';
  const text = content ?? (await sandbox.git.readFile(project.id, sha, path))?.toString('utf8') ?? null;
  if (text === null)
    return { kind: 'refused', reason: 'no-config', messages: ['Missing CI config file'], expanded: null };

  const layers = {
    predefined: predefinedVariables(sandbox, context),
    project: Object.fromEntries(
      projectVariables(sandbox, project.id, { protectedRef: context.protectedRef, environment: null }).map(
        ({ key, value }) => [key, value],
      ),
    ),
    pipeline: Object.fromEntries(context.variables.map(({ key, value }) => [key, value])),
  };
  const facts = ruleFacts(sandbox, context);
  const source = configSource(sandbox, project, sha, user.id);
  const variables = layerVariables(layers.predefined, layers.project, layers.pipeline);
  const expanded = await expandConfig(text, source, { ...facts, variables });
  if (!expanded.config) return { kind: 'refused', reason: 'invalid', messages: expanded.errors, expanded };

  const selection = await selectJobs(expanded.config, layers, facts);
  if (selection.kind === 'refused') {
    return { kind: 'refused', reason: selection.reason, messages: [selection.message], expanded };
  }
  const name =
    selection.name === null
      ? null
      : expandText(selection.name, { ...variables, ...expanded.config.variables });
  return { kind: 'planned', expanded, jobs: selection.jobs, stages: expanded.config.stages, name };
}
