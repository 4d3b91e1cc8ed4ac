import { randomUUID } from 'node:crypto';

import { digestOf, newSecret } from '../access/token-digest';
import type { Sandbox } from '../sandbox';
import type { ApplicationRecord, TokenRecord } from '../store/records';

/** Makes an access and a refresh token. A new family begins unless one is given. */
export function issueTokens(
  sandbox: Sandbox,
  application: ApplicationRecord,
  userId: number,
  scopes: string[],
  familyId: string | null,
) {
  const { store, clock } = sandbox;
  const access = newSecret();
  const refresh = newSecret();
  const now = clock.now();
  const token: TokenRecord = {
    id: store.nextId('token'),
    kind: 'oauth',
    digest: digestOf(access),
    userId,
    name: application.name,
    scopes,
    createdAt: now.toISOString(),
    lastUsedAt: null,
    expiresAt: new Date(now.getTime() + store.oauthLifetime * 1000).toISOString(),
    revokedAt: null,
    resourceId: null,
    accessLevel: null,
    oauth: {
      applicationId: application.id,
      familyId: familyId ?? randomUUID(),
      refreshDigest: digestOf(refresh),
      refreshUsedAt: null,
    },
  };
  store.addToken(token);
  return {
    access_token: access,
    token_type: 'Bearer',
    expires_in: store.oauthLifetime,
    refresh_token: refresh,
    scope: scopes.join(' '),
    created_at: Math.floor(now.getTime() / 1000),
  };
}

/** Ends every token of a family, used or not. */
export function revokeFamily(sandbox: Sandbox, familyId: string): void {
  const now = sandbox.clock.now().toISOString();
  for (const token of sandbox.store.tokens.values()) {
    if (token.oauth?.familyId !== familyId) continue;
    token.revokedAt ??= now;
    token.oauth.refreshUsedAt ??= now;
  }
  sandbox.store.touch();
}
