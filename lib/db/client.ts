import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';

import { PrismaClient } from '@/lib/generated/prisma/client';

import { getPool } from './pool';

const shared = globalThis as typeof globalThis & { pipemendDb?: PrismaClient };

/**
 * The database, through the shared pool. Importing this file reads no setting and opens no connection
 * (a build imports it without a database): both happen at the first query.
 */
export const db: PrismaClient = (shared.pipemendDb ??= createClient(getPool));

/** A client of its own over a pool that the caller owns and ends; `$disconnect()` leaves the pool open. */
export function createClient(pool: () => pg.Pool): PrismaClient {
  return new PrismaClient({
    adapter: {
      provider: 'postgres',
      adapterName: '@prisma/adapter-pg',
      connect: () => new PrismaPg(pool(), { disposeExternalPool: false }).connect(),
    },
  });
}
