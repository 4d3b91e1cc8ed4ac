import type { Inngest } from 'inngest';
import type pg from 'pg';

/** Steps of one run of the journaled function, in their order; the last two run side by side. */
export const journalSteps = ['s1', 's2', 's3', 's4', 's5', 'p1', 'p2'] as const;

/** Where the journaled function writes down each beginning and end of a step, with the process that made it. */
export async function createJournal(pool: pg.Pool): Promise<void> {
  await pool.query(
    `CREATE TABLE journal (seq bigserial PRIMARY KEY, pid int NOT NULL, run_id text NOT NULL, step text NOT NULL,
       begun_at timestamptz NOT NULL DEFAULT clock_timestamp(), ended_at timestamptz)`,
  );
}

/** A function whose steps leave a trace in the database, so that it can be told what a kill cut and what was repeated. */
export function createJournaled(inngest: Inngest, pool: pg.Pool, stepMs: number) {
  const record = async (runId: string, step: string) => {
    const { rows } = await pool.query<{ seq: string }>(
      'INSERT INTO journal (pid, run_id, step) VALUES ($1, $2, $3) RETURNING seq',
      [process.pid, runId, step],
    );
    await new Promise((resolve) => setTimeout(resolve, stepMs));
    await pool.query('UPDATE journal SET ended_at = clock_timestamp() WHERE seq = $1', [rows[0]?.seq]);
    return step;
  };
  return inngest.createFunction({ id: 'journaled', triggers: { event: 'go' } }, async ({ step, runId }) => {
    const made: string[] = [];
    for (const name of journalSteps.slice(0, 5)) made.push(await step.run(name, () => record(runId, name)));
    const pair = await Promise.all(
      journalSteps.slice(5).map((name) => step.run(name, () => record(runId, name))),
    );
    return [...made, ...pair];
  });
}
