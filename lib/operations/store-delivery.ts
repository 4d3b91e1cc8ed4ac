import { randomUUID } from 'node:crypto';

import { getPool } from '@/lib/db/pool';
import { branchPushed } from '@/lib/events/branch-pushed';
import { commandWritten } from '@/lib/events/command-written';
import { mergeRequestEnded } from '@/lib/events/merge-request-ended';
import { pipelineFinished } from '@/lib/events/pipeline-finished';
import type { HostEvent, ReadDelivery } from '@/lib/ports/delivery-reader';

import { event, type Announcement } from './announce';
import { keptPayload } from './kept-payload';
import { wakeRelay } from './wake-relay';

export interface IncomingDelivery {
  readonly workspaceId: string;
  readonly projectId: string;
  readonly idempotencyKey: string;
  readonly read: ReadDelivery;
  /** The body as it was parsed; kept of an event only. */
  readonly payload: unknown;
}

// One statement, one round trip, one commit: delivery and announcement are stored together or not at all.
const insert = `
  WITH delivery AS (
    INSERT INTO "Delivery" ("id", "workspaceId", "projectId", "idempotencyKey", "kind", "state", "reason", "payload")
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8::jsonb)
    ON CONFLICT ("projectId", "idempotencyKey") DO NOTHING
    RETURNING "id"
  ), announced AS (
    INSERT INTO outbox (name, data, event_id)
    SELECT $9::text, $10::jsonb, $11::text FROM delivery WHERE $9::text IS NOT NULL
    ON CONFLICT (event_id) DO NOTHING
    RETURNING id
  ), seen AS (
    UPDATE "Project" SET "lastDeliveryAt" = now()
    WHERE "id" = $3 AND ("lastDeliveryAt" IS NULL OR "lastDeliveryAt" < now() - interval '10 seconds')
  )
  SELECT
    (SELECT count(*)::int FROM delivery) AS stored,
    (SELECT count(*)::int FROM announced) AS announced`;

/**
 * Stores an authenticated delivery, redacted, and announces what it says; of one that is of no use or no interest
 * only that it came. Once this returns it is durable. A repetition (the same idempotency key) is known and changes
 * nothing. Throws when the database cannot take it.
 */
export async function storeDelivery(incoming: IncomingDelivery): Promise<{ isRepetition: boolean }> {
  const { workspaceId, projectId, idempotencyKey, read, payload } = incoming;
  const announcement = read.kind === 'event' ? announcementOf(projectId, read.event) : null;
  const { rows } = await getPool().query<{ stored: number; announced: number }>({
    name: 'store-delivery',
    text: insert,
    values: [
      randomUUID(),
      workspaceId,
      projectId,
      idempotencyKey,
      read.objectKind,
      read.kind === 'event' ? 'stored' : read.kind,
      read.kind === 'event' ? null : read.reason,
      read.kind === 'event' ? storableJson(keptPayload(payload)) : null,
      announcement?.name ?? null,
      announcement === null ? null : storableJson(announcement.data),
      announcement?.id.replaceAll('\0', '') ?? null,
    ],
  });
  if (rows[0]?.announced === 1) wakeRelay();
  return { isRepetition: rows[0]?.stored === 0 };
}

// The schemas of the events leave out `kind`, which is not theirs.
function announcementOf(projectId: string, said: HostEvent): Announcement {
  switch (said.kind) {
    case 'pipeline-finished':
      return event(pipelineFinished, { projectId, ...said });
    case 'branch-pushed':
      return event(branchPushed, { projectId, ...said });
    case 'merge-request-ended':
      return event(mergeRequestEnded, { projectId, ...said });
    case 'command-written':
      return event(commandWritten, { projectId, ...said });
  }
}

/** JSON that PostgreSQL takes: NUL and halves of surrogate pairs, which it refuses, become the replacement sign. */
export function storableJson(value: unknown): string {
  return JSON.stringify(value).replace(/\\\\|\\u0000|\\ud[89a-f][0-9a-f]{2}/gi, (escape) =>
    escape === '\\\\' ? escape : '\\ufffd',
  );
}
