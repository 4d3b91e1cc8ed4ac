import { Hono } from 'hono';

import type { ApiEnv } from '../../http/context';
import type { Sandbox } from '../../sandbox';

/** The REST routes of pipelines, jobs and CI configuration, to be mounted under `/api/v4`. */
export function ciRoutes(_sandbox: Sandbox): Hono<ApiEnv> {
  return new Hono<ApiEnv>();
}
