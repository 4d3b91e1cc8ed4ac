import type pg from 'pg';

const batchSize = 1_000;

/** Deletes what is over: runs that ended and events that were delivered longer ago than `retentionMs`, and expired keys. */
export async function prune(pool: pg.Pool, retentionMs: number): Promise<void> {
  const age = `now() - $1 * interval '1 millisecond'`;
  await inBatches(
    pool,
    `DELETE FROM engine_runs WHERE id IN (SELECT id FROM engine_runs
       WHERE status IN ('completed', 'failed', 'cancelled') AND ended_at < ${age} LIMIT ${String(batchSize)})`,
    [retentionMs],
  );
  await inBatches(
    pool,
    `DELETE FROM engine_events WHERE seq IN (SELECT seq FROM engine_events
       WHERE delivered_at < ${age} LIMIT ${String(batchSize)})`,
    [retentionMs],
  );
  await pool.query('DELETE FROM engine_idempotency_keys WHERE expires_at < now()');
  await pool.query('DELETE FROM engine_throttles WHERE next_at < now()');
}

async function inBatches(pool: pg.Pool, sql: string, values: unknown[]): Promise<void> {
  for (;;) {
    const { rowCount } = await pool.query(sql, values);
    if ((rowCount ?? 0) < batchSize) return;
  }
}
