import type { PipelineRecord, PipelineSource } from './records';

/** What the rest of the sandbox asks of its CI. */
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
  onMergeRequest(event: { mergeRequestId: number; userId: number; reason: 'opened' | 'updated' }): Promise<void>;
  /** By API or page. Values are outcomes GitLab answers with, not exceptions. */
  createPipeline(request: {
    projectId: number;
    userId: number;
    ref: string;
    source: PipelineSource;
    variables?: PipelineRecord['variables'];
    mergeRequestId?: number;
  }): Promise<{ kind: 'created'; pipeline: PipelineRecord } | { kind: 'refused'; message: string }>;
  /** The newest pipeline of the merge request's head, or null. */
  headPipeline(mergeRequestId: number): PipelineRecord | null;
  /** Kills every running job's process group and waits for it. */
  stop(): Promise<void>;
}
