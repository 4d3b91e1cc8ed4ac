/** Pipelines and jobs as the sandbox keeps them; the API's shapes are made from these. Times are ISO 8601 strings. */

export type PipelineStatus =
  | 'created' | 'waiting_for_resource' | 'preparing' | 'pending' | 'running'
  | 'success' | 'failed' | 'canceling' | 'canceled' | 'skipped' | 'manual' | 'scheduled';

export type PipelineSource =
  | 'push' | 'web' | 'trigger' | 'schedule' | 'api' | 'external' | 'pipeline' | 'chat'
  | 'merge_request_event' | 'external_pull_request_event' | 'parent_pipeline';

export interface PipelineRecord {
  id: number;
  iid: number;
  projectId: number;
  sha: string;
  beforeSha: string;
  /** A branch or tag name, or `refs/merge-requests/:iid/{head,merge}`. */
  ref: string;
  tag: boolean;
  source: PipelineSource;
  status: PipelineStatus;
  userId: number;
  mergeRequestId: number | null;
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
  artifacts: { fileType: string; filename: string; size: number; path: string }[];
}
