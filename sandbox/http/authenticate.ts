import { createMiddleware } from 'hono/factory';

import { identify } from '../access/identify';
import { ApiError, unauthorized } from './api-error';
import type { ApiContext, ApiEnv } from './context';

const INVALID_TOKEN = {
  revoked: 'Token was revoked. You have to re-authorize from the user.',
  expired: 'Token is expired. You can either do re-authorization or token refresh.',
};

/**
 * Finds out who asks, from `Authorization: Bearer`, `PRIVATE-TOKEN`, `JOB-TOKEN` or their query parameters, and whether
 * the token's scopes reach: reading needs `read_api` or `api`, writing `api`, and `read_user` opens the user's own data.
 * No token at all is let through: public things are there for everyone, and `currentUser` refuses the rest.
 */
export const authenticate = createMiddleware<ApiEnv>(async (c, next) => {
  const secret = presentedToken(c);
  if (secret === null) {
    c.set('identity', null);
    return next();
  }
  const result = identify(c.var.sandbox, secret);
  if (result.kind === 'unknown') throw unauthorized();
  if (result.kind !== 'identified') {
    throw new ApiError(
      401,
      { error: 'invalid_token', error_description: INVALID_TOKEN[result.kind] },
      { 'WWW-Authenticate': 'Bearer realm="Protected by OAuth 2.0", error="invalid_token"' },
    );
  }
  c.set('identity', result.identity);
  const accepted = acceptedScopes(c);
  if (!result.identity.scopes.some((scope) => accepted.includes(scope))) {
    throw new ApiError(
      403,
      {
        error: 'insufficient_scope',
        error_description: 'The request requires higher privileges than provided by the access token.',
        scope: accepted.filter((scope) => scope !== 'job').join(' '),
      },
      { 'WWW-Authenticate': 'Bearer realm="Protected by OAuth 2.0", error="insufficient_scope"' },
    );
  }
  return next();
});

function presentedToken(c: ApiContext): string | null {
  const bearer = /^Bearer\s+(\S+)$/i.exec(c.req.header('authorization') ?? '');
  return (
    bearer?.[1] ??
    c.req.header('private-token') ??
    c.req.header('job-token') ??
    c.req.query('private_token') ??
    c.req.query('access_token') ??
    c.req.query('job_token') ??
    null
  );
}

function acceptedScopes(c: ApiContext): string[] {
  const path = c.req.path.replace(/^\/api\/v4/, '');
  const reads = c.req.method === 'GET' || c.req.method === 'HEAD' || path === '/api/graphql';
  if (/^\/personal_access_tokens\/self(\/|$)/.test(path))
    return ['api', 'read_api', 'read_user', 'read_repository', 'write_repository', 'self_rotate'];
  if (!reads) return ['api'];
  if (/^\/users?(\/|$)/.test(path)) return ['api', 'read_api', 'read_user'];
  if (/^\/projects\/[^/]+\/repository\/(files\/[^/]+\/raw|archive)/.test(path))
    return ['api', 'read_api', 'read_repository'];
  if (path === '/job' || /^\/projects\/[^/]+\/jobs\/[^/]+\/artifacts/.test(path))
    return ['api', 'read_api', 'job'];
  return ['api', 'read_api'];
}
