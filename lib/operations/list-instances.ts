import type { PrismaClient } from '@/lib/db/prisma-types';

export interface InstanceListItem {
  readonly id: string;
  readonly name: string;
  readonly baseUrl: string;
  /** What next-auth knows it by: `signIn(providerId)`. */
  readonly providerId: string;
}

/** The GitLabs that people can sign in with, oldest first. For everyone: it holds nothing secret. */
export async function listInstances({ db }: { db: PrismaClient }): Promise<InstanceListItem[]> {
  const rows = await db.instance.findMany({
    select: { id: true, name: true, baseUrl: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return rows.map((row) => ({ ...row, providerId: providerIdOf(row.id) }));
}

export function providerIdOf(instanceId: string): string {
  return `gitlab-${instanceId}`;
}
