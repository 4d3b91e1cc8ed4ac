import type { PipelineStatus } from '../records';

export interface StatusFact {
  status: PipelineStatus;
  allowFailure: boolean;
}

type Seen = PipelineStatus | 'success_with_warnings' | 'ignored';

/**
 * The status of several jobs taken together, by the order of questions that GitLab asks: for a stage, a pipeline, or
 * the jobs before a job. With `needs` (a directed graph) one needed job that does not run at all skips its dependants.
 * Null where there are no jobs.
 */
export function compositeStatus(
  jobs: readonly StatusFact[],
  options: { needs?: boolean } = {},
): PipelineStatus | null {
  if (jobs.length === 0) return null;
  const seen = new Set<Seen>(jobs.map(seenAs));
  const any = (...names: Seen[]) => names.some((name) => seen.has(name));
  const only = (...names: Seen[]) => [...seen].every((status) => names.includes(status));

  if (any('canceling')) return 'canceling';
  if (options.needs) {
    if (any('skipped', 'ignored')) return 'skipped';
    if (!only('success', 'failed', 'canceled', 'success_with_warnings')) return 'pending';
  }
  if (only('skipped', 'ignored')) return 'skipped';
  if (only('success', 'skipped', 'success_with_warnings', 'ignored')) return 'success';
  if (only('created', 'success_with_warnings', 'ignored')) return 'created';
  if (only('canceled', 'success', 'skipped', 'success_with_warnings', 'ignored')) return 'canceled';
  if (only('pending', 'created', 'skipped', 'success_with_warnings', 'ignored')) return 'pending';
  if (any('running', 'pending')) return 'running';
  if (any('waiting_for_resource')) return 'waiting_for_resource';
  if (any('manual')) return 'manual';
  if (any('scheduled')) return 'scheduled';
  if (any('created')) return 'running';
  return 'failed';
}

function seenAs(job: StatusFact): Seen {
  if (job.allowFailure && (job.status === 'failed' || job.status === 'canceled'))
    return 'success_with_warnings';
  if (job.allowFailure && job.status === 'manual') return 'ignored';
  return job.status;
}

const COMPLETE: readonly PipelineStatus[] = ['success', 'failed', 'canceled', 'skipped'];
const ACTIVE: readonly PipelineStatus[] = [
  'waiting_for_resource',
  'preparing',
  'pending',
  'running',
  'canceling',
];

/** Success, failed, canceled or skipped: nothing more happens by itself. */
export const isComplete = (status: PipelineStatus): boolean => COMPLETE.includes(status);
/** Waiting for a runner or with one. */
export const isActive = (status: PipelineStatus): boolean => ACTIVE.includes(status);
