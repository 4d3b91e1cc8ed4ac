import { getPool } from '@/lib/db/pool';

let isRunning = false;
let isWanted = false;

/**
 * Tells the relay, soon, that the outbox holds something new; many calls at once become one or two notices.
 *
 * Not part of the transaction that wrote the row, on purpose: PostgreSQL lets one transaction with a notice commit at
 * a time, each with its own flush to disk, which is an eighth of what deliveries can do together. A notice that is
 * lost with the process is made up for by the relay's sweep.
 */
export function wakeRelay(): void {
  isWanted = true;
  if (isRunning) return;
  isRunning = true;
  void notify().finally(() => {
    isRunning = false;
  });
}

async function notify(): Promise<void> {
  while (isWanted) {
    isWanted = false;
    try {
      await getPool().query(`SELECT pg_notify('outbox', '')`);
    } catch (error) {
      // Nobody waits for it, and the relay's sweep makes up for it: the row itself is stored.
      const words = error instanceof Error ? error.message : String(error);
      process.emitWarning(`The relay was not woken: ${words}`, { code: 'PIPEMEND_RELAY_NOT_WOKEN' });
    }
  }
}
