import { createMiddleware } from 'hono/factory';
import { matchedRoutes } from 'hono/route';

import type { ApiContext, ApiEnv } from './context';

/** Writes every answered request into the journal, by route pattern, so that calls can be counted. */
export const journalRequests = createMiddleware<ApiEnv>(async (c, next) => {
  await next();
  const { store, clock } = c.var.sandbox;
  const url = new URL(c.req.url);
  for (const secret of ['private_token', 'access_token', 'job_token', 'code', 'refresh_token'])
    url.searchParams.delete(secret);
  store.journal.add({
    kind: 'request',
    at: clock.now().toISOString(),
    method: c.req.method,
    route: routePattern(c),
    path: url.pathname,
    query: url.search.slice(1),
    username: c.var.identity?.user.username ?? null,
    status: c.res.status,
  });
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD') store.touch();
});

/** The pattern of the handler that answered; middleware is registered for `*` and does not count. */
function routePattern(c: ApiContext): string {
  const handlers = matchedRoutes(c).filter((route) => !route.path.endsWith('*'));
  return handlers.at(-1)?.path ?? c.req.path;
}
