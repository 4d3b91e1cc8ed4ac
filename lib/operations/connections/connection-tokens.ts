import { setTimeout as wait } from 'node:timers/promises';

import type { Prisma, PrismaClient } from '@/lib/db/prisma-types';
import { open, placeOf } from '@/lib/db/seal';
import { PlatformError } from '@/lib/domain/platform-error';
import type { Clock } from '@/lib/ports/clock';
import type { GitLabAccess } from '@/lib/ports/gitlab-access';

import { openInstance } from './open-instance';
import { sealGrant } from './store-connection';

interface Needs {
  readonly db: PrismaClient;
  readonly clock: Clock;
  readonly gitlab: GitLabAccess;
}

export interface OpenConnection {
  readonly baseUrl: string;
  readonly accessToken: string;
}

type Row = Prisma.ConnectionGetPayload<{ include: { instance: true } }>;

const refreshBeforeMs = 5 * 60_000;
const leaseMs = 60_000;
const askAgainMs = 100;

/**
 * A connection's access token, fresh for at least a few minutes, with the address it is for. GitLab kills both old
 * tokens when it gives new ones, so one process at a time refreshes (a lease in the row), stores the new pair before
 * anyone uses it, and compares the row's version; the others wait for it. Throws `PlatformError`: `unauthorized`
 * when the person has to sign in again, else whatever kept GitLab from answering.
 */
export function createConnectionTokens({ db, clock, gitlab }: Needs) {
  async function read(id: string): Promise<Row> {
    const row = await db.connection.findUnique({ where: { id }, include: { instance: true } });
    if (!row) throw new PlatformError('unauthorized', 'This connection does not exist any more.');
    if (row.state !== 'active') {
      throw new PlatformError(
        'unauthorized',
        `${row.username} has to sign in to ${row.instance.name} again: ${row.stateReason ?? row.state}`,
      );
    }
    return row;
  }

  async function claim(row: Row): Promise<boolean> {
    const now = clock.now();
    const { count } = await db.connection.updateMany({
      where: {
        id: row.id,
        version: row.version,
        OR: [{ refreshLeaseUntil: null }, { refreshLeaseUntil: { lt: now } }],
      },
      data: { refreshLeaseUntil: new Date(now.getTime() + leaseMs) },
    });
    return count === 1;
  }

  /** Stores only over the version that was refreshed: somebody may have signed in again meanwhile. */
  async function settle(row: Row, data: Prisma.ConnectionUpdateManyMutationInput): Promise<void> {
    await db.connection.updateMany({
      where: { id: row.id, version: row.version },
      data: { ...data, refreshLeaseUntil: null },
    });
  }

  async function refresh(row: Row, refreshToken: string): Promise<void> {
    try {
      const plain = open(refreshToken, placeOf('Connection', 'refreshToken', row.id));
      const answer = await gitlab.refresh(openInstance(row.instance), plain, clock.now());
      if (answer.kind === 'granted') {
        const { grant } = answer;
        // GitLab may leave out what did not change.
        const kept = { ...grant, refreshToken: grant.refreshToken ?? plain };
        const scopes = grant.scopes.length > 0 ? { scopes: [...grant.scopes] } : {};
        await settle(row, { ...sealGrant(row.id, kept), ...scopes, version: { increment: 1 } });
      } else {
        await settle(row, { state: 'broken', stateReason: answer.reason });
      }
    } catch (error) {
      await settle(row, {});
      throw error;
    }
  }

  return async function openConnection(connectionId: string): Promise<OpenConnection> {
    for (;;) {
      const row = await read(connectionId);
      const left = row.expiresAt === null ? Infinity : row.expiresAt.getTime() - clock.now().getTime();
      if (left > refreshBeforeMs || (row.refreshToken === null && left > 0)) {
        const accessToken = open(row.accessToken, placeOf('Connection', 'accessToken', row.id));
        return { baseUrl: row.instance.baseUrl, accessToken };
      }
      if (row.refreshToken === null) {
        await settle(row, { state: 'broken', stateReason: 'The token has expired and cannot be renewed.' });
      } else if (await claim(row)) await refresh(row, row.refreshToken);
      // Bounded: a lease that nobody ends is free again after a minute.
      else await wait(askAgainMs);
    }
  };
}
