import { Hono } from 'hono';

import { canPush } from '../../access/can-push';
import { diffFiles, diffShape } from '../../git/diff-files';
import type { CommitInfo } from '../../git/git-host';
import { logCommits } from '../../git/repositories';
import { runGit } from '../../git/run-git';
import { badRequest, forbidden, invalidParameter, notFound } from '../../http/api-error';
import type { ApiContext, ApiEnv } from '../../http/context';
import { requireMember, requireProject } from '../../http/guards';
import { paginate } from '../../http/paginate';
import { readParams } from '../../http/read-params';
import { commitActions } from '../../repository/commit-actions';
import { commitShape } from '../../shape/commit-shape';
import { pipelineBasic } from '../../ci/shape/pipeline-shape';
import { mergeRequestBasic } from '../../shape/merge-request-shape';
import { ACCESS } from '../../store/records';
import type { ProjectRecord } from '../../store/records';
import { actionsOf } from './read-actions';

/** Commits: list, look at, diff, refs, merge requests, and the commit of several actions. */
export function commitRoutes(): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();

  app.get('/projects/:id/repository/commits', async (c) => {
    const { sandbox } = c.var;
    const { project } = requireProject(c, ACCESS.reporter);
    const params = await readParams(c);
    const all = params.boolean('all') ?? false;
    const refName = params.string('ref_name') ?? project.defaultBranch;
    const range = all ? '--all' : await rangeOf(c, project, refName);
    if (range === null) throw notFound('Repository');
    const path = params.string('path');
    const since = params.time('since');
    const until = params.time('until');
    const repository = await sandbox.git.ensureRepository(project.id);
    const perPage = Math.min(params.integer('per_page') ?? 20, 100);
    const page = Math.max(params.integer('page') ?? 1, 1);
    // One more than the page tells whether there is a next one; GitLab gives no totals here.
    const commits = await logCommits(repository, [
      '-n',
      String(perPage + 1),
      `--skip=${(page - 1) * perPage}`,
      ...(since ? [`--since=${since.toISOString()}`] : []),
      ...(until ? [`--until=${until.toISOString()}`] : []),
      ...(params.string('author') === undefined
        ? []
        : [`--author=${params.string('author') ?? ''}`, '--fixed-strings']),
      ...(params.boolean('first_parent') ? ['--first-parent'] : []),
      range,
      ...(path === undefined || path === '' ? [] : ['--', `:(literal)${path}`]),
    ]);
    c.header('X-Page', String(page));
    c.header('X-Per-Page', String(perPage));
    c.header('X-Prev-Page', page > 1 ? String(page - 1) : '');
    c.header('X-Next-Page', commits.length > perPage ? String(page + 1) : '');
    return c.json(commits.slice(0, perPage).map((commit) => commitShape(sandbox, project, commit)));
  });

  app.post('/projects/:id/repository/commits', async (c) => {
    const { sandbox } = c.var;
    const { project, user } = requireMember(c, ACCESS.guest);
    const params = await readParams(c);
    const branch = params.requiredString('branch');
    const message = params.requiredString('commit_message');
    const actions = actionsOf(params);
    if (params.has('start_branch') && params.has('start_sha'))
      throw invalidParameter('start_branch, start_sha are mutually exclusive');
    if (!canPush(sandbox.store, project, user.id, branch))
      throw forbidden('You are not allowed to push into this branch');
    const [name, email] = [params.string('author_name'), params.string('author_email')];
    const outcome = await commitActions(sandbox, {
      project,
      user,
      branch,
      startBranch: params.string('start_branch') ?? null,
      startSha: params.string('start_sha') ?? null,
      force: params.boolean('force') ?? false,
      message,
      author:
        name === undefined && email === undefined
          ? null
          : { name: name ?? user.name, email: email ?? user.email },
      actions,
    });
    if (outcome.kind === 'refused') throw badRequest(outcome.message);
    return c.json(await commitDetail(c, project, outcome.sha), 201);
  });

  app.get('/projects/:id/repository/commits/:sha', async (c) => {
    const { project } = requireProject(c, ACCESS.reporter);
    const commit = await requireCommit(c, project);
    return c.json(await commitDetail(c, project, commit.id));
  });

  app.get('/projects/:id/repository/commits/:sha/diff', async (c) => {
    const { project } = requireProject(c, ACCESS.reporter);
    const commit = await requireCommit(c, project);
    const repository = await c.var.sandbox.git.ensureRepository(project.id);
    const files = await diffFiles(repository, commit.parentIds[0] ?? null, commit.id);
    return c.json(paginate(c, files).map(diffShape));
  });

  app.get('/projects/:id/repository/commits/:sha/refs', async (c) => {
    const { project } = requireProject(c, ACCESS.reporter);
    const commit = await requireCommit(c, project);
    const type = (await readParams(c)).choice('type', ['branch', 'tag', 'all'] as const) ?? 'all';
    const repository = await c.var.sandbox.git.ensureRepository(project.id);
    const refs = [];
    for (const [kind, prefix] of [
      ['branch', 'refs/heads/'],
      ['tag', 'refs/tags/'],
    ] as const) {
      if (type !== 'all' && type !== kind) continue;
      const text = await runGit(repository, [
        'for-each-ref',
        '--contains',
        commit.id,
        '--format=%(refname)',
        prefix,
      ]);
      for (const line of text.split('\n'))
        if (line !== '') refs.push({ type: kind, name: line.slice(prefix.length) });
    }
    return c.json(paginate(c, refs));
  });

  app.get('/projects/:id/repository/commits/:sha/merge_requests', async (c) => {
    const { project } = requireProject(c, ACCESS.reporter);
    const commit = await requireCommit(c, project);
    const { sandbox } = c.var;
    const found = [];
    for (const mergeRequest of sandbox.store.mergeRequests.values()) {
      if (mergeRequest.projectId !== project.id) continue;
      const base = mergeRequest.versions[0]?.baseSha;
      const inIt =
        (await sandbox.git.mergeBase(project.id, commit.id, mergeRequest.headSha)) === commit.id &&
        (base === undefined || (await sandbox.git.mergeBase(project.id, commit.id, base)) !== commit.id);
      if (inIt || mergeRequest.mergeCommitSha === commit.id) found.push(mergeRequest);
    }
    return c.json(paginate(c, found).map((one) => mergeRequestBasic(sandbox, one)));
  });
  return app;
}

/** A name, a commit, or a range of two with `..` between them, as something git can be told; null where there is none. */
async function rangeOf(c: ApiContext, project: ProjectRecord, refName: string): Promise<string | null> {
  const ends = [];
  for (const end of refName.split(/\.{2,3}/)) {
    const sha = await c.var.sandbox.git.resolve(project.id, end);
    if (sha === null) return null;
    ends.push(sha);
  }
  return ends.length <= 2 ? ends.join('..') : null;
}

export async function requireCommit(c: ApiContext, project: ProjectRecord): Promise<CommitInfo> {
  const { git } = c.var.sandbox;
  const sha = await git.resolve(project.id, c.req.param('sha') ?? '');
  const commit = sha === null ? null : await git.commit(project.id, sha);
  if (!commit) throw notFound('Commit');
  return commit;
}

async function commitDetail(c: ApiContext, project: ProjectRecord, sha: string) {
  const { sandbox } = c.var;
  const commit = await sandbox.git.commit(project.id, sha);
  if (!commit) throw notFound('Commit');
  const repository = await sandbox.git.ensureRepository(project.id);
  const stats = await runGit(repository, [
    'diff-tree',
    '--numstat',
    '--root',
    '--no-commit-id',
    '-r',
    commit.id,
  ]);
  let additions = 0;
  let deletions = 0;
  for (const line of stats.split('\n')) {
    const [added, removed] = line.split('\t');
    additions += Number(added) || 0;
    deletions += Number(removed) || 0;
  }
  const pipelines = [...sandbox.store.pipelines.values()].filter(
    (pipeline) => pipeline.projectId === project.id && pipeline.sha === commit.id,
  );
  const last = pipelines.at(-1);
  return {
    ...commitShape(sandbox, project, commit),
    stats: { additions, deletions, total: additions + deletions },
    status: last?.status ?? null,
    project_id: project.id,
    last_pipeline: last ? pipelineBasic(sandbox, last) : null,
  };
}
