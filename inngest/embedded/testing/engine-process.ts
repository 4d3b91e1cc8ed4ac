import { serve } from 'inngest/edge';

import { createPool } from '@/lib/db/pool';

import { startEngine } from '../engine';
import { createJournaled } from './journal-functions';
import { createTestClient } from './test-client';

// A process with an engine, for tests that kill it: node --import tsx engine-process.ts <database> <step ms>
const [, , databaseUrl = '', stepMs = '20'] = process.argv;
const pool = createPool(databaseUrl);
const client = createTestClient(pool);
const handler = serve({ client, functions: [createJournaled(client, pool, Number(stepMs))] });
const write = (_: Record<string, unknown>, message: string) => process.stderr.write(`${message}\n`);

const engine = await startEngine({
  pool,
  databaseUrl,
  handler: () => handler,
  log: { info: write, warn: write, error: write },
  maxCalls: 4,
  leaseMs: 3_000,
  pollMs: 200,
});
process.stdout.write('ready\n');
process.once('SIGTERM', () => {
  void engine.stop().then(() => process.exit(0));
});
