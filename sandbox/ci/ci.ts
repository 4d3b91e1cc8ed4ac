import type { ConfigLint, LintRequest } from './pipelines/lint-config';
import type { JobRecord, PipelineRecord, PipelineSource } from './records';

export type PipelineOutcome =
  { kind: 'created'; pipeline: PipelineRecord } | { kind: 'refused'; message: string };

/** What the rest of the sandbox asks of its CI. Permissions are checked by the routes, not here. */
export interface Ci {
  /** A branch or tag moved (`after` null: deleted). Starts the pipelines that GitLab would start. */
  onPush(event: {
    projectId: number;
    userId: number;
    /** `refs/heads/…` or `refs/tags/…` */
    ref: string;
    before: string | null;
    after: string | null;
    /** `-o ci.skip`; `[skip ci]` in the message is looked for here. */
    skip: boolean;
  }): Promise<void>;
  /** A merge request was opened, or its head or target moved: starts its merge-request pipeline where the configuration has one. */
  onMergeRequest(event: {
    mergeRequestId: number;
    userId: number;
    reason: 'opened' | 'updated';
  }): Promise<void>;
  /** By API or page. Values are outcomes GitLab answers with, not exceptions. */
  createPipeline(request: {
    projectId: number;
    userId: number;
    ref: string;
    source: PipelineSource;
    variables?: PipelineRecord['variables'];
    mergeRequestId?: number;
  }): Promise<PipelineOutcome>;
  /** The newest pipeline of the merge request's head, or null. */
  headPipeline(mergeRequestId: number): PipelineRecord | null;
  /** Validates a configuration, with the jobs it would give. */
  lint(request: LintRequest): Promise<ConfigLint>;
  /** Runs a finished job once more: a new job of the same name. Null where it cannot be retried. */
  retryJob(jobId: number, userId: number): JobRecord | null;
  /** Retries every failed or canceled job of the newest round, children included. */
  retryPipeline(pipelineId: number, userId: number): void;
  /** Starts a manual or delayed job. Null where it waits for no hand. */
  playJob(jobId: number, userId: number, variables: Record<string, string>): JobRecord | null;
  /** Ends a job; a running one has its process group killed. */
  cancelJob(jobId: number): void;
  cancelPipeline(pipelineId: number): void;
  /** Removes trace and artifacts of a finished job. */
  eraseJob(jobId: number): Promise<void>;
  deletePipeline(pipelineId: number): Promise<void>;
  /** A job's log so far; null where it left none. */
  readTrace(jobId: number): Promise<Buffer | null>;
  /** The zip of a job's artifacts; null where there is none. */
  readArchive(jobId: number): Promise<Buffer | null>;
  /** A report or other artifact file by its kind (`junit`, …). */
  readReports(jobId: number, fileType: string): Promise<Buffer[]>;
  /** Kills every running job's process group and waits for it. */
  stop(): Promise<void>;
}
