import type { Sandbox } from '../sandbox';
import type { TokenRecord, UserRecord } from '../store/records';
import { digestOf } from './token-digest';

export interface Identity {
  user: UserRecord;
  scopes: readonly string[];
  /** Null for a job token. */
  token: TokenRecord | null;
  jobId: number | null;
}

export type IdentifyResult =
  | { kind: 'identified'; identity: Identity }
  | { kind: 'unknown' }
  | { kind: 'expired'; oauth: boolean }
  | { kind: 'revoked'; oauth: boolean };

/** Finds out who a token belongs to. Access tokens of every kind and tokens of running jobs are understood. */
export function identify(sandbox: Sandbox, secret: string): IdentifyResult {
  const { store } = sandbox;
  const digest = digestOf(secret);
  const jobId = store.jobTokens.get(digest);
  if (jobId !== undefined) {
    const user = store.users.get(store.jobs.get(jobId)?.userId ?? 0);
    return user
      ? { kind: 'identified', identity: { user, scopes: ['job'], token: null, jobId } }
      : { kind: 'unknown' };
  }
  const token = store.findToken(digest);
  if (!token) return { kind: 'unknown' };
  const oauth = token.kind === 'oauth';
  if (token.revokedAt !== null) return { kind: 'revoked', oauth };
  if (isExpired(sandbox, token)) return { kind: 'expired', oauth };
  const user = store.users.get(token.userId);
  if (!user || user.state === 'blocked') return { kind: 'unknown' };
  token.lastUsedAt = sandbox.clock.now().toISOString();
  return { kind: 'identified', identity: { user, scopes: token.scopes, token, jobId: null } };
}

/** OAuth tokens end at their second, access tokens at the beginning of their last day. */
export function isExpired(sandbox: Sandbox, token: TokenRecord): boolean {
  return token.expiresAt !== null && sandbox.clock.now() >= new Date(token.expiresAt);
}
