import { createHash } from 'node:crypto';

import { Hono } from 'hono';

import { digestOf } from '../access/token-digest';
import { identify, isExpired } from '../access/identify';
import { ApiError } from '../http/api-error';
import type { ApiContext, ApiEnv } from '../http/context';
import { readParams } from '../http/read-params';
import type { Params } from '../http/read-params';
import { sameText } from '../pages/sessions';
import type { ApplicationRecord, TokenRecord } from '../store/records';
import { issueTokens, revokeFamily } from './issue-tokens';

const DESCRIPTIONS = {
  invalid_grant:
    'The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client.',
  invalid_client:
    'Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method.',
  unsupported_grant_type: 'The authorization grant type is not supported by the authorization server.',
  invalid_request:
    'The request is missing a required parameter, includes an unsupported parameter value, or is otherwise malformed.',
};

const refuse = (error: keyof typeof DESCRIPTIONS): ApiError =>
  new ApiError(
    error === 'invalid_client' ? 401 : 400,
    { error, error_description: DESCRIPTIONS[error] },
    NO_STORE,
  );

const NO_STORE = { 'Cache-Control': 'no-store', Pragma: 'no-cache' };

/** Tokens for codes and for refresh tokens, their end, and what one is worth. */
export function oauthTokenRoutes(): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();

  app.post('/oauth/token', async (c) => {
    const params = await readParams(c);
    const grantType = params.string('grant_type');
    if (grantType === undefined) throw refuse('invalid_request');
    const application = authenticateClient(c, params);
    if (grantType === 'authorization_code') return c.json(spendCode(c, application, params), 200, NO_STORE);
    if (grantType === 'refresh_token') return c.json(refresh(c, application, params), 200, NO_STORE);
    throw refuse('unsupported_grant_type');
  });

  app.post('/oauth/revoke', async (c) => {
    const { store, clock } = c.var.sandbox;
    const params = await readParams(c);
    const application = authenticateClient(c, params);
    const token = findByEither(c, params.string('token') ?? '');
    if (token?.oauth?.applicationId === application.id) {
      const now = clock.now().toISOString();
      token.revokedAt ??= now;
      token.oauth.refreshUsedAt ??= now;
      store.touch();
    }
    // As the standard wants, nobody learns whether there was such a token.
    return c.json({});
  });

  app.get('/oauth/token/info', (c) => {
    const secret =
      /^Bearer\s+(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? c.req.query('access_token');
    const result = identify(c.var.sandbox, secret ?? '');
    const token = result.kind === 'identified' ? result.identity.token : null;
    if (result.kind !== 'identified' || !token?.oauth)
      throw new ApiError(401, { error: 'invalid_token', error_description: 'The access token is invalid' });
    const left = secondsLeft(c, token);
    return c.json({
      resource_owner_id: token.userId,
      scope: token.scopes,
      expires_in: left,
      application: { uid: c.var.sandbox.store.applications.get(token.oauth.applicationId)?.uid ?? null },
      created_at: Math.floor(new Date(token.createdAt).getTime() / 1000),
      scopes: token.scopes,
      expires_in_seconds: left,
    });
  });
  return app;
}

function authenticateClient(c: ApiContext, params: Params): ApplicationRecord {
  const basic = /^Basic\s+([A-Za-z0-9+/=]+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
  const [user, password] = basic === undefined ? [] : Buffer.from(basic, 'base64').toString().split(/:(.*)/s);
  const uid = user === undefined ? params.string('client_id') : decoded(user);
  const secret = password === undefined ? params.string('client_secret') : decoded(password);
  const application = [...c.var.sandbox.store.applications.values()].find((one) => one.uid === uid);
  if (!application) throw refuse('invalid_client');
  if (secret === undefined || secret === '') {
    if (application.confidential) throw refuse('invalid_client');
  } else if (!sameText(application.secretDigest, digestOf(secret))) throw refuse('invalid_client');
  return application;
}

function spendCode(c: ApiContext, application: ApplicationRecord, params: Params) {
  const { sandbox } = c.var;
  const code = sandbox.store.codes.get(digestOf(params.string('code') ?? ''));
  if (!code || code.applicationId !== application.id) throw refuse('invalid_grant');
  if (code.spentOn !== null) {
    // A code that comes twice was stolen or leaked: what it once gave is taken back.
    revokeFamily(sandbox, code.spentOn);
    throw refuse('invalid_grant');
  }
  const verifier = params.string('code_verifier') ?? '';
  const proven =
    code.codeChallenge === null ||
    sameText(createHash('sha256').update(verifier).digest('base64url'), code.codeChallenge);
  if (
    new Date(code.expiresAt) <= sandbox.clock.now() ||
    params.string('redirect_uri') !== code.redirectUri ||
    !proven
  )
    throw refuse('invalid_grant');
  const answer = issueTokens(sandbox, application, code.userId, code.scopes, null);
  code.spentOn = sandbox.store.findToken(digestOf(answer.access_token))?.oauth?.familyId ?? '';
  return answer;
}

function refresh(c: ApiContext, application: ApplicationRecord, params: Params) {
  const { sandbox } = c.var;
  const digest = digestOf(params.string('refresh_token') ?? '');
  const token = [...sandbox.store.tokens.values()].find((one) => one.oauth?.refreshDigest === digest);
  if (!token?.oauth || token.oauth.applicationId !== application.id) throw refuse('invalid_grant');
  if (token.oauth.refreshUsedAt !== null) {
    revokeFamily(sandbox, token.oauth.familyId);
    throw refuse('invalid_grant');
  }
  if (token.revokedAt !== null) throw refuse('invalid_grant');
  const now = sandbox.clock.now().toISOString();
  token.oauth.refreshUsedAt = now;
  token.revokedAt = now;
  return issueTokens(sandbox, application, token.userId, token.scopes, token.oauth.familyId);
}

function findByEither(c: ApiContext, secret: string): TokenRecord | null {
  const digest = digestOf(secret);
  const { store } = c.var.sandbox;
  return (
    store.findToken(digest) ??
    [...store.tokens.values()].find((one) => one.oauth?.refreshDigest === digest) ??
    null
  );
}

function secondsLeft(c: ApiContext, token: TokenRecord): number | null {
  if (token.expiresAt === null || isExpired(c.var.sandbox, token)) return null;
  return Math.floor((new Date(token.expiresAt).getTime() - c.var.sandbox.clock.now().getTime()) / 1000);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Some clients send their secret as it is; a stray % in it is no encoding.
    return text;
  }
}
