import { Hono } from 'hono';

import { conflict, invalidParameter, notFound } from '../../http/api-error';
import type { ApiContext, ApiEnv } from '../../http/context';
import { requireMember } from '../../http/guards';
import { paginate } from '../../http/paginate';
import { readParams } from '../../http/read-params';
import { protectBranch } from '../../projects/create-project';
import { ACCESS } from '../../store/records';
import type { ProjectRecord, ProtectedBranchRecord } from '../../store/records';

const DESCRIPTIONS: Record<number, string> = {
  0: 'No one',
  30: 'Developers + Maintainers',
  40: 'Maintainers',
};

/** Protected branches: list, show, protect, unprotect. */
export function protectedBranchRoutes(): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();

  app.get('/projects/:id/protected_branches', (c) => {
    const { project } = requireMember(c, ACCESS.developer);
    return c.json(paginate(c, rulesOf(c, project)).map(ruleShape));
  });

  app.get('/projects/:id/protected_branches/:name', (c) => {
    const { project } = requireMember(c, ACCESS.developer);
    return c.json(ruleShape(requireRule(c, project)));
  });

  app.post('/projects/:id/protected_branches', async (c) => {
    const { project } = requireMember(c, ACCESS.maintainer);
    const params = await readParams(c);
    const name = params.requiredString('name');
    if (rulesOf(c, project).some((rule) => rule.name === name))
      throw conflict(`Protected branch '${name}' already exists`);
    protectBranch(c.var.sandbox, project.id, name, {
      pushLevel: level(params.integer('push_access_level')),
      mergeLevel: level(params.integer('merge_access_level')),
      allowForcePush: params.boolean('allow_force_push') ?? false,
    });
    const rule = rulesOf(c, project).find((one) => one.name === name);
    if (!rule) throw new Error('the protected branch was not kept');
    return c.json(ruleShape(rule), 201);
  });

  app.patch('/projects/:id/protected_branches/:name', async (c) => {
    const { project } = requireMember(c, ACCESS.maintainer);
    const rule = requireRule(c, project);
    rule.allowForcePush = (await readParams(c)).boolean('allow_force_push') ?? rule.allowForcePush;
    return c.json(ruleShape(rule));
  });

  app.delete('/projects/:id/protected_branches/:name', (c) => {
    const { project } = requireMember(c, ACCESS.maintainer);
    c.var.sandbox.store.protectedBranches.delete(requireRule(c, project).id);
    return c.body(null, 204);
  });
  return app;
}

function level(wanted: number | undefined): number {
  if (wanted === undefined) return ACCESS.maintainer;
  if (!(wanted in DESCRIPTIONS)) throw invalidParameter('push_access_level does not have a valid value');
  return wanted;
}

function rulesOf(c: ApiContext, project: ProjectRecord): ProtectedBranchRecord[] {
  return [...c.var.sandbox.store.protectedBranches.values()].filter((rule) => rule.projectId === project.id);
}

function requireRule(c: ApiContext, project: ProjectRecord): ProtectedBranchRecord {
  const rule = rulesOf(c, project).find((one) => one.name === c.req.param('name'));
  if (!rule) throw notFound();
  return rule;
}

function ruleShape(rule: ProtectedBranchRecord) {
  const access = (accessLevel: number) => [
    {
      id: rule.id,
      access_level: accessLevel,
      access_level_description: DESCRIPTIONS[accessLevel] ?? 'Maintainers',
      deploy_key_id: null,
      user_id: null,
      group_id: null,
    },
  ];
  return {
    id: rule.id,
    name: rule.name,
    push_access_levels: access(rule.pushLevel),
    merge_access_levels: access(rule.mergeLevel),
    allow_force_push: rule.allowForcePush,
    unprotect_access_levels: [],
    code_owner_approval_required: false,
    inherited: false,
  };
}
