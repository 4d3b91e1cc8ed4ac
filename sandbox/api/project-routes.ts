import { Hono } from 'hono';

import { isOpenTo, projectAccess } from '../access/access-level';
import { conflict, invalidParameter, notFound } from '../http/api-error';
import type { ApiContext, ApiEnv } from '../http/context';
import { currentUser, findProject, requireMember, requireProject } from '../http/guards';
import { paginate, paginateByKey } from '../http/paginate';
import { readParams } from '../http/read-params';
import type { Params } from '../http/read-params';
import { runGit } from '../git/run-git';
import { createProject, protectBranch } from '../projects/create-project';
import { projectBasic, projectShape } from '../shape/project-shape';
import { ACCESS } from '../store/records';
import type { ProjectRecord } from '../store/records';

const ORDERS = ['id', 'name', 'path', 'created_at', 'updated_at', 'last_activity_at', 'similarity'] as const;

/** Projects: list, show, edit, fork. */
export function projectRoutes(): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();

  app.get('/projects', async (c) => {
    const { sandbox } = c.var;
    const params = await readParams(c);
    const user = c.var.identity?.user ?? null;
    const simple = params.boolean('simple') ?? false;
    const found = inOrder(visibleProjects(c, params), params);
    const page =
      params.string('pagination') === 'keyset' ||
      (c.req.query('id_after') ?? c.req.query('id_before')) !== undefined
        ? byKey(c, found, params)
        : paginate(c, found);
    return c.json(
      page.map((project) =>
        simple || !user ? projectBasic(sandbox, project) : projectShape(sandbox, project, user.id),
      ),
    );
  });

  app.get('/projects/:id', (c) => {
    const { project, user } = requireProject(c, ACCESS.guest);
    return c.json(projectShape(c.var.sandbox, project, user?.id ?? null));
  });

  app.put('/projects/:id', async (c) => {
    const { project, user } = requireMember(c, ACCESS.maintainer);
    const params = await readParams(c);
    project.name = params.string('name') ?? project.name;
    project.description = params.string('description') ?? project.description;
    project.visibility =
      params.choice('visibility', ['private', 'internal', 'public'] as const) ?? project.visibility;
    const { settings } = project;
    settings.mergePipelinesEnabled =
      params.boolean('merge_pipelines_enabled') ?? settings.mergePipelinesEnabled;
    settings.onlyAllowMergeIfPipelineSucceeds =
      params.boolean('only_allow_merge_if_pipeline_succeeds') ?? settings.onlyAllowMergeIfPipelineSucceeds;
    settings.onlyAllowMergeIfAllDiscussionsAreResolved =
      params.boolean('only_allow_merge_if_all_discussions_are_resolved') ??
      settings.onlyAllowMergeIfAllDiscussionsAreResolved;
    settings.removeSourceBranchAfterMerge =
      params.boolean('remove_source_branch_after_merge') ?? settings.removeSourceBranchAfterMerge;
    settings.ciConfigPath = params.string('ci_config_path') ?? settings.ciConfigPath;
    settings.buildTimeout = params.integer('build_timeout') ?? settings.buildTimeout;
    settings.mergeMethod =
      params.choice('merge_method', ['merge', 'rebase_merge', 'ff'] as const) ?? settings.mergeMethod;
    return c.json(projectShape(c.var.sandbox, project, user.id));
  });

  app.delete('/projects/:id', (c) => {
    const { project } = requireMember(c, ACCESS.owner);
    forget(c, project);
    return c.json({ message: '202 Accepted' }, 202);
  });

  app.post('/projects/:id/archive', (c) => {
    const { project, user } = requireMember(c, ACCESS.owner);
    project.archived = true;
    return c.json(projectShape(c.var.sandbox, project, user.id), 201);
  });
  app.post('/projects/:id/unarchive', (c) => {
    const { project, user } = requireMember(c, ACCESS.owner);
    project.archived = false;
    return c.json(projectShape(c.var.sandbox, project, user.id), 201);
  });

  app.post('/projects/:id/fork', async (c) => {
    const { project, user } = requireMember(c, ACCESS.reporter);
    const params = await readParams(c);
    return c.json(projectShape(c.var.sandbox, await fork(c, project, user.id, params), null), 201);
  });

  app.get('/projects/:id/forks', (c) => {
    const { project, user } = requireProject(c, ACCESS.guest);
    const { sandbox } = c.var;
    const forks = [...sandbox.store.projects.values()].filter(
      (one) =>
        one.forkedFromProjectId === project.id &&
        (isOpenTo(one, user?.id ?? null) || (user && projectAccess(sandbox.store, user.id, one) > 0)),
    );
    return c.json(paginate(c, forks).map((one) => projectShape(sandbox, one, user?.id ?? null)));
  });
  return app;
}

/** Takes a project out of sight with all that hangs on it; what its pipelines left stays on disk. */
function forget(c: ApiContext, project: ProjectRecord): void {
  const { store } = c.var.sandbox;
  for (const pipeline of store.pipelines.values())
    if (pipeline.projectId === project.id) c.var.sandbox.ci.cancelPipeline(pipeline.id);
  for (const table of [store.hooks, store.mergeRequests, store.notes, store.protectedBranches, store.labels])
    for (const [id, record] of table) if (record.projectId === project.id) table.delete(id);
  store.projects.delete(project.id);
  store.touch();
}

function visibleProjects(c: ApiContext, params: Params): ProjectRecord[] {
  const { store } = c.var.sandbox;
  const user = c.var.identity?.user ?? null;
  const membership = params.boolean('membership') ?? false;
  const owned = params.boolean('owned') ?? false;
  const minimum = params.integer('min_access_level') ?? 0;
  const archived = params.boolean('archived');
  const visibility = params.choice('visibility', ['private', 'internal', 'public'] as const);
  const search = params.string('search')?.toLowerCase();
  const withNamespaces = params.boolean('search_namespaces') ?? false;
  const after = params.integer('id_after') ?? 0;
  const before = params.integer('id_before') ?? Number.MAX_SAFE_INTEGER;
  if ((membership || owned || minimum > 0) && !user) return [];
  return [...store.projects.values()].filter((project) => {
    const level = user ? projectAccess(store, user.id, project) : 0;
    if (level === 0 && !isOpenTo(project, user?.id ?? null)) return false;
    if (membership && !isMember(c, project)) return false;
    if (owned && level < ACCESS.owner) return false;
    if (level < minimum) return false;
    if (archived !== undefined && project.archived !== archived) return false;
    if (visibility !== undefined && project.visibility !== visibility) return false;
    if (search !== undefined) {
      const text = `${project.name} ${withNamespaces ? project.fullPath : project.path}`.toLowerCase();
      if (!text.includes(search)) return false;
    }
    return project.id > after && project.id < before;
  });
}

/** Administrators reach every project but are members only where somebody made them one. */
function isMember(c: ApiContext, project: ProjectRecord): boolean {
  const { store } = c.var.sandbox;
  const user = c.var.identity?.user;
  if (!user) return false;
  return projectAccess(store, user.id, project) > 0 && !(user.admin && !hasMembership(c, project, user.id));
}

function hasMembership(c: ApiContext, project: ProjectRecord, userId: number): boolean {
  const { store } = c.var.sandbox;
  const groups = new Set<number>();
  for (
    let id: number | null = project.namespaceId;
    id !== null;
    id = store.namespaces.get(id)?.parentId ?? null
  )
    groups.add(id);
  return [...store.members.values()].some(
    (member) =>
      member.userId === userId &&
      (member.sourceType === 'project' ? member.sourceId === project.id : groups.has(member.sourceId)),
  );
}

function inOrder(projects: ProjectRecord[], params: Params): ProjectRecord[] {
  const order = params.choice('order_by', ORDERS) ?? 'created_at';
  const direction = (params.choice('sort', ['asc', 'desc'] as const) ?? 'desc') === 'asc' ? 1 : -1;
  const key = (project: ProjectRecord): string | number => {
    switch (order) {
      case 'id':
        return project.id;
      case 'name':
      case 'similarity':
        return project.name;
      case 'path':
        return project.path;
      case 'created_at':
        return project.createdAt;
      case 'updated_at':
      case 'last_activity_at':
        return project.lastActivityAt;
    }
  };
  return projects.sort((a, b) => {
    const [x, y] = [key(a), key(b)];
    return direction * (x < y ? -1 : x > y ? 1 : a.id - b.id);
  });
}

/** Keyset pages of projects follow their id; the link to the next page says where this one ended. */
function byKey(c: ApiContext, projects: ProjectRecord[], params: Params): ProjectRecord[] {
  if ((params.string('order_by') ?? 'id') !== 'id')
    throw invalidParameter('order_by does not have a valid value');
  const ascending = params.string('sort') === 'asc';
  // The list is already cut by id_after or id_before, so that the cursor itself is no longer in it.
  return paginateByKey(
    c,
    projects,
    ascending ? 'id_after' : 'id_before',
    (project) => String(project.id),
    true,
  );
}

async function fork(
  c: ApiContext,
  project: ProjectRecord,
  userId: number,
  params: Params,
): Promise<ProjectRecord> {
  const { sandbox } = c.var;
  const user = currentUser(c);
  const namespacePath = params.string('namespace_path') ?? params.string('namespace');
  const namespace = [...sandbox.store.namespaces.values()].find(
    (one) =>
      one.id === (params.integer('namespace_id') ?? (namespacePath === undefined ? user.namespaceId : -1)) ||
      one.fullPath === namespacePath,
  );
  if (!namespace) throw notFound('Target Namespace');
  const path = params.string('path') ?? project.path;
  if (findProject(sandbox.store, `${namespace.fullPath}/${path}`))
    throw conflict(
      '["Project namespace name has already been taken","Name has already been taken","Path has already been taken"]',
    );
  const copy = await createProject(sandbox, namespace, userId, {
    path,
    name: params.string('name') ?? project.name,
    description: params.string('description') ?? project.description,
    visibility: params.choice('visibility', ['private', 'internal', 'public'] as const) ?? project.visibility,
    forkedFromProjectId: project.id,
  });
  const repository = await sandbox.git.ensureRepository(copy.id);
  const source = await sandbox.git.ensureRepository(project.id);
  await runGit(repository, [
    'fetch',
    '--quiet',
    source,
    '+refs/heads/*:refs/heads/*',
    '+refs/tags/*:refs/tags/*',
  ]);
  copy.defaultBranch = project.defaultBranch;
  if (copy.defaultBranch !== '') {
    await runGit(repository, ['symbolic-ref', 'HEAD', `refs/heads/${copy.defaultBranch}`]);
    protectBranch(sandbox, copy.id, copy.defaultBranch);
  }
  return copy;
}
