import { Hono } from 'hono';

import { conflict, invalidParameter, notFound } from '../http/api-error';
import type { ApiEnv } from '../http/context';
import { readParams } from '../http/read-params';
import type { Params } from '../http/read-params';
import { addUser, ensureNamespace, findUser } from '../people/add-user';
import { setMember } from '../people/set-member';
import type { Sandbox } from '../sandbox';
import { groupShape } from '../shape/namespace-shape';
import { ownProfile } from '../shape/user-shape';
import { ACCESS } from '../store/records';
import type { UserRecord } from '../store/records';

/** People and groups: `POST /users`, `PATCH /users/:username`, `POST /groups`. */
export function peopleRoutes(): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();
  app.post('/users', async (c) => {
    const { sandbox } = c.var;
    const params = await readParams(c);
    const username = params.requiredString('username');
    if (!/^[A-Za-z0-9_][\w.-]*$/.test(username)) throw invalidParameter('username is invalid');
    if (findUser(sandbox.store, username)) throw conflict('Username has already been taken');
    const user = addUser(sandbox, {
      username,
      name: params.string('name'),
      email: params.string('email'),
      admin: params.boolean('admin'),
      identityVerified: params.boolean('identityVerified'),
    });
    return c.json(ownProfile(sandbox, user), 201);
  });
  app.patch('/users/:username', async (c) => {
    const { sandbox } = c.var;
    const params = await readParams(c);
    const user = requireUser(sandbox, c.req.param('username'));
    user.identityVerified = params.boolean('identityVerified') ?? user.identityVerified;
    user.state = params.choice('state', ['active', 'blocked'] as const) ?? user.state;
    return c.json(ownProfile(sandbox, user));
  });
  app.post('/groups', async (c) => {
    const { sandbox } = c.var;
    const params = await readParams(c);
    const group = ensureNamespace(sandbox, params.requiredString('path'));
    group.name = params.string('name') ?? group.name;
    group.visibility =
      params.choice('visibility', ['private', 'internal', 'public'] as const) ?? group.visibility;
    setMembers(sandbox, params, 'group', group.id);
    return c.json(groupShape(sandbox, group), 201);
  });
  return app;
}

/** Reads `members: { username: level }`, where a level is a number or a role's name, and sets them. */
export function setMembers(sandbox: Sandbox, params: Params, type: 'project' | 'group', id: number): void {
  for (const [username, level] of Object.entries(params.record('members') ?? {}))
    setMember(sandbox, type, id, requireUser(sandbox, username).id, accessLevel(level));
}

export function requireUser(sandbox: Sandbox, username: string): UserRecord {
  const user = findUser(sandbox.store, username);
  if (!user) throw notFound(`User ${username}`);
  return user;
}

function accessLevel(value: unknown): number {
  if (typeof value === 'number' && Object.values<number>(ACCESS).includes(value)) return value;
  const named = Object.entries(ACCESS).find(([name]) => name === value);
  if (named) return named[1];
  throw invalidParameter('access level is invalid');
}
