import { Hono } from 'hono';
import type { ApiEnv } from '../../http/context';
import type { Sandbox } from '../../sandbox';
import { environmentRoutes } from './environment-routes';
import { jobRoutes } from './job-routes';
import { lintRoutes } from './lint-routes';
import { mergeRequestPipelineRoutes } from './merge-request-pipeline-routes';
import { pipelineRoutes } from './pipeline-routes';
import { variableRoutes } from './variable-routes';

/** The REST routes of pipelines, jobs and CI configuration, to be mounted under `/api/v4`. */
export function ciRoutes(_sandbox: Sandbox): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>();
  for (const part of [
    pipelineRoutes(),
    jobRoutes(),
    lintRoutes(),
    mergeRequestPipelineRoutes(),
    variableRoutes(),
    environmentRoutes(),
  ]) {
    routes.route('/', part);
  }
  return routes;
}
