import type pg from 'pg';

import { engineLocks } from './claim-calls';

/** Says that this process still runs these calls. */
export async function renewLeases(
  pool: pg.Pool,
  owner: number,
  itemIds: readonly string[],
  leaseMs: number,
): Promise<void> {
  // What another transaction holds at this moment is being settled, and renewed by it if it goes on.
  await pool.query(
    `UPDATE engine_queue SET lease_until = now() + $2 * interval '1 millisecond'
     WHERE id IN (
       SELECT id FROM engine_queue WHERE lease_owner = $1 AND id = ANY ($3::bigint[]) FOR UPDATE SKIP LOCKED)`,
    [owner, leaseMs, itemIds],
  );
}

/**
 * Frees the calls of processes that are gone and says how many: those whose lease ran out, and those that
 * were not renewed for `silentMs` while the lock that their owner holds on its own connection is gone too.
 * A call that was cut off four times or more waits before it may cut a process off again.
 */
export async function reclaimCalls(
  pool: pg.Pool,
  options: {
    readonly owner: number;
    /** The calls that run here: if this process itself has stalled, they are still not to be made twice. */
    readonly held: readonly string[];
    readonly leaseMs: number;
    readonly silentMs: number;
  },
): Promise<number> {
  const { rowCount } = await pool.query(
    `UPDATE engine_queue SET lease_owner = NULL, lease_until = NULL, cuts = cuts + 1,
       due_at = greatest(due_at, now() + CASE WHEN cuts < 3 THEN interval '0'
         ELSE least(power(2, least(cuts, 20) - 2), 300) * interval '1 second' END)
     WHERE id IN (
       SELECT id FROM engine_queue q WHERE lease_owner IS NOT NULL AND NOT (lease_owner = $3 AND id = ANY ($4::bigint[])) AND (
         lease_until < now() OR (
           lease_until < now() + $1 * interval '1 millisecond' AND NOT EXISTS (
             SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database
             WHERE l.locktype = 'advisory' AND l.classid::bigint = $2 AND l.objid::bigint = q.lease_owner
               AND l.objsubid = 2 AND l.granted AND d.datname = current_database())))
       FOR UPDATE SKIP LOCKED)`,
    [options.leaseMs - options.silentMs, engineLocks.owner, options.owner, options.held],
  );
  return rowCount ?? 0;
}

/** Hands back what this process still runs, when it is about to end. */
export async function releaseLeases(pool: pg.Pool, owner: number): Promise<void> {
  await pool.query(`UPDATE engine_queue SET lease_owner = NULL, lease_until = NULL WHERE lease_owner = $1`, [
    owner,
  ]);
}

/** Takes, on the given connection, the lock that shows others that this owner lives. It ends with the connection. */
export async function showOwner(client: pg.Client, owner: number): Promise<void> {
  await client.query('SELECT pg_try_advisory_lock($1, $2)', [engineLocks.owner, owner]);
}
