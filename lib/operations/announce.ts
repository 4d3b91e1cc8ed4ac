import type { z } from 'zod';
import type { TransactionClient } from '@/lib/db/prisma-types';
import type { EventDefinition } from '@/lib/events/define-event';

export interface Announcement {
  readonly name: string;
  readonly id: string;
  readonly data: unknown;
}

/** Fits data to an event; throws when it does not fit its schema. */
export function event<Name extends string, Data extends z.ZodType>(
  definition: EventDefinition<Name, Data>,
  data: z.infer<Data>,
): Announcement {
  const parsed = definition.data.parse(data);
  return { name: definition.name, id: definition.id(parsed), data: parsed };
}

/** Writes the event into the outbox within the caller's transaction; the same id twice is announced once. */
export async function announce(tx: TransactionClient, announcement: Announcement): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO outbox (name, data, event_id)
    VALUES (${announcement.name}, ${JSON.stringify(announcement.data)}::jsonb, ${announcement.id})
    ON CONFLICT (event_id) DO NOTHING`;
  await tx.$executeRaw`SELECT pg_notify('outbox', '')`;
}
