import { Hono } from 'hono';

import { ApiError } from '../http/api-error';
import type { ApiEnv } from '../http/context';
import { noFaults } from '../store/faults';
import type { Sandbox } from '../sandbox';
import { faultRoutes } from './fault-routes';
import { peopleRoutes } from './people-routes';
import { projectRoutes } from './project-routes';
import { tokenRoutes } from './token-routes';

/**
 * The control interface: seeds the sandbox, makes it misbehave and tells what happened in it. It listens on a port of its own
 * on 127.0.0.1 and asks for no token; it is for tests and demos, never for the product.
 */
export function createControl(sandbox: Sandbox): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();
  app.use('*', async (c, next) => {
    c.set('sandbox', sandbox);
    c.set('identity', null);
    await next();
    if (c.req.method !== 'GET') sandbox.store.touch();
  });
  app.route('/', peopleRoutes());
  app.route('/', projectRoutes());
  app.route('/', tokenRoutes());
  app.route('/', faultRoutes());

  app.get('/health', (c) =>
    c.json({ ok: true, baseUrl: sandbox.config.baseUrl, now: sandbox.clock.now().toISOString() }),
  );
  app.get('/journal', (c) => c.json({ entries: sandbox.store.journal.list() }));
  app.delete('/journal', (c) => {
    sandbox.store.journal.clear();
    return c.body(null, 204);
  });
  app.get('/deployments', (c) => {
    const { store } = sandbox;
    return c.json(
      [...store.deployments.values()].map((deployment) => ({
        ...deployment,
        environment: store.environments.get(deployment.environmentId)?.name ?? null,
        project: store.projects.get(deployment.projectId)?.fullPath ?? null,
        job: store.jobs.get(deployment.jobId)?.name ?? null,
      })),
    );
  });
  app.post('/reset-faults', (c) => {
    sandbox.store.faults = noFaults();
    sandbox.hooks.releaseHeldBack();
    return c.body(null, 204);
  });

  app.notFound((c) => c.json({ error: 'no such control' }, 404));
  app.onError((error, c) => {
    if (error instanceof ApiError) return c.json(error.body, error.status);
    console.error(`control ${c.req.method} ${c.req.path}:`, error);
    return c.json({ error: error.message }, 500);
  });
  return app;
}
