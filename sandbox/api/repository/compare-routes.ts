import { Hono } from 'hono';

import { diffFiles, diffShape } from '../../git/diff-files';
import { logCommits } from '../../git/repositories';
import { runGit } from '../../git/run-git';
import { moveRef } from '../../git/write-commit';
import { badRequest, invalidParameter, notFound } from '../../http/api-error';
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

/** What lies between two commits, their common ancestor, and tags. */
export function compareRoutes(): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();

  app.get('/projects/:id/repository/compare', async (c) => {
    const { sandbox } = c.var;
    const { project } = requireProject(c, ACCESS.reporter);
    const params = await readParams(c);
    const [from, to] = [params.requiredString('from'), params.requiredString('to')];
    const straight = params.boolean('straight') ?? false;
    const fromSha = await requireSha(c, project, from);
    const toSha = await requireSha(c, project, to);
    const repository = await sandbox.git.ensureRepository(project.id);
    const base = straight ? fromSha : await sandbox.git.mergeBase(project.id, fromSha, toSha);
    const commits = base === null ? [] : (await logCommits(repository, [`${base}..${toSha}`])).reverse();
    const files = base === null ? [] : await diffFiles(repository, base, toSha);
    const last = commits.at(-1);
    return c.json({
      commit: last ? commitShape(sandbox, project, last) : null,
      commits: commits.map((commit) => commitShape(sandbox, project, commit)),
      diffs: files.map(diffShape),
      compare_timeout: false,
      compare_same_ref: from === to,
      web_url: `${urls.project(sandbox, project)}/-/compare/${fromSha}...${toSha}`,
    });
  });

  app.get('/projects/:id/repository/merge_base', async (c) => {
    const { sandbox } = c.var;
    const { project } = requireProject(c, ACCESS.reporter);
    const refs = (await readParams(c)).list('refs') ?? [];
    if (refs.length < 2)
      throw badRequest('Provide at least 2 refs, optional: additional refs can be provided.');
    let base: string | null = null;
    for (const ref of refs) {
      const sha = await sandbox.git.resolve(project.id, ref);
      if (sha === null) throw badRequest(`Could not find ref: ${ref}`);
      base = base === null ? sha : await sandbox.git.mergeBase(project.id, base, sha);
      if (base === null) throw notFound('Merge Base');
    }
    const commit = base === null ? null : await sandbox.git.commit(project.id, base);
    if (!commit) throw notFound('Merge Base');
    return c.json(commitShape(sandbox, project, commit));
  });

  app.get('/projects/:id/repository/tags', async (c) => {
    const { project } = requireProject(c, ACCESS.reporter);
    const repository = await c.var.sandbox.git.ensureRepository(project.id);
    const text = await runGit(repository, [
      'for-each-ref',
      '--sort=-creatordate',
      '--format=%(refname)',
      'refs/tags',
    ]);
    const names = text.split('\n').filter((line) => line !== '');
    const shapes = [];
    for (const name of paginate(c, names))
      shapes.push(await tagShape(c, project, name.slice('refs/tags/'.length)));
    return c.json(shapes);
  });

  app.get('/projects/:id/repository/tags/:tag_name', async (c) => {
    const { project } = requireProject(c, ACCESS.reporter);
    const shape = await tagShape(c, project, c.req.param('tag_name'));
    if (!shape) throw notFound('Tag');
    return c.json(shape);
  });

  app.post('/projects/:id/repository/tags', async (c) => {
    const { sandbox } = c.var;
    const { project, user } = requireMember(c, ACCESS.developer);
    const params = await readParams(c);
    const name = params.requiredString('tag_name');
    const from = params.requiredString('ref');
    const repository = await sandbox.git.ensureRepository(project.id);
    if (!(await isBranchName(repository, name))) throw badRequest('Tag name invalid');
    const ref = `refs/tags/${name}`;
    const sha = await sandbox.git.resolve(project.id, from);
    if (sha === null) throw badRequest(`Target ${from} is invalid`);
    if (!(await moveRef(repository, ref, sha, null))) throw badRequest(`Tag ${name} already exists`);
    await announcePush(sandbox, {
      projectId: project.id,
      userId: user.id,
      changes: [{ ref, before: null, after: sha }],
    });
    return c.json(await tagShape(c, project, name), 201);
  });
  return app;
}

async function requireSha(c: ApiContext, project: ProjectRecord, ref: string): Promise<string> {
  if (ref === '') throw invalidParameter('from is empty');
  const sha = await c.var.sandbox.git.resolve(project.id, ref);
  if (sha === null) throw notFound('Ref');
  return sha;
}

async function tagShape(c: ApiContext, project: ProjectRecord, name: string) {
  const { sandbox } = c.var;
  const sha = await sandbox.git.resolve(project.id, `refs/tags/${name}`);
  const commit = sha === null ? null : await sandbox.git.commit(project.id, sha);
  if (!commit) return null;
  return {
    name,
    message: '',
    target: commit.id,
    commit: commitShape(sandbox, project, commit),
    release: null,
    protected: false,
    created_at: null,
  };
}
