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
  return rows.map((row) => ({ ...row, providerId: providerIdOf(row.baseUrl) }));
}

/**
 * The last part of the redirect address that an OAuth application has to be registered with. Made from the address of the
 * GitLab, so that it is known before the instance is: `https://gitlab.com` gives `gitlab.com`. No two addresses give the
 * same, since an account is known by this and a number.
 */
export function providerIdOf(baseUrl: string): string {
  const { protocol, host, pathname } = new URL(baseUrl);
  const place = `${host}${pathname.replace(/\/+$/, '')}`.replace(/[^a-z0-9.-]/gi, escapeSign);
  return protocol === 'https:' ? place : `http!${place}`;
}

function escapeSign(sign: string): string {
  if (sign === ':') return '_';
  return sign === '/' ? '~' : `!${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
