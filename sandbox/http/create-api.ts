import { Hono } from 'hono';

import { ciRoutes } from '../api/ci/ci-routes';
import type { Sandbox } from '../sandbox';
import { ApiError } from './api-error';
import { authenticate } from './authenticate';
import type { ApiEnv } from './context';
import { journalRequests } from './journal-requests';

/** The whole of the sandbox's HTTP side except git: REST under `/api/v4`, OAuth, pages. */
export function createApi(sandbox: Sandbox): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();
  app.use('*', async (c, next) => {
    c.set('sandbox', sandbox);
    c.set('identity', null);
    await next();
  });
  app.use('*', journalRequests);

  const v4 = new Hono<ApiEnv>();
  v4.use('*', authenticate);
  v4.route('/', ciRoutes(sandbox));
  app.route('/api/v4', v4);

  app.notFound((c) => c.json({ error: '404 Not Found' }, 404));
  app.onError((error, c) => {
    if (error instanceof ApiError) return c.json(error.body, error.status, error.headers);
    console.error(`${c.req.method} ${c.req.path}:`, error);
    return c.json({ message: '500 Internal Server Error' }, 500);
  });
  return app;
}
