import { isProtected } from '../../access/can-push';
import type { Sandbox } from '../../sandbox';
import type { JobConfig, PolicyConfig } from '../config/job-config';
import { expandConfig } from '../config/expand-config';
import type { ExpandedConfig } from '../config/expand-config';
import type { IncludeRecord } from '../config/resolve-includes';
import type { SelectedJob } from '../config/select-jobs';
import { layerVariables } from '../config/evaluate-rules';
import { configSource } from './config-source';
import { NO_COMMIT, predefinedVariables, ruleFacts } from './pipeline-context';
import type { PipelineContext } from './pipeline-context';
import { planPipeline } from './plan-pipeline';

export interface LintRequest {
  projectId: number;
  userId: number;
  /** Null: what the project has at `contentRef`. */
  content: string | null;
  contentRef: string | null;
  dryRun: boolean;
  /** Branch or tag that a dry run pretends to run for. */
  dryRunRef: string | null;
}

/** A job as CI lint shows it; a dry run leaves `only`, `except` and `needs` out. */
export interface LintJob {
  name: string;
  stage: string;
  before_script: string[];
  script: string[];
  after_script: string[];
  tag_list: string[];
  only?: { refs?: string[]; variables?: string[]; changes?: string[] } | null;
  except?: { refs?: string[]; variables?: string[]; changes?: string[] } | null;
  environment: string | null;
  when: string;
  allow_failure: boolean;
  needs?: { name: string; artifacts: boolean; optional: boolean }[] | null;
}

export type ConfigLint =
  | { kind: 'no-content' }
  | {
      kind: 'linted';
      errors: string[];
      warnings: string[];
      mergedYaml: string | null;
      includes: IncludeRecord[];
      jobs: LintJob[];
    };

/** What `GET/POST /projects/:id/ci/lint` answers from: a static check, or with `dryRun` the pipeline a push to the ref would get. */
export async function lintConfig(sandbox: Sandbox, request: LintRequest): Promise<ConfigLint> {
  const { git, store } = sandbox;
  const project = store.projects.get(request.projectId);
  const user = store.users.get(request.userId);
  if (!project || !user) return { kind: 'no-content' };
  const contentRef = request.contentRef ?? project.defaultBranch;
  const contentSha = contentRef === '' ? null : await git.resolve(project.id, contentRef);
  let content = request.content;
  if (content === null && contentSha !== null) {
    const path = project.settings.ciConfigPath || '.gitlab-ci.yml';
    content = (await git.readFile(project.id, contentSha, path))?.toString('utf8') ?? null;
  }
  if (content === null)
    return request.content === null
      ? { kind: 'no-content' }
      : missing('Please provide content of .gitlab-ci.yml');

  const dryRef = request.dryRunRef ?? project.defaultBranch;
  const ref = request.dryRun ? dryRef : project.defaultBranch;
  const sha = request.dryRun ? await git.resolve(project.id, dryRef) : contentSha;
  const commit = sha === null ? null : await git.commit(project.id, sha);
  if (sha === null || commit === null) return missing('Reference not found');
  const tag = (await git.resolve(project.id, `refs/heads/${ref}`)) === null;
  const context: PipelineContext = {
    project,
    user,
    ref,
    refKind: tag ? 'tag' : 'branch',
    sha,
    beforeSha: NO_COMMIT,
    commit,
    source: 'push',
    protectedRef: !tag && isProtected(store, project.id, ref),
    mergeRequest: null,
    variables: [],
  };
  if (!request.dryRun) {
    const facts = {
      ...ruleFacts(sandbox, context),
      variables: layerVariables(predefinedVariables(sandbox, context)),
    };
    const expanded = await expandConfig(content, configSource(sandbox, project, sha, user.id), facts);
    return linted(expanded, expanded.errors, staticJobs(expanded));
  }
  const plan = await planPipeline(sandbox, context, content);
  if (plan.kind === 'refused') return linted(plan.expanded, plan.messages, []);
  return linted(plan.expanded, [], plan.jobs.map(dryRunJob));
}

const missing = (message: string): ConfigLint => ({
  kind: 'linted',
  errors: [message],
  warnings: [],
  mergedYaml: null,
  includes: [],
  jobs: [],
});

function linted(expanded: ExpandedConfig | null, errors: string[], jobs: LintJob[]): ConfigLint {
  return {
    kind: 'linted',
    errors,
    warnings: expanded?.warnings ?? [],
    mergedYaml: expanded?.mergedYaml ?? null,
    includes: expanded?.includes ?? [],
    jobs,
  };
}

function staticJobs(expanded: ExpandedConfig): LintJob[] {
  const { config } = expanded;
  if (!config) return [];
  return config.stages
    .flatMap((stage) => config.jobs.filter((job) => job.stage === stage))
    .map((job) => ({
      ...shared(job),
      only: policy(job.only),
      except: policy(job.except),
      when: job.when,
      allow_failure: job.allowFailure,
      needs: needsOf(job),
    }));
}

function dryRunJob(job: SelectedJob): LintJob {
  return { ...shared(job.config), when: job.when, allow_failure: job.allowFailure };
}

function shared(job: JobConfig) {
  return {
    name: job.name,
    stage: job.stage,
    before_script: job.beforeScript,
    script: job.script,
    after_script: job.afterScript,
    tag_list: job.tags,
    environment: job.environment?.name ?? null,
  };
}

function policy(config: PolicyConfig | null): (LintJob['only'] & object) | null {
  if (!config) return null;
  return {
    ...(config.refs.length > 0 ? { refs: config.refs } : {}),
    ...(config.variables.length > 0 ? { variables: config.variables } : {}),
    ...(config.changes.length > 0 ? { changes: config.changes } : {}),
  };
}

function needsOf(job: JobConfig): (LintJob['needs'] & object) | null {
  if (!job.needs) return null;
  return job.needs.flatMap(({ job: name, artifacts, optional }) =>
    name === null ? [] : [{ name, artifacts, optional }],
  );
}
