import { Hono } from 'hono';

import { namespaceAccess } from '../access/access-level';
import { notFound } from '../http/api-error';
import type { ApiEnv } from '../http/context';
import { currentUser, requireGroup } from '../http/guards';
import { paginate } from '../http/paginate';
import { readParams } from '../http/read-params';
import { findNamespace } from '../people/add-user';
import { groupShape, namespaceBasic } from '../shape/namespace-shape';
import { ownProfile, userBasic, userProfile } from '../shape/user-shape';

const VERSION = '18.6.0';

/** People, namespaces, groups and what this GitLab says of itself. */
export function userRoutes(): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();
  app.get('/user', (c) => c.json(ownProfile(c.var.sandbox, currentUser(c))));

  app.get('/users', async (c) => {
    currentUser(c);
    const params = await readParams(c);
    const username = params.string('username')?.toLowerCase();
    const search = params.string('search')?.toLowerCase();
    const found = [...c.var.sandbox.store.users.values()].filter(
      (user) =>
        (username === undefined || user.username.toLowerCase() === username) &&
        (search === undefined || `${user.username} ${user.name}`.toLowerCase().includes(search)),
    );
    return c.json(paginate(c, found.reverse()).map((user) => userBasic(c.var.sandbox, user)));
  });

  app.get('/users/:id', (c) => {
    currentUser(c);
    const user = c.var.sandbox.store.users.get(Number(c.req.param('id')));
    if (!user) throw notFound('User');
    return c.json(userProfile(c.var.sandbox, user));
  });

  app.get('/namespaces', async (c) => {
    const { sandbox } = c.var;
    const user = currentUser(c);
    const params = await readParams(c);
    const search = params.string('search')?.toLowerCase() ?? '';
    const found = [...sandbox.store.namespaces.values()].filter(
      (one) =>
        one.fullPath.toLowerCase().includes(search) &&
        (one.kind === 'user'
          ? one.ownerId === user.id
          : user.admin || namespaceAccess(sandbox.store, user.id, one.id) > 0),
    );
    return c.json(paginate(c, found).map((one) => namespaceBasic(sandbox, one)));
  });

  app.get('/namespaces/:id', (c) => {
    const { sandbox } = c.var;
    const user = currentUser(c);
    const key = c.req.param('id');
    const one = sandbox.store.namespaces.get(Number(key)) ?? findNamespace(sandbox.store, key);
    const visible =
      one && (user.admin || one.ownerId === user.id || namespaceAccess(sandbox.store, user.id, one.id) > 0);
    if (!one || !visible) throw notFound('Namespace');
    return c.json(namespaceBasic(sandbox, one));
  });

  app.get('/groups', (c) => {
    const { sandbox } = c.var;
    const user = currentUser(c);
    const found = [...sandbox.store.namespaces.values()].filter(
      (one) => one.kind === 'group' && (user.admin || namespaceAccess(sandbox.store, user.id, one.id) > 0),
    );
    return c.json(paginate(c, found).map((one) => groupShape(sandbox, one)));
  });

  app.get('/groups/:id', (c) => c.json(groupShape(c.var.sandbox, requireGroup(c, 0).group)));

  app.get('/version', (c) => {
    currentUser(c);
    return c.json(metadata(c.var.sandbox.config.baseUrl));
  });
  app.get('/metadata', (c) => {
    currentUser(c);
    return c.json(metadata(c.var.sandbox.config.baseUrl));
  });
  return app;
}

const metadata = (baseUrl: string) => ({
  version: VERSION,
  revision: 'a1b2c3d4e5f',
  kas: {
    enabled: false,
    externalUrl: null,
    externalK8sProxyUrl: `${baseUrl}/-/kubernetes-agent/k8s-proxy/`,
    version: null,
  },
  enterprise: false,
});
