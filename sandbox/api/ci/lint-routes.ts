import { Hono } from 'hono';
import type { ConfigLint } from '../../ci/pipelines/lint-config';
import { notFound } from '../../http/api-error';
import type { ApiEnv } from '../../http/context';
import { requireMember } from '../../http/guards';
import { readParams } from '../../http/read-params';
import { ACCESS } from '../../store/records';

/** `/projects/:id/ci/lint`, to be mounted under `/api/v4`. */
export function lintRoutes(): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>();

  routes.get('/projects/:id/ci/lint', async (c) => {
    const { project, user } = requireMember(c, ACCESS.reporter);
    const params = await readParams(c);
    const lint = await c.var.sandbox.ci.lint({
      projectId: project.id,
      userId: user.id,
      content: null,
      contentRef: params.string('content_ref') ?? params.string('sha') ?? null,
      dryRun: params.boolean('dry_run') ?? false,
      dryRunRef: params.string('dry_run_ref') ?? params.string('ref') ?? null,
    });
    return c.json(lintShape(lint, params.boolean('include_jobs') ?? false));
  });

  routes.post('/projects/:id/ci/lint', async (c) => {
    const { project, user } = requireMember(c, ACCESS.developer);
    const params = await readParams(c);
    const lint = await c.var.sandbox.ci.lint({
      projectId: project.id,
      userId: user.id,
      content: params.requiredString('content'),
      contentRef: null,
      dryRun: params.boolean('dry_run') ?? false,
      dryRunRef: params.string('ref') ?? null,
    });
    return c.json(lintShape(lint, params.boolean('include_jobs') ?? false), 200);
  });

  return routes;
}

function lintShape(lint: ConfigLint, includeJobs: boolean) {
  if (lint.kind === 'no-content') throw notFound('Commit');
  return {
    valid: lint.errors.length === 0,
    errors: lint.errors,
    warnings: lint.warnings,
    merged_yaml: lint.mergedYaml,
    includes: lint.includes,
    ...(includeJobs ? { jobs: lint.jobs } : {}),
  };
}
