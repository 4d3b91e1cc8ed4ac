import { Hono } from 'hono';

import { canPush, protectionsOf } from '../../access/can-push';
import { runGit } from '../../git/run-git';
import { moveRef } from '../../git/write-commit';
import { badRequest, forbidden, notFound } from '../../http/api-error';
import type { ApiContext, ApiEnv } from '../../http/context';
import { requireMember, requireProject } from '../../http/guards';
import { paginate } from '../../http/paginate';
import { readParams } from '../../http/read-params';
import { announcePush } from '../../push/announce-push';
import { isBranchName } from '../../repository/commit-actions';
import { commitShape } from '../../shape/commit-shape';
import { urls } from '../../shape/urls';
import { ACCESS } from '../../store/records';
import type { ProjectRecord } from '../../store/records';

/** Branches: list, look at, make, delete. */
export function branchRoutes(): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();

  app.get('/projects/:id/repository/branches', async (c) => {
    const { project } = requireProject(c, ACCESS.reporter);
    const search = (await readParams(c)).string('search') ?? '';
    const names = (await branchNames(c, project)).filter((name) => matches(name, search));
    const shapes = [];
    for (const name of paginate(c, names)) shapes.push(await branchShape(c, project, name));
    return c.json(shapes.filter((shape) => shape !== null));
  });

  app.get('/projects/:id/repository/branches/:branch', async (c) => {
    const { project } = requireProject(c, ACCESS.reporter);
    const shape = await branchShape(c, project, c.req.param('branch'));
    if (c.req.method === 'HEAD') return c.body(null, shape ? 204 : 404);
    if (!shape) throw notFound('Branch');
    return c.json(shape);
  });

  app.post('/projects/:id/repository/branches', async (c) => {
    const { sandbox } = c.var;
    const { project, user } = requireMember(c, ACCESS.developer);
    const params = await readParams(c);
    const name = params.requiredString('branch');
    const from = params.requiredString('ref');
    const repository = await sandbox.git.ensureRepository(project.id);
    if (!(await isBranchName(repository, name))) throw badRequest('Branch name is invalid');
    const ref = `refs/heads/${name}`;
    if ((await sandbox.git.resolve(project.id, ref)) !== null) throw badRequest('Branch already exists');
    if (!canPush(sandbox.store, project, user.id, name)) throw forbidden();
    const sha = await sandbox.git.resolve(project.id, from);
    if (sha === null) throw badRequest(`Invalid reference name: ${from}`);
    if (!(await moveRef(repository, ref, sha, null))) throw badRequest('Failed to create branch');
    await announcePush(sandbox, {
      projectId: project.id,
      userId: user.id,
      changes: [{ ref, before: null, after: sha }],
    });
    return c.json(await branchShape(c, project, name), 201);
  });

  app.delete('/projects/:id/repository/branches/:branch', async (c) => {
    const { sandbox } = c.var;
    const { project, user } = requireMember(c, ACCESS.developer);
    const name = c.req.param('branch');
    const ref = `refs/heads/${name}`;
    const before = await sandbox.git.resolve(project.id, ref);
    if (before === null) throw notFound('Branch');
    if (name === project.defaultBranch) throw forbidden();
    if (protectionsOf(sandbox.store, project.id, name).length > 0) throw forbidden();
    if (!canPush(sandbox.store, project, user.id, name)) throw forbidden();
    const repository = await sandbox.git.ensureRepository(project.id);
    if (!(await moveRef(repository, ref, null, before))) throw badRequest('Failed to remove branch');
    await announcePush(sandbox, {
      projectId: project.id,
      userId: user.id,
      changes: [{ ref, before, after: null }],
    });
    return c.body(null, 204);
  });
  return app;
}

/** `^term` begins with, `term$` ends with, else contains. */
function matches(name: string, search: string): boolean {
  const lower = name.toLowerCase();
  const term = search.toLowerCase();
  if (term.startsWith('^')) return lower.startsWith(term.slice(1));
  if (term.endsWith('$')) return lower.endsWith(term.slice(0, -1));
  return lower.includes(term);
}

async function branchNames(c: ApiContext, project: ProjectRecord): Promise<string[]> {
  const repository = await c.var.sandbox.git.ensureRepository(project.id);
  const text = await runGit(repository, ['for-each-ref', '--format=%(refname)', 'refs/heads']);
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.slice('refs/heads/'.length));
}

async function branchShape(c: ApiContext, project: ProjectRecord, name: string) {
  const { sandbox } = c.var;
  const sha = await sandbox.git.resolve(project.id, `refs/heads/${name}`);
  const commit = sha === null ? null : await sandbox.git.commit(project.id, sha);
  if (!commit) return null;
  const rules = protectionsOf(sandbox.store, project.id, name);
  const head = await sandbox.git.resolve(project.id, `refs/heads/${project.defaultBranch}`);
  const userId = c.var.identity?.user.id ?? null;
  return {
    name,
    merged:
      name !== project.defaultBranch &&
      head !== null &&
      (await sandbox.git.mergeBase(project.id, commit.id, head)) === commit.id,
    protected: rules.length > 0,
    developers_can_push: rules.some((rule) => rule.pushLevel === ACCESS.developer),
    developers_can_merge: rules.some((rule) => rule.mergeLevel === ACCESS.developer),
    can_push: userId !== null && canPush(sandbox.store, project, userId, name),
    default: name === project.defaultBranch,
    web_url: urls.branch(sandbox, project, name),
    commit: commitShape(sandbox, project, commit),
  };
}
