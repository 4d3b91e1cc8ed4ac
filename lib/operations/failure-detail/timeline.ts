import type { FailureRow } from './failure-row';

export interface TimelineEntry {
  readonly id: string;
  readonly at: Date;
  readonly actorKind: 'person' | 'automation';
  readonly actorName: string;
  readonly text: string;
  /** True for what stands in the audit trail: something was written or decided. */
  readonly isAudited: boolean;
}

interface AuditRow {
  readonly id: bigint;
  readonly at: Date;
  readonly actorKind: string;
  readonly actorName: string;
  readonly summary: string;
}

/** What happened to a failure, oldest first: what was seen (from its rows) and what was done (from the audit trail). */
export function timelineOf(row: FailureRow, audit: readonly AuditRow[]): TimelineEntry[] {
  const done = audit.map((event): TimelineEntry => ({
    id: `audit-${event.id}`,
    at: event.at,
    actorKind: event.actorKind === 'person' ? 'person' : 'automation',
    actorName: event.actorName,
    text: event.summary,
    isAudited: true,
  }));
  return [...seen(row), ...done].sort((a, b) => a.at.getTime() - b.at.getTime());
}

function seen(row: FailureRow): TimelineEntry[] {
  const jobs = new Map(row.jobs.map(({ jobId, name }) => [jobId, name]));
  return [
    entry(
      'detected',
      row.detectedAt,
      `saw ${row.jobs.length} failed ${row.jobs.length === 1 ? 'job' : 'jobs'} in pipeline #${row.pipelineId}`,
    ),
    ...row.diagnoses.map(({ id, createdAt, summary }) => entry(id, createdAt, `found the cause: ${summary}`)),
    ...row.controlRuns.flatMap((run) => {
      const name = jobs.get(run.jobId) ?? `job ${run.jobId}`;
      const started = entry(`${run.id}-started`, run.startedAt, `ran ${name} again, unchanged`);
      if (!run.finishedAt) return [started];
      return [
        started,
        entry(run.id, run.finishedAt, `saw that ${name}, unchanged, ${controlWords(run.outcome)}`),
      ];
    }),
    ...row.fixes.flatMap((fix) => [
      entry(fix.id, fix.createdAt, `wrote a fix with ${fix.strategy}`),
      ...fix.validations.flatMap((validation) => {
        const started = entry(
          `${validation.id}-started`,
          validation.startedAt,
          validation.pipelineId === null
            ? 'started to validate the fix'
            : `started to validate the fix in pipeline #${validation.pipelineId}`,
        );
        if (!validation.finishedAt) return [started];
        return [started, entry(validation.id, validation.finishedAt, outcomeWords(validation))];
      }),
    ]),
  ];
}

function entry(id: string, at: Date, text: string): TimelineEntry {
  return { id, at, actorKind: 'automation', actorName: 'Pipemend', text, isAudited: false };
}

function controlWords(outcome: string): string {
  if (outcome === 'passed') return 'passed: it is flaky';
  if (outcome === 'failed') return 'failed again';
  return 'did not come to an end';
}

function outcomeWords({ outcome, reason }: { outcome: string | null; reason: string }): string {
  const words = {
    mended: 'the fix mends the failure',
    'still-failing': 'the fix does not mend the failure',
    'broke-something': 'the fix breaks another job',
  }[outcome ?? ''];
  return [`saw that ${words ?? 'the validation shows nothing either way'}`, reason]
    .filter(Boolean)
    .join('. ');
}
