import { Inngest } from 'inngest';
import type pg from 'pg';

import { createEventApi } from '../event-api';

const silent = { info: ignore, warn: ignore, error: ignore, debug: ignore };

function ignore(): void {
  // What the functions of a test say is not what it looks at.
}

/** A client whose events go to the engines on the pool's database. */
export function createTestClient(pool: pg.Pool): Inngest {
  return new Inngest({ id: 'app', isDev: true, fetch: createEventApi(() => pool), logger: silent });
}
