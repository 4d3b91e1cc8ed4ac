import { randomUUID } from 'node:crypto';

import type { PrismaClient } from '@/lib/db/prisma-types';
import { placeOf, seal } from '@/lib/db/seal';

/**
 * Makes the GitLab of the settings known, or brings its OAuth application up to date. Safe to run in several
 * processes at once and at every start. Gives its id; null when the settings name none.
 */
export async function ensureFirstInstance(
  db: PrismaClient,
  settings: { url: string; clientId: string; clientSecret: string } | null,
): Promise<string | null> {
  if (!settings) return null;
  const baseUrl = settings.url.replace(/\/+$/, '');
  const fresh = randomUUID();
  await db.instance.createMany({
    data: [
      { id: fresh, baseUrl, name: new URL(baseUrl).host, clientId: settings.clientId, clientSecret: '' },
    ],
    skipDuplicates: true,
  });
  const { id } = await db.instance.findUniqueOrThrow({ where: { baseUrl }, select: { id: true } });
  await db.instance.update({
    where: { id },
    data: {
      clientId: settings.clientId,
      clientSecret: seal(settings.clientSecret, placeOf('Instance', 'clientSecret', id)),
    },
  });
  return id;
}
