import type pg from 'pg';

const attempts = 5;

/**
 * Runs `work` in one transaction and commits it. A deadlock or a serialisation failure is tried again from
 * the start, so `work` may run more than once and must touch nothing but the database.
 */
export async function inTransaction<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('BEGIN');
      const result = await work(client);
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch((failure: unknown) => {
        // The connection is unusable: the pool must not hand it out again. The first error is the one to tell.
        broken = failure instanceof Error ? failure : new Error(String(failure));
      });
      if (attempt === attempts || !isTransient(error)) throw error;
    } finally {
      client.release(broken);
    }
  }
}

function isTransient(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === '40P01' || code === '40001';
}
