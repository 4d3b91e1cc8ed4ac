import { z } from 'zod';

export const pipelineStatus = z
  .enum([
    'created',
    'waiting_for_resource',
    'preparing',
    'pending',
    'running',
    'success',
    'failed',
    'canceling',
    'canceled',
    'skipped',
    'manual',
    'scheduled',
    'unknown',
  ])
  .catch('unknown');
export type PipelineStatus = z.infer<typeof pipelineStatus>;

/** True once GitLab will not move the pipeline or job on by itself. A manual pipeline waits for a human: that is an end to us. */
export function isFinished(status: PipelineStatus): boolean {
  return ['success', 'failed', 'canceled', 'skipped', 'manual'].includes(status);
}

export interface Pipeline {
  readonly id: number;
  readonly iid: number;
  readonly projectId: number;
  readonly sha: string;
  /** Branch or tag name, or `refs/merge-requests/:iid/{head,merge}`. */
  readonly ref: string;
  readonly source: string;
  readonly status: PipelineStatus;
  readonly webUrl: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Numeric id of who started it; null when GitLab does not say. */
  readonly userId: number | null;
  readonly yamlErrors: string | null;
}
