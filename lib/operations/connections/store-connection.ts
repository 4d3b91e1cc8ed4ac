import { randomUUID } from 'node:crypto';

import { placeOf, seal } from '@/lib/db/seal';
import type { TransactionClient } from '@/lib/db/prisma-types';
import { OperationError } from '@/lib/domain/operation-error';
import type { TokenGrant } from '@/lib/ports/gitlab-access';

interface SignedIn {
  readonly userId: string;
  readonly instanceId: string;
  readonly gitlabUserId: number;
  readonly username: string;
  readonly grant: TokenGrant;
}

/**
 * Keeps a person's tokens for an instance, sealed; signing in again replaces them and mends a broken connection.
 * Throws `conflict` when the person is already connected there as somebody else: the projects that this connection
 * writes to know its author by number.
 */
export async function storeConnection(tx: TransactionClient, signedIn: SignedIn): Promise<void> {
  const { userId, instanceId, gitlabUserId, username, grant } = signedIn;
  const known = await tx.connection.findUnique({ where: { userId_instanceId: { userId, instanceId } } });
  if (known && known.gitlabUserId !== gitlabUserId) {
    throw new OperationError('conflict', `You are already connected to this GitLab as ${known.username}.`);
  }
  const id = known?.id ?? randomUUID();
  const tokens = { ...sealGrant(id, grant), username, scopes: [...grant.scopes] };
  if (known) {
    await tx.connection.update({
      where: { id },
      data: {
        ...tokens,
        version: { increment: 1 },
        refreshLeaseUntil: null,
        state: 'active',
        stateReason: null,
      },
    });
  } else {
    await tx.connection.create({ data: { id, userId, instanceId, gitlabUserId, ...tokens } });
  }
}

/** The columns that hold a grant, sealed for one connection. */
export function sealGrant(connectionId: string, grant: TokenGrant) {
  const { accessToken, refreshToken, expiresAt } = grant;
  return {
    accessToken: seal(accessToken, placeOf('Connection', 'accessToken', connectionId)),
    refreshToken:
      refreshToken === null ? null : seal(refreshToken, placeOf('Connection', 'refreshToken', connectionId)),
    expiresAt,
  };
}
