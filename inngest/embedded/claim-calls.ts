import type pg from 'pg';

import { inTransaction } from './transaction';

/** A call that is leased to this process. */
export interface ClaimedCall {
  readonly itemId: string;
  readonly runId: string;
  readonly stepId: string;
  readonly attempt: number;
  readonly claims: number;
  readonly cuts: number;
}

interface Candidate {
  id: string;
  run_id: string;
  step_id: string;
  attempt: number;
  claims: number;
  cuts: number;
  concurrency_keys: string[];
  concurrency_limits: number[];
  running: Record<string, number>;
}

/** The locks that keep one process at a time claiming, or delivering. */
export const engineLocks = { claim: 1_701_147_491, deliver: 1_701_147_492, owner: 1_701_147_493 } as const;

/**
 * Leases up to `wanted` calls that are due and that their concurrency limits allow. One process claims at a
 * time, so that the limits hold between processes as well.
 */
export async function claimCalls(
  pool: pg.Pool,
  options: { readonly owner: number; readonly leaseMs: number; readonly wanted: number },
): Promise<ClaimedCall[]> {
  if (options.wanted <= 0) return [];
  return inTransaction(pool, async (transaction) => {
    await transaction.query('SELECT pg_advisory_xact_lock($1)', [engineLocks.claim]);
    const claimed: ClaimedCall[] = [];
    while (claimed.length < options.wanted) {
      const wanted = options.wanted - claimed.length;
      const candidates = await findCandidates(transaction, wanted);
      const chosen = choose(candidates);
      if (chosen.length > 0) await lease(transaction, chosen, options);
      claimed.push(
        ...chosen.map((call) => ({
          itemId: call.id,
          runId: call.run_id,
          stepId: call.step_id,
          attempt: call.attempt,
          claims: call.claims + 1,
          cuts: call.cuts,
        })),
      );
      if (candidates.length < wanted || chosen.length === 0) break;
    }
    return claimed;
  });
}

async function findCandidates(transaction: pg.ClientBase, wanted: number): Promise<Candidate[]> {
  const { rows } = await transaction.query<Candidate>(
    `WITH running AS (
       SELECT k.key, count(*)::int AS calls FROM engine_queue q, unnest(q.concurrency_keys) AS k(key)
       WHERE q.lease_owner IS NOT NULL GROUP BY k.key)
     SELECT q.id, q.run_id, q.step_id, q.attempt, q.claims, q.cuts, q.concurrency_keys, q.concurrency_limits,
       (SELECT coalesce(json_object_agg(r.key, r.calls), '{}') FROM running r
        WHERE r.key = ANY (q.concurrency_keys)) AS running
     FROM engine_queue q
     WHERE q.lease_owner IS NULL AND q.kind = 'call' AND q.due_at <= now()
       AND NOT EXISTS (
         SELECT 1 FROM unnest(q.concurrency_keys, q.concurrency_limits) AS k(key, cap)
         JOIN running r ON r.key = k.key WHERE r.calls >= k.cap)
     ORDER BY q.order_at, q.id LIMIT $1 FOR UPDATE OF q SKIP LOCKED`,
    [wanted],
  );
  return rows;
}

/** Those of the candidates that may run together with what runs already. */
function choose(candidates: readonly Candidate[]): Candidate[] {
  const running = new Map<string, number>();
  for (const candidate of candidates) {
    for (const [key, calls] of Object.entries(candidate.running)) running.set(key, calls);
  }
  return candidates.filter(({ concurrency_keys: keys, concurrency_limits: caps }) => {
    const isFull = keys.some((key, index) => (running.get(key) ?? 0) >= (caps[index] ?? Infinity));
    if (isFull) return false;
    for (const key of keys) running.set(key, (running.get(key) ?? 0) + 1);
    return true;
  });
}

async function lease(
  transaction: pg.ClientBase,
  chosen: readonly Candidate[],
  { owner, leaseMs }: { readonly owner: number; readonly leaseMs: number },
): Promise<void> {
  await transaction.query(
    `UPDATE engine_queue SET lease_owner = $2, claims = claims + 1,
       lease_until = now() + $3 * interval '1 millisecond'
     WHERE id = ANY ($1::bigint[])`,
    [chosen.map(({ id }) => id), owner, leaseMs],
  );
}
