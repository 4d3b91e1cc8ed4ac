import type { FailureRow } from './failure-row';

export interface TimelineEntry {
  readonly id: string;
  readonly at: Date;
  readonly actorKind: 'person' | 'automation';
  readonly actorName: string;
  readonly text: string;
}

interface AuditRow {
  readonly id: bigint;
  readonly at: Date;
  readonly actorKind: string;
  readonly actorName: string;
  readonly summary: string;
}

/** Actions of the audit trail that tell a reader nothing new: the note says what the page says, and scratch branches come and go. */
export const housekeeping: readonly string[] = ['note.created', 'note.updated', 'scratch.removed'];

/** What happened to a failure, oldest first: what was seen and what was done (the audit trail). */
export function timelineOf(row: FailureRow, audit: readonly AuditRow[]): TimelineEntry[] {
  const done = audit.map((event): TimelineEntry => ({
    id: `audit-${event.id}`,
    at: event.at,
    actorKind: event.actorKind === 'person' ? 'person' : 'automation',
    actorName: event.actorName,
    text: event.summary,
  }));
  return [...seen(row), ...done].sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** What nobody did and is therefore not in the audit trail. */
function seen(row: FailureRow): TimelineEntry[] {
  const jobs = new Map(row.jobs.map(({ jobId, name }) => [jobId, name]));
  const count = `${row.jobs.length} failed ${row.jobs.length === 1 ? 'job' : 'jobs'}`;
  const detected = entry('detected', row.detectedAt, `Pipeline #${row.pipelineId} ended with ${count}.`);
  const controlled = row.controlRuns.flatMap((run) => {
    if (!run.finishedAt) return [];
    const name = jobs.get(run.jobId) ?? `Job ${run.jobId}`;
    return [entry(run.id, run.finishedAt, `${name}, unchanged, ${controlWords(run.outcome)}.`)];
  });
  return [detected, ...controlled];
}

function entry(id: string, at: Date, text: string): TimelineEntry {
  return { id, at, actorKind: 'automation', actorName: 'Pipemend', text };
}

function controlWords(outcome: string): string {
  if (outcome === 'passed') return 'passed: it is flaky';
  if (outcome === 'failed') return 'failed again';
  return 'did not come to an end';
}
