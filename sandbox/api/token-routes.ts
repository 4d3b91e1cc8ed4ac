import { Hono } from 'hono';

import { isExpired } from '../access/identify';
import { newSecret } from '../access/token-digest';
import { badRequest, forbidden, invalidParameter, notFound, unauthorized } from '../http/api-error';
import type { ApiContext, ApiEnv } from '../http/context';
import { currentUser, requireGroup, requireMember } from '../http/guards';
import { paginate } from '../http/paginate';
import { readParams } from '../http/read-params';
import type { Params } from '../http/read-params';
import { addUser } from '../people/add-user';
import { mintToken } from '../people/mint-token';
import { setMember } from '../people/set-member';
import type { Sandbox } from '../sandbox';
import { ACCESS } from '../store/records';
import type { TokenRecord } from '../store/records';

const SCOPES = ['api', 'read_api', 'read_user', 'read_repository', 'write_repository', 'self_rotate'];
const LONGEST_LIFE_DAYS = 365;

/** Personal, project and group access tokens. The last two act as a bot person of their own. */
export function tokenRoutes(): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();

  app.get('/personal_access_tokens/self', (c) =>
    c.json({ ...personalShape(c.var.sandbox, ownToken(c)), last_used_ips: [] }),
  );
  app.delete('/personal_access_tokens/self', (c) => {
    ownToken(c).revokedAt = c.var.sandbox.clock.now().toISOString();
    return c.body(null, 204);
  });
  app.post('/personal_access_tokens/self/rotate', async (c) => {
    const token = ownToken(c);
    if (!token.scopes.includes('api') && !token.scopes.includes('self_rotate')) throw forbidden();
    return c.json(rotate(c, token, await readParams(c)));
  });
  app.get('/personal_access_tokens', (c) => {
    const user = currentUser(c);
    const own = [...c.var.sandbox.store.tokens.values()].filter(
      (token) => token.kind === 'personal' && (user.admin || token.userId === user.id),
    );
    return c.json(paginate(c, own).map((token) => tokenShape(c.var.sandbox, token)));
  });
  app.delete('/personal_access_tokens/:id', (c) => {
    const user = currentUser(c);
    const token = c.var.sandbox.store.tokens.get(Number(c.req.param('id')));
    if (!token || token.kind === 'oauth' || (!user.admin && token.userId !== user.id)) throw notFound();
    token.revokedAt ??= c.var.sandbox.clock.now().toISOString();
    return c.body(null, 204);
  });

  for (const type of ['project', 'group'] as const) {
    const base = `/${type}s/:id/access_tokens` as const;
    app.get(base, (c) => {
      const { id } = resource(c, type);
      return c.json(paginate(c, tokensOf(c, type, id)).map((token) => tokenShape(c.var.sandbox, token)));
    });
    app.post(base, async (c) => {
      const { sandbox } = c.var;
      const { id, ownLevel } = resource(c, type);
      return c.json(createResourceToken(sandbox, type, id, ownLevel, await readParams(c)), 201);
    });
    app.get(`${base}/:token_id`, (c) => {
      const { id } = resource(c, type);
      return c.json(tokenShape(c.var.sandbox, requireToken(c, type, id)));
    });
    app.delete(`${base}/:token_id`, (c) => {
      const { id } = resource(c, type);
      requireToken(c, type, id).revokedAt ??= c.var.sandbox.clock.now().toISOString();
      return c.body(null, 204);
    });
    app.post(`${base}/:token_id/rotate`, async (c) => {
      const { id } = resource(c, type);
      return c.json(rotate(c, requireToken(c, type, id), await readParams(c)), 201);
    });
  }
  return app;
}

function ownToken(c: ApiContext): TokenRecord {
  currentUser(c);
  const token = c.var.identity?.token;
  // An OAuth token is no personal access token, and GitLab says so.
  if (!token || token.kind === 'oauth')
    throw badRequest('This endpoint requires token type to be a personal access token');
  return token;
}

function resource(c: ApiContext, type: 'project' | 'group'): { id: number; ownLevel: number } {
  if (type === 'project') {
    const { project, accessLevel } = requireMember(c, ACCESS.maintainer);
    return { id: project.id, ownLevel: accessLevel };
  }
  return { id: requireGroup(c, ACCESS.owner).group.id, ownLevel: ACCESS.owner };
}

function tokensOf(c: ApiContext, type: 'project' | 'group', id: number): TokenRecord[] {
  return [...c.var.sandbox.store.tokens.values()].filter(
    (token) => token.kind === type && token.resourceId === id,
  );
}

function requireToken(c: ApiContext, type: 'project' | 'group', id: number): TokenRecord {
  const token = tokensOf(c, type, id).find((one) => one.id === Number(c.req.param('token_id')));
  if (!token) throw notFound();
  return token;
}

function createResourceToken(
  sandbox: Sandbox,
  type: 'project' | 'group',
  id: number,
  ownLevel: number,
  params: Params,
) {
  const name = params.requiredString('name');
  const scopes = params.list('scopes');
  if (!scopes || scopes.length === 0) throw invalidParameter('scopes is missing');
  if (scopes.some((scope) => !SCOPES.includes(scope)))
    throw invalidParameter('scopes does not have a valid value');
  const accessLevel = params.integer('access_level') ?? ACCESS.maintainer;
  if (accessLevel > ownLevel)
    throw badRequest(
      "Access level of the token can't be greater the access level of the user who created the token",
    );
  const expiresAt = expiry(sandbox, params);
  const bot = addUser(sandbox, {
    username: `${type}_${id}_bot_${newSecret()
      .slice(0, 12)
      .toLowerCase()
      .replace(/[^a-z0-9]/g, '0')}`,
    name,
    email: `${type}${id}_bot@noreply.example.com`,
    bot: true,
  });
  setMember(sandbox, type, id, bot.id, accessLevel);
  const { token, secret } = mintToken(sandbox, {
    userId: bot.id,
    name,
    scopes,
    kind: type,
    expiresAt,
    resourceId: id,
    accessLevel,
  });
  return { ...tokenShape(sandbox, token), token: secret };
}

/** The old token ends and one with the same name, scopes and bot takes its place. One that is revoked already is reuse: all end. */
function rotate(c: ApiContext, token: TokenRecord, params: Params) {
  const { sandbox } = c.var;
  const now = sandbox.clock.now().toISOString();
  if (token.revokedAt !== null) {
    for (const other of sandbox.store.tokens.values())
      if (other.userId === token.userId && other.kind === token.kind && other.name === token.name)
        other.revokedAt ??= now;
    throw badRequest('Token already revoked');
  }
  if (isExpired(sandbox, token)) throw unauthorized();
  const expiresAt = expiry(sandbox, params);
  token.revokedAt = now;
  if (token.kind === 'oauth') throw notFound();
  const { token: fresh, secret } = mintToken(sandbox, {
    userId: token.userId,
    name: token.name,
    scopes: token.scopes,
    kind: token.kind,
    expiresAt,
    resourceId: token.resourceId,
    accessLevel: token.accessLevel,
  });
  return { ...tokenShape(sandbox, fresh), token: secret };
}

function expiry(sandbox: Sandbox, params: Params): string {
  const day = 24 * 3_600_000;
  const latest = sandbox.clock.now().getTime() + LONGEST_LIFE_DAYS * day;
  const wanted = params.time('expires_at');
  if (wanted && wanted.getTime() > latest)
    throw badRequest(`Expiration date must be before ${new Date(latest).toISOString().slice(0, 10)}`);
  return (wanted ?? new Date(sandbox.clock.now().getTime() + 30 * day)).toISOString();
}

/** A token as its own holder sees it. */
function personalShape(sandbox: Sandbox, token: TokenRecord) {
  return {
    id: token.id,
    name: token.name,
    revoked: token.revokedAt !== null,
    created_at: token.createdAt,
    description: '',
    scopes: token.scopes,
    user_id: token.userId,
    last_used_at: token.lastUsedAt,
    active: token.revokedAt === null && !isExpired(sandbox, token),
    expires_at: token.expiresAt?.slice(0, 10) ?? null,
  };
}

function tokenShape(sandbox: Sandbox, token: TokenRecord) {
  const shape = personalShape(sandbox, token);
  if (token.kind === 'personal') return shape;
  return {
    ...shape,
    access_level: token.accessLevel,
    resource_type: token.kind,
    resource_id: token.resourceId,
  };
}
