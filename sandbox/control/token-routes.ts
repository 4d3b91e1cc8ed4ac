import { Hono } from 'hono';

import { digestOf, newSecret } from '../access/token-digest';
import { notFound } from '../http/api-error';
import type { ApiContext, ApiEnv } from '../http/context';
import { readParams } from '../http/read-params';
import type { Params } from '../http/read-params';
import { issueTokens } from '../oauth/issue-tokens';
import { mintToken } from '../people/mint-token';
import type { ApplicationRecord, TokenRecord } from '../store/records';
import { requireUser } from './people-routes';

/**
 * Tokens and OAuth applications: `POST /mint-token`, `POST /oauth-applications`, `POST /tokens/revoke`,
 * `POST /tokens/expire`, `PUT /oauth-lifetime`, `PUT /rate-limit`.
 */
export function tokenRoutes(): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();
  app.post('/mint-token', async (c) => {
    const { sandbox } = c.var;
    const params = await readParams(c);
    const user = requireUser(sandbox, params.requiredString('username'));
    const scopes = params.list('scopes') ?? ['api'];
    if (params.choice('kind', ['personal', 'oauth'] as const) === 'oauth') {
      const application = requireApplication(c, params.requiredString('application'));
      return c.json(issueTokens(sandbox, application, user.id, scopes, null), 201);
    }
    const seconds = params.integer('expiresInSeconds');
    const expiresAt = seconds === undefined ? null : new Date(sandbox.clock.now().getTime() + seconds * 1000);
    const { token, secret } = mintToken(sandbox, {
      userId: user.id,
      name: params.string('name') ?? 'minted',
      scopes,
      kind: 'personal',
      expiresAt: expiresAt?.toISOString() ?? null,
    });
    return c.json({ id: token.id, token: secret, scopes }, 201);
  });
  app.post('/oauth-applications', async (c) => {
    const { store } = c.var.sandbox;
    const params = await readParams(c);
    const uid = params.string('uid') ?? newSecret();
    const secret = params.string('secret') ?? newSecret();
    const known = [...store.applications.values()].find((one) => one.uid === uid);
    const application: ApplicationRecord = {
      id: known?.id ?? store.nextId('application'),
      uid,
      secretDigest: digestOf(secret),
      name: params.string('name') ?? 'Application',
      redirectUris: params.list('redirectUris') ?? [params.requiredString('redirectUri')],
      scopes: params.list('scopes') ?? ['api'],
      confidential: params.boolean('confidential') ?? true,
      trusted: params.boolean('trusted') ?? false,
    };
    store.applications.set(application.id, application);
    return c.json({ id: application.id, uid, secret, scopes: application.scopes }, 201);
  });
  app.post('/tokens/revoke', async (c) => {
    const now = c.var.sandbox.clock.now().toISOString();
    const tokens = chosenTokens(c, await readParams(c));
    for (const token of tokens) token.revokedAt ??= now;
    return c.json({ changed: tokens.length });
  });
  app.post('/tokens/expire', async (c) => {
    const now = c.var.sandbox.clock.now().toISOString();
    const tokens = chosenTokens(c, await readParams(c));
    for (const token of tokens) token.expiresAt = now;
    return c.json({ changed: tokens.length });
  });
  app.put('/oauth-lifetime', async (c) => {
    const { store } = c.var.sandbox;
    store.oauthLifetime = (await readParams(c)).requiredInteger('seconds');
    return c.json({ seconds: store.oauthLifetime });
  });
  app.put('/rate-limit', async (c) => {
    const { store } = c.var.sandbox;
    store.requestsAMinute = (await readParams(c)).requiredInteger('requestsAMinute');
    return c.json({ requestsAMinute: store.requestsAMinute });
  });
  return app;
}

/** By `token` (the secret), else by `username` and `kind`, else all of a kind. */
function chosenTokens(c: ApiContext, params: Params): TokenRecord[] {
  const { sandbox } = c.var;
  const secret = params.string('token');
  if (secret !== undefined) {
    const token = sandbox.store.findToken(digestOf(secret));
    if (!token) throw notFound('Token');
    return [token];
  }
  const username = params.string('username');
  const userId = username === undefined ? null : requireUser(sandbox, username).id;
  const kind = params.choice('kind', ['personal', 'project', 'group', 'oauth'] as const);
  return [...sandbox.store.tokens.values()].filter(
    (token) =>
      token.revokedAt === null &&
      (userId === null || token.userId === userId) &&
      (kind === undefined || token.kind === kind),
  );
}

function requireApplication(c: ApiContext, uid: string): ApplicationRecord {
  for (const application of c.var.sandbox.store.applications.values())
    if (application.uid === uid) return application;
  throw notFound('Application');
}
