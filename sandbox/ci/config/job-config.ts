/** A `.gitlab-ci.yml` as it is understood, after includes, `extends`, references, `default:` and `inherit`. Plain data. */

export type When = 'on_success' | 'on_failure' | 'always' | 'manual' | 'delayed' | 'never';

export interface RuleConfig {
  if: string | null;
  changes: { paths: string[]; compareTo: string | null } | null;
  exists: string[] | null;
  when: When | null;
  startIn: number | null;
  allowFailure: boolean | null;
  variables: Record<string, string>;
  needs: NeedConfig[] | null;
}

/** `only` or `except`. */
export interface PolicyConfig {
  refs: string[];
  variables: string[];
  changes: string[];
  kubernetes: boolean;
}

export interface NeedConfig {
  /** A job of this pipeline, or null where a need is of another kind. */
  job: string | null;
  artifacts: boolean;
  optional: boolean;
  /** `needs: pipeline:` with `job:`, an artifact from an upstream pipeline of the hierarchy. */
  upstreamPipeline: string | null;
  /** Which instances of a parallel:matrix job are meant; null for all. */
  matrix: Record<string, string[]>[] | null;
}

export interface ArtifactsConfig {
  paths: string[];
  exclude: string[];
  untracked: boolean;
  when: 'on_success' | 'on_failure' | 'always';
  name: string | null;
  expireIn: string | null;
  /** Report kind (`junit`, `dotenv`, …) to its paths. */
  reports: Record<string, string[]>;
}

export interface CacheConfig {
  key: string;
  keyFiles: string[];
  paths: string[];
  policy: 'pull' | 'push' | 'pull-push';
  when: 'on_success' | 'on_failure' | 'always';
}

export interface EnvironmentConfig {
  name: string;
  action: string;
  url: string | null;
  onStop: string | null;
  tier: string | null;
}

export interface RetryConfig {
  max: number;
  when: string[];
  exitCodes: number[];
}

export type TriggerInclude =
  | { kind: 'local'; path: string }
  | { kind: 'artifact'; path: string; job: string }
  | { kind: 'project'; project: string; ref: string | null; path: string };

export interface TriggerConfig {
  /** Another project's full path; null for a child pipeline. */
  project: string | null;
  branch: string | null;
  include: TriggerInclude[];
  strategy: 'depend' | 'mirror' | null;
  forward: { yamlVariables: boolean; pipelineVariables: boolean };
}

export interface JobConfig {
  name: string;
  stage: string;
  kind: 'job' | 'bridge';
  beforeScript: string[];
  script: string[];
  afterScript: string[];
  image: string | null;
  services: string[];
  tags: string[];
  /** The job's own variables; global ones are added by `inheritVariables`. */
  variables: Record<string, string>;
  inheritVariables: boolean | string[];
  rules: RuleConfig[] | null;
  only: PolicyConfig | null;
  except: PolicyConfig | null;
  needs: NeedConfig[] | null;
  dependencies: string[] | null;
  when: When;
  startIn: number | null;
  allowFailure: boolean;
  allowFailureExitCodes: number[];
  retry: RetryConfig;
  /** Seconds; null for the project's own limit. */
  timeout: number | null;
  artifacts: ArtifactsConfig | null;
  cache: CacheConfig[];
  environment: EnvironmentConfig | null;
  release: boolean;
  pages: boolean;
  trigger: TriggerConfig | null;
  interruptible: boolean;
  resourceGroup: string | null;
  coverage: string | null;
  /** Name before `parallel` numbered it. */
  baseName: string;
  instance: { index: number; total: number; matrix: Record<string, string> } | null;
}

export interface WorkflowConfig {
  rules: RuleConfig[] | null;
  name: string | null;
}

export interface PipelineConfig {
  stages: string[];
  variables: Record<string, string>;
  workflow: WorkflowConfig;
  jobs: JobConfig[];
}
