import { getPool } from '@/lib/db/pool';

export interface Health {
  readonly status: 'ok' | 'unavailable';
  readonly database: 'ok' | 'unreachable';
}

const answerWithinMs = 2_000;

/** Asks the database for nothing, within two seconds. Says no more than whether it answered. */
export async function readHealth(): Promise<Health> {
  const timeout = new Promise<false>((resolve) => {
    setTimeout(resolve, answerWithinMs, false).unref();
  });
  const asked = getPool()
    .query('SELECT 1')
    .then(
      () => true,
      () => false,
    );
  return (await Promise.race([asked, timeout]))
    ? { status: 'ok', database: 'ok' }
    : { status: 'unavailable', database: 'unreachable' };
}
