import { Hono } from 'hono';

import { namespaceAccess } from '../access/access-level';
import { conflict, forbidden, invalidParameter, notFound } from '../http/api-error';
import type { ApiContext, ApiEnv } from '../http/context';
import { requireMember, requireProject } from '../http/guards';
import { paginate } from '../http/paginate';
import { readParams } from '../http/read-params';
import { setMember } from '../people/set-member';
import { memberShape } from '../shape/user-shape';
import { ACCESS } from '../store/records';
import type { MemberRecord, ProjectRecord } from '../store/records';

/** Members of projects, direct ones and inherited ones. */
export function memberRoutes(): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();

  app.get('/projects/:id/members', (c) => {
    const { project } = requireProject(c, ACCESS.guest);
    const { sandbox } = c.var;
    return c.json(paginate(c, direct(c, project)).map((member) => memberShape(sandbox, member)));
  });

  app.get('/projects/:id/members/all', (c) => {
    const { project } = requireProject(c, ACCESS.guest);
    const { sandbox } = c.var;
    return c.json(paginate(c, effective(c, project)).map((member) => memberShape(sandbox, member)));
  });

  app.get('/projects/:id/members/all/:user_id', (c) => {
    const { project } = requireProject(c, ACCESS.guest);
    const member = effective(c, project).find((one) => one.userId === Number(c.req.param('user_id')));
    if (!member) throw notFound();
    return c.json(memberShape(c.var.sandbox, member));
  });

  app.get('/projects/:id/members/:user_id', (c) => {
    const { project } = requireProject(c, ACCESS.guest);
    return c.json(memberShape(c.var.sandbox, requireDirect(c, project)));
  });

  app.post('/projects/:id/members', async (c) => {
    const { project, accessLevel } = requireMember(c, ACCESS.maintainer);
    const params = await readParams(c);
    const level = levelOf(params.requiredInteger('access_level'), accessLevel);
    const userId = params.requiredInteger('user_id');
    if (!c.var.sandbox.store.users.has(userId)) throw notFound('User');
    if (direct(c, project).some((one) => one.userId === userId)) throw conflict('Member already exists');
    const member = setMember(c.var.sandbox, 'project', project.id, userId, level);
    return c.json(memberShape(c.var.sandbox, member), 201);
  });

  app.put('/projects/:id/members/:user_id', async (c) => {
    const { project, accessLevel } = requireMember(c, ACCESS.maintainer);
    const params = await readParams(c);
    const member = requireDirect(c, project);
    member.accessLevel = levelOf(params.requiredInteger('access_level'), accessLevel);
    return c.json(memberShape(c.var.sandbox, member));
  });

  app.delete('/projects/:id/members/:user_id', (c) => {
    const { project } = requireMember(c, ACCESS.maintainer);
    c.var.sandbox.store.members.delete(requireDirect(c, project).id);
    return c.body(null, 204);
  });
  return app;
}

function levelOf(wanted: number, own: number): number {
  if (wanted === 0 || !Object.values<number>(ACCESS).includes(wanted))
    throw invalidParameter('access_level does not have a valid value');
  if (wanted > own) throw forbidden();
  return wanted;
}

function direct(c: ApiContext, project: ProjectRecord): MemberRecord[] {
  return [...c.var.sandbox.store.members.values()].filter(
    (member) => member.sourceType === 'project' && member.sourceId === project.id,
  );
}

function requireDirect(c: ApiContext, project: ProjectRecord): MemberRecord {
  const member = direct(c, project).find((one) => one.userId === Number(c.req.param('user_id')));
  if (!member) throw notFound();
  return member;
}

/** One entry a person, with the highest of their levels here and in the groups above. */
function effective(c: ApiContext, project: ProjectRecord): MemberRecord[] {
  const { store } = c.var.sandbox;
  const found = new Map<number, MemberRecord>();
  const add = (member: MemberRecord): void => {
    const known = found.get(member.userId);
    if (!known || known.accessLevel < member.accessLevel) found.set(member.userId, member);
  };
  direct(c, project).forEach(add);
  const namespaces = new Set<number>();
  for (
    let id: number | null = project.namespaceId;
    id !== null;
    id = store.namespaces.get(id)?.parentId ?? null
  )
    namespaces.add(id);
  for (const member of store.members.values())
    if (member.sourceType === 'group' && namespaces.has(member.sourceId)) add(member);
  const owner = store.namespaces.get(project.namespaceId)?.ownerId ?? null;
  if (owner !== null && namespaceAccess(store, owner, project.namespaceId) === ACCESS.owner)
    add({
      id: 0,
      sourceType: 'project',
      sourceId: project.id,
      userId: owner,
      accessLevel: ACCESS.owner,
      createdAt: project.createdAt,
      expiresAt: null,
    });
  return [...found.values()];
}
