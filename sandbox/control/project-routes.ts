import { existsSync } from 'node:fs';

import { Hono } from 'hono';

import { badRequest, conflict, invalidParameter, notFound } from '../http/api-error';
import type { ApiContext, ApiEnv } from '../http/context';
import { findProject } from '../http/guards';
import { isRecord, readParams } from '../http/read-params';
import type { Params } from '../http/read-params';
import { ensureNamespace } from '../people/add-user';
import { createProject, protectBranch } from '../projects/create-project';
import type { Sandbox } from '../sandbox';
import { seedBranches, seedFolder, settleSeed } from '../seed/seed-repository';
import type { SeedBranch } from '../seed/seed-repository';
import { projectShape } from '../shape/project-shape';
import type { CiVariableRecord, ProjectRecord, ProjectSettings } from '../store/records';
import { requireUser, setMembers } from './people-routes';

/**
 * Projects: `POST /projects` makes one from files or a folder, `POST /projects/:id/branches` commits to it,
 * `PATCH /projects/:id` changes its settings, `GET /projects/:id` shows it.
 */
export function projectRoutes(): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();
  app.post('/projects', async (c) => {
    const { sandbox } = c.var;
    const params = await readParams(c);
    const namespace = ensureNamespace(sandbox, params.string('namespace') ?? 'acme');
    const path = params.requiredString('path');
    if (!/^[A-Za-z0-9_][\w.-]*$/.test(path) || /\.git$/.test(path)) throw invalidParameter('path is invalid');
    const user = requireUser(sandbox, params.string('user') ?? 'maya');
    if (findProject(sandbox.store, `${namespace.fullPath}/${path}`))
      throw conflict('Path has already been taken');
    const folder = params.string('dir');
    if (folder !== undefined && !existsSync(folder)) throw badRequest(`there is no folder ${folder}`);
    const project = await createProject(sandbox, namespace, user.id, {
      path,
      name: params.string('name'),
      description: params.string('description'),
      visibility: params.choice('visibility', ['private', 'internal', 'public'] as const),
      settings: settingsOf(params),
    });
    setMembers(sandbox, params, 'project', project.id);
    setVariables(sandbox, project, params);
    for (const rule of params.records('protectedBranches') ?? [])
      protectBranch(sandbox, project.id, String(rule['name']), {
        ...(typeof rule['pushLevel'] === 'number' ? { pushLevel: rule['pushLevel'] } : {}),
        ...(typeof rule['mergeLevel'] === 'number' ? { mergeLevel: rule['mergeLevel'] } : {}),
      });
    const changes = folder === undefined ? [] : await seedFolder(sandbox, project, user, folder);
    changes.push(...(await seedBranches(sandbox, project, user, branchesOf(params))));
    await settleSeed(sandbox, project, user, changes, params.boolean('announce') ?? false);
    return c.json(seeded(sandbox, project), 201);
  });
  app.post('/projects/:id/branches', async (c) => {
    const { sandbox } = c.var;
    const params = await readParams(c);
    const project = requireSeeded(c);
    const user = requireUser(sandbox, params.string('user') ?? 'maya');
    const changes = await seedBranches(sandbox, project, user, branchesOf(params));
    await settleSeed(sandbox, project, user, changes, params.boolean('announce') ?? false);
    return c.json({ changes }, 201);
  });
  app.patch('/projects/:id', async (c) => {
    const { sandbox } = c.var;
    const params = await readParams(c);
    const project = requireSeeded(c);
    Object.assign(project.settings, settingsOf(params));
    project.archived = params.boolean('archived') ?? project.archived;
    setMembers(sandbox, params, 'project', project.id);
    setVariables(sandbox, project, params);
    return c.json(seeded(sandbox, project));
  });
  app.get('/projects/:id', (c) => c.json(seeded(c.var.sandbox, requireSeeded(c))));
  return app;
}

function seeded(sandbox: Sandbox, project: ProjectRecord) {
  return { ...projectShape(sandbox, project, null), settings: project.settings };
}

function requireSeeded(c: ApiContext): ProjectRecord {
  const project = findProject(c.var.sandbox.store, c.req.param('id') ?? '');
  if (!project) throw notFound('Project');
  return project;
}

/** `files` is the default branch `main` (or `branch`), `branches` those after it; without either the repository stays empty. */
function branchesOf(params: Params): SeedBranch[] {
  const branches: SeedBranch[] = [];
  const files = params.record('files');
  if (files && Object.keys(files).length > 0)
    branches.push({
      name: params.string('branch') ?? 'main',
      files: textsOf(files),
      message: params.string('message'),
    });
  for (const one of params.records('branches') ?? []) {
    if (typeof one['name'] !== 'string' || !isRecord(one['files']))
      throw invalidParameter('branches is invalid');
    branches.push({
      name: one['name'],
      files: textsOf(one['files']),
      from: typeof one['from'] === 'string' ? one['from'] : undefined,
      message: typeof one['message'] === 'string' ? one['message'] : undefined,
      executable: Array.isArray(one['executable']) ? one['executable'].map(String) : undefined,
    });
  }
  return branches;
}

function textsOf(files: Record<string, unknown>): Record<string, string | null> {
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => {
      if (typeof text !== 'string' && text !== null) throw invalidParameter(`the text of ${path} is invalid`);
      return [path, text];
    }),
  );
}

function settingsOf(params: Params): Partial<ProjectSettings> {
  const settings = params.record('settings') ?? {};
  const result: Partial<ProjectSettings> = {};
  for (const name of [
    'mergePipelinesEnabled',
    'mergeTrainsEnabled',
    'onlyAllowMergeIfPipelineSucceeds',
    'onlyAllowMergeIfAllDiscussionsAreResolved',
    'autoCancelPendingPipelines',
    'removeSourceBranchAfterMerge',
    'publicJobs',
  ] as const) {
    const value = settings[name];
    if (typeof value === 'boolean') result[name] = value;
  }
  if (typeof settings['ciConfigPath'] === 'string') result.ciConfigPath = settings['ciConfigPath'];
  if (typeof settings['buildTimeout'] === 'number') result.buildTimeout = settings['buildTimeout'];
  return result;
}

function setVariables(sandbox: Sandbox, project: ProjectRecord, params: Params): void {
  for (const one of params.records('variables') ?? []) {
    const { key, value } = one;
    if (typeof key !== 'string' || typeof value !== 'string') throw invalidParameter('variables is invalid');
    const record: CiVariableRecord = {
      projectId: project.id,
      key,
      value,
      variableType: one['variableType'] === 'file' ? 'file' : 'env_var',
      protected: one['protected'] === true,
      masked: one['masked'] === true,
      hidden: false,
      raw: one['raw'] === true,
      environmentScope: typeof one['environmentScope'] === 'string' ? one['environmentScope'] : '*',
      description: null,
    };
    const others = (sandbox.store.ciVariables.get(project.id) ?? []).filter(
      (known) => known.key !== key || known.environmentScope !== record.environmentScope,
    );
    sandbox.store.ciVariables.set(project.id, [...others, record]);
  }
}
