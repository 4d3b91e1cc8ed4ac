import { z } from 'zod';
import type pg from 'pg';

import { acceptEvents, engineChannel, EventRefusedError } from './accept-events';
import { sentEventSchema } from './event';
import { resolveStep } from './resolve-step';
import { inTransaction } from './transaction';

const signalSchema = z.object({ signal: z.string(), data: z.unknown().optional() });

/**
 * A `fetch` for the Inngest client that brings its events and signals to the embedded engine's tables
 * instead of to a server. It needs no engine in this process: any that runs on the database delivers them.
 */
export function createEventApi(pool: () => pg.Pool): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const { pathname } = new URL(request.url);
    if (request.method === 'POST' && /^\/e\/[^/]+$/.test(pathname)) {
      return takeEvents(pool(), await request.json(), request.headers.get('x-inngest-event-id-seed'));
    }
    if (request.method === 'POST' && pathname === '/v1/signals') {
      return takeSignal(pool(), await request.json());
    }
    return Response.json(
      { error: `The embedded engine has no ${request.method} ${pathname}`, status: 404 },
      { status: 404 },
    );
  };
}

async function takeEvents(pool: pg.Pool, body: unknown, seed: string | null): Promise<Response> {
  const parsed = z.array(sentEventSchema).safeParse(Array.isArray(body) ? body : [body]);
  if (!parsed.success) return refuse(400, z.prettifyError(parsed.error));
  try {
    const ids = await inTransaction(pool, (transaction) => acceptEvents(transaction, parsed.data, seed));
    return Response.json({ ids, status: 200 });
  } catch (error) {
    if (error instanceof EventRefusedError) return refuse(413, error.message);
    throw error;
  }
}

async function takeSignal(pool: pg.Pool, body: unknown): Promise<Response> {
  const parsed = signalSchema.safeParse(body);
  if (!parsed.success) return refuse(400, z.prettifyError(parsed.error));
  const { signal, data } = parsed.data;
  const runId = await inTransaction(pool, async (transaction) => {
    const { rows } = await transaction.query<{ run_id: string; id: string }>(
      'SELECT run_id, id FROM engine_steps WHERE wait_signal = $1 AND done_at IS NULL LIMIT 1',
      [signal],
    );
    const [waiting] = rows;
    if (waiting === undefined) return null;
    await resolveStep(transaction, waiting.run_id, waiting.id, { data: { signal, data: data ?? null } });
    await transaction.query(`SELECT pg_notify($1, '')`, [engineChannel]);
    return waiting.run_id;
  });
  if (runId === null) return Response.json({ error: 'no_signal_found', status: 404 }, { status: 404 });
  return Response.json({ data: { run_id: runId }, status: 200 });
}

function refuse(status: number, error: string): Response {
  return Response.json({ error, status }, { status });
}
