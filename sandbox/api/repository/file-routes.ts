import { createHash } from 'node:crypto';

import { Hono } from 'hono';

import { canPush } from '../../access/can-push';
import { findEntry, lastCommitOf, readTree } from '../../git/read-tree';
import { tryGit } from '../../git/run-git';
import { badRequest, forbidden, invalidParameter, notFound } from '../../http/api-error';
import type { ApiContext, ApiEnv } from '../../http/context';
import { requireMember, requireProject } from '../../http/guards';
import { paginate, paginateByKey } from '../../http/paginate';
import { readParams } from '../../http/read-params';
import type { Params } from '../../http/read-params';
import { commitActions } from '../../repository/commit-actions';
import type { CommitAction } from '../../repository/commit-actions';
import { ACCESS } from '../../store/records';
import type { ProjectRecord } from '../../store/records';
import { contentOf } from './read-actions';

/** Files, folders and blobs of a commit, and single-file commits. */
export function fileRoutes(): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();

  app.get('/projects/:id/repository/tree', async (c) => {
    const { sandbox } = c.var;
    const { project } = requireProject(c, ACCESS.reporter);
    const params = await readParams(c);
    const sha = await sandbox.git.resolve(project.id, params.string('ref') ?? project.defaultBranch);
    if (sha === null) throw notFound('Tree');
    const repository = await sandbox.git.ensureRepository(project.id);
    const entries = await readTree(
      repository,
      sha,
      params.string('path') ?? '',
      params.boolean('recursive') ?? false,
    );
    if (entries === null) throw notFound('invalid revision or path');
    return c.json(
      params.string('pagination') === 'keyset'
        ? paginateByKey(c, entries, 'page_token', (entry) => entry.id + entry.path)
        : paginate(c, entries),
    );
  });

  app.get('/projects/:id/repository/files/:file_path', async (c) => {
    const { project } = requireProject(c, ACCESS.reporter);
    const file = await requireFile(c, project, await readParams(c));
    const head = {
      file_name: file.path.slice(file.path.lastIndexOf('/') + 1),
      file_path: file.path,
      size: file.content.length,
      encoding: 'base64',
      content_sha256: createHash('sha256').update(file.content).digest('hex'),
      ref: file.ref,
      blob_id: file.blobId,
      commit_id: file.commitId,
      last_commit_id: file.lastCommitId,
      execute_filemode: file.mode === '100755',
    };
    for (const [name, value] of Object.entries(head))
      c.header(`X-Gitlab-${name.split('_').map(capital).join('-')}`, encodeURI(String(value)));
    return c.req.method === 'HEAD'
      ? c.body(null, 200)
      : c.json({ ...head, content: file.content.toString('base64') });
  });

  app.get('/projects/:id/repository/files/:file_path/raw', async (c) => {
    const { project } = requireProject(c, ACCESS.reporter);
    const file = await requireFile(c, project, await readParams(c), project.defaultBranch);
    c.header('X-Gitlab-Blob-Id', file.blobId);
    c.header('X-Gitlab-Commit-Id', file.commitId);
    c.header('X-Gitlab-Last-Commit-Id', file.lastCommitId);
    c.header('X-Gitlab-Ref', encodeURI(file.ref));
    return raw(c, file.content);
  });

  const writes = { POST: 'create', PUT: 'update', DELETE: 'delete' } as const;
  for (const [method, action] of Object.entries(writes)) {
    app.on(method, '/projects/:id/repository/files/:file_path', async (c) => {
      const { sandbox } = c.var;
      const { project, user } = requireMember(c, ACCESS.guest);
      const params = await readParams(c);
      const branch = params.requiredString('branch');
      const message = params.requiredString('commit_message');
      if (action !== 'delete' && !params.has('content')) throw invalidParameter('content is missing');
      if (!canPush(sandbox.store, project, user.id, branch))
        throw forbidden('You are not allowed to push into this branch');
      const path = c.req.param('file_path');
      const outcome = await commitActions(sandbox, {
        project,
        user,
        branch,
        startBranch: params.string('start_branch') ?? null,
        startSha: null,
        force: false,
        message,
        author: authorOf(params, user),
        actions: [fileAction(action, path, params)],
      });
      if (outcome.kind === 'refused')
        throw badRequest(
          outcome.message.startsWith('The file has changed')
            ? 'You are attempting to update a file that has changed since you started editing it.'
            : outcome.message,
        );
      if (action === 'delete') return c.body(null, 204);
      return c.json({ file_path: path, branch }, action === 'create' ? 201 : 200);
    });
  }

  app.get('/projects/:id/repository/blobs/:sha', async (c) => {
    const { project } = requireProject(c, ACCESS.reporter);
    const content = await requireBlob(c, project);
    return c.json({
      size: content.length,
      encoding: 'base64',
      content: content.toString('base64'),
      sha: c.req.param('sha'),
    });
  });
  app.get('/projects/:id/repository/blobs/:sha/raw', async (c) => {
    const { project } = requireProject(c, ACCESS.reporter);
    return raw(c, await requireBlob(c, project));
  });
  return app;
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** Bytes as text that no browser takes for a page. */
function raw(c: ApiContext, content: Buffer): Response {
  c.header('Content-Type', 'text/plain; charset=utf-8');
  c.header('X-Content-Type-Options', 'nosniff');
  c.header('Content-Disposition', 'inline');
  return c.body(new Uint8Array(content));
}

async function requireFile(c: ApiContext, project: ProjectRecord, params: Params, fallback?: string) {
  const { git } = c.var.sandbox;
  const ref = params.string('ref') ?? fallback;
  if (ref === undefined) throw invalidParameter('ref is missing');
  const path = c.req.param('file_path') ?? '';
  const sha = await git.resolve(project.id, ref);
  if (sha === null) throw notFound('Commit');
  const repository = await git.ensureRepository(project.id);
  const entry = await findEntry(repository, sha, path);
  const content = entry?.type === 'blob' ? await git.readFile(project.id, sha, path) : null;
  if (!entry || content === null) throw notFound('File');
  return {
    path,
    ref,
    content,
    mode: entry.mode,
    blobId: entry.id,
    commitId: sha,
    lastCommitId: (await lastCommitOf(repository, sha, path)) ?? sha,
  };
}

async function requireBlob(c: ApiContext, project: ProjectRecord): Promise<Buffer> {
  const sha = c.req.param('sha') ?? '';
  const repository = await c.var.sandbox.git.ensureRepository(project.id);
  const { code, stdout } = /^[0-9a-f]{40}$/.test(sha)
    ? await tryGit(repository, ['cat-file', 'blob', sha])
    : { code: 1, stdout: Buffer.alloc(0) };
  if (code !== 0) throw notFound('Blob');
  return stdout;
}

function authorOf(params: Params, user: { name: string; email: string }) {
  const [name, email] = [params.string('author_name'), params.string('author_email')];
  return name === undefined && email === undefined
    ? null
    : { name: name ?? user.name, email: email ?? user.email };
}

function fileAction(action: 'create' | 'update' | 'delete', path: string, params: Params): CommitAction {
  return {
    action,
    path,
    previousPath: null,
    content: contentOf(params.raw('content'), params.raw('encoding')),
    lastCommitId: params.string('last_commit_id') ?? null,
    executable: params.boolean('execute_filemode') ?? null,
  };
}
