import type pg from 'pg';

/** What there is to do at this moment. */
export interface Survey {
  readonly events: boolean;
  readonly timers: boolean;
  readonly calls: boolean;
  /** Milliseconds until something else is due; null where nothing is planned. */
  readonly msUntilDue: number | null;
}

/** Looks, in one query, whether events, timers or calls are due, and when the next one is. */
export async function survey(pool: pg.Pool): Promise<Survey> {
  const { rows } = await pool.query<{ events: boolean; timers: boolean; calls: boolean; ms: number | null }>(
    `WITH times AS (
       (SELECT min(due_at) AS due FROM engine_queue WHERE lease_owner IS NULL AND kind = 'timer')
       UNION ALL (SELECT min(due_at) FROM engine_debounces)
       UNION ALL (SELECT min(next_at) FROM engine_crons)
       UNION ALL (SELECT min(start_by) FROM engine_runs WHERE status = 'queued')
       UNION ALL (SELECT min(finish_by) FROM engine_runs WHERE status = 'running')),
     later AS (
       SELECT min(due_at) AS due FROM engine_queue
       WHERE lease_owner IS NULL AND kind = 'call' AND due_at > now())
     SELECT
       EXISTS (SELECT 1 FROM engine_events WHERE delivered_at IS NULL) AS events,
       coalesce((SELECT min(due) <= now() FROM times), false) AS timers,
       EXISTS (SELECT 1 FROM engine_queue
         WHERE lease_owner IS NULL AND kind = 'call' AND due_at <= now()) AS calls,
       (extract(epoch FROM least((SELECT min(due) FROM times), (SELECT due FROM later)) - now()) * 1000)::float8
         AS ms`,
  );
  const [row] = rows;
  if (row === undefined) return { events: false, timers: false, calls: false, msUntilDue: null };
  return { events: row.events, timers: row.timers, calls: row.calls, msUntilDue: row.ms };
}
