import type { CommitInfo } from '../git/git-host';
import type { JobConfig } from './config/job-config';

/** Pipelines and jobs as the sandbox keeps them; the API's shapes are made from these. Times are ISO 8601 strings. */

export type PipelineStatus =
  | 'created'
  | 'waiting_for_resource'
  | 'preparing'
  | 'pending'
  | 'running'
  | 'success'
  | 'failed'
  | 'canceling'
  | 'canceled'
  | 'skipped'
  | 'manual'
  | 'scheduled';

export type PipelineSource =
  | 'push'
  | 'web'
  | 'trigger'
  | 'schedule'
  | 'api'
  | 'external'
  | 'pipeline'
  | 'chat'
  | 'merge_request_event'
  | 'external_pull_request_event'
  | 'parent_pipeline';

export interface PipelineRecord {
  id: number;
  iid: number;
  projectId: number;
  sha: string;
  beforeSha: string;
  /** A branch or tag name, or `refs/merge-requests/:iid/{head,merge}`. */
  ref: string;
  tag: boolean;
  /** `workflow:name`, expanded. */
  name: string | null;
  commit: CommitInfo;
  /** Whether its variables and runners may be the protected ones. */
  protectedRef: boolean;
  /** Every stage that the configuration names, in order. */
  stages: string[];
  source: PipelineSource;
  status: PipelineStatus;
  userId: number;
  mergeRequestId: number | null;
  /** The merge request's head when it started; `sha` is another commit where it runs on the merge with the target. */
  sourceSha: string | null;
  /** The bridge job that started this child or downstream pipeline. */
  sourceJobId: number | null;
  yamlErrors: string | null;
  variables: { key: string; value: string; variable_type: 'env_var' | 'file' }[];
  createdAt: string;
  updatedAt: string;
  startedAt: string | null;
  finishedAt: string | null;
}

export interface JobRecord {
  id: number;
  projectId: number;
  pipelineId: number;
  name: string;
  stage: string;
  stageIndex: number;
  status: PipelineStatus;
  kind: 'job' | 'bridge';
  allowFailure: boolean;
  when: 'on_success' | 'on_failure' | 'always' | 'manual' | 'delayed' | 'never';
  failureReason: string | null;
  exitCode: number | null;
  retried: boolean;
  tagList: string[];
  environment: string | null;
  userId: number;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  erasedAt: string | null;
  /** The pipeline that a bridge started. */
  downstreamPipelineId: number | null;
  artifacts: ArtifactRecord[];
  /** What the runner is to do, as the rules left it. */
  config: JobConfig;
  /** Variables of the configuration (global, job, rule), unexpanded. */
  yamlVariables: Record<string, string>;
  /** Given by whoever started a manual job. */
  playVariables: Record<string, string>;
  /** From this job's dotenv report, handed to the jobs after it. */
  dotenv: Record<string, string>;
  coverage: number | null;
  /** When it became pending. */
  queuedAt: string | null;
  /** When a delayed job is to start. */
  scheduledAt: string | null;
  /** Whether a runner took it; names the sandbox's only runner in the API. */
  picked: boolean;
  /** The job that this one is a retry of. */
  retryOfJobId: number | null;
}

export interface ArtifactRecord {
  fileType: string;
  fileFormat: 'raw' | 'zip' | 'gzip';
  filename: string;
  size: number;
  /** Below the sandbox's data folder. */
  path: string;
}
