import type { FailureReason } from './job-facts';
import type { PipelineStatus } from './pipeline';

/** A job of a pipeline as GitLab's API gives it (bridges are `Bridge`). */
export interface Job {
  readonly id: number;
  readonly name: string;
  readonly stage: string;
  readonly status: PipelineStatus;
  readonly allowFailure: boolean;
  readonly failureReason: FailureReason;
  readonly webUrl: string;
  readonly pipelineId: number;
  /** Seconds; null when it never ran. */
  readonly duration: number | null;
  readonly finishedAt: string | null;
  readonly hasArtifacts: boolean;
  /** GitLab's words for the reports that the job left, such as `junit` and `codequality`. */
  readonly reports: readonly string[];
}

/** A trigger job with the pipeline it started, which may lie in a project that we cannot see (then null). */
export interface Bridge {
  readonly id: number;
  readonly name: string;
  readonly stage: string;
  readonly status: PipelineStatus;
  readonly allowFailure: boolean;
  readonly failureReason: FailureReason;
  readonly webUrl: string;
  readonly downstream: { id: number; projectId: number; status: PipelineStatus; webUrl: string } | null;
}
