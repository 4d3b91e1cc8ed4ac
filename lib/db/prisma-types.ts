import type { Prisma, PrismaClient } from '@/lib/generated/prisma/client';

export type { Prisma, PrismaClient };
/** The client inside a transaction: the only one that a command may use there. */
export type TransactionClient = Prisma.TransactionClient;
