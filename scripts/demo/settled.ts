import type { PrismaClient } from '@/lib/db/prisma-types';
import { until } from './gitlab-person';

/** Until no event about the failure waits to be published and no run of it is left: notes and clean-up are part of the work. */
export async function settled(db: PrismaClient, failureId: string, seconds: number): Promise<void> {
  await until('its last run ended', seconds, async () => {
    const about = `%${failureId}%`;
    const [row] = await db.$queryRaw<{ open: bigint }[]>`
      SELECT (SELECT count(*) FROM outbox WHERE published_at IS NULL AND data::text LIKE ${about})
           + (SELECT count(*) FROM engine_events WHERE delivered_at IS NULL AND payload::text LIKE ${about})
           + (SELECT count(*) FROM engine_runs WHERE ended_at IS NULL AND events::text LIKE ${about}) AS open`;
    return Number(row?.open ?? 0) === 0 ? true : null;
  });
}
