import { Hono } from 'hono';

import { forbidden, invalidParameter, notFound } from '../../http/api-error';
import type { ApiContext, ApiEnv } from '../../http/context';
import { requireMember, requireProject } from '../../http/guards';
import { paginate } from '../../http/paginate';
import { readParams } from '../../http/read-params';
import { addNote } from '../../notes/add-note';
import { userById } from '../../shape/user-shape';
import { ACCESS } from '../../store/records';
import type { CommitStatusRecord, NoteRecord } from '../../store/records';
import { requireCommit } from './commit-routes';

const STATES = ['pending', 'running', 'success', 'failed', 'canceled', 'skipped'] as const;

/** What outside systems say of a commit, and comments on it. */
export function statusRoutes(): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();

  app.get('/projects/:id/repository/commits/:sha/statuses', async (c) => {
    const { project } = requireProject(c, ACCESS.reporter);
    const commit = await requireCommit(c, project);
    const params = await readParams(c);
    const [ref, name] = [params.string('ref'), params.string('name')];
    const found = [...c.var.sandbox.store.commitStatuses.values()].filter(
      (status) =>
        status.projectId === project.id &&
        status.sha === commit.id &&
        (ref === undefined || status.ref === ref) &&
        (name === undefined || status.name === name),
    );
    return c.json(paginate(c, found).map((status) => statusShape(c, status)));
  });

  app.post('/projects/:id/statuses/:sha', async (c) => {
    const { sandbox } = c.var;
    const { project, user } = requireMember(c, ACCESS.guest);
    const { accessLevel } = requireProject(c, ACCESS.guest);
    if (accessLevel < ACCESS.developer) throw forbidden();
    const commit = await requireCommit(c, project);
    const params = await readParams(c);
    const state = params.choice('state', STATES);
    if (state === undefined) throw invalidParameter('state is missing');
    const name = params.string('name') ?? params.string('context') ?? 'default';
    const now = sandbox.clock.now().toISOString();
    const known = [...sandbox.store.commitStatuses.values()].find(
      (one) => one.projectId === project.id && one.sha === commit.id && one.name === name,
    );
    const coverage = params.string('coverage');
    const status: CommitStatusRecord = {
      id: known?.id ?? sandbox.store.nextId('commitStatus'),
      projectId: project.id,
      sha: commit.id,
      ref: params.string('ref') ?? known?.ref ?? project.defaultBranch,
      name,
      status: state,
      description: params.string('description') ?? null,
      targetUrl: params.string('target_url') ?? null,
      coverage: coverage === undefined ? null : Number(coverage),
      pipelineId: params.integer('pipeline_id') ?? null,
      authorId: user.id,
      createdAt: known?.createdAt ?? now,
      startedAt: known?.startedAt ?? (state === 'pending' ? null : now),
      finishedAt: state === 'pending' || state === 'running' ? null : now,
    };
    sandbox.store.commitStatuses.set(status.id, status);
    return c.json(statusShape(c, status), 201);
  });

  app.get('/projects/:id/repository/commits/:sha/comments', async (c) => {
    const { project } = requireProject(c, ACCESS.reporter);
    const commit = await requireCommit(c, project);
    const notes = [...c.var.sandbox.store.notes.values()].filter(
      (note) =>
        note.projectId === project.id && note.noteable.kind === 'commit' && note.noteable.sha === commit.id,
    );
    return c.json(paginate(c, notes).map((note) => commentShape(c, note)));
  });

  app.post('/projects/:id/repository/commits/:sha/comments', async (c) => {
    const { project, user } = requireMember(c, ACCESS.reporter);
    const commit = await requireCommit(c, project);
    const note = await addNote(c.var.sandbox, {
      projectId: project.id,
      noteable: { kind: 'commit', sha: commit.id },
      authorId: user.id,
      body: (await readParams(c)).requiredString('note'),
      type: null,
    });
    if (note.noteable.kind !== 'commit') throw notFound();
    return c.json(commentShape(c, note), 201);
  });
  return app;
}

function commentShape(c: ApiContext, note: NoteRecord) {
  return {
    note: note.body,
    path: null,
    line: null,
    line_type: null,
    author: userById(c.var.sandbox, note.authorId),
    created_at: note.createdAt,
  };
}

function statusShape(c: ApiContext, status: CommitStatusRecord) {
  return {
    id: status.id,
    sha: status.sha,
    ref: status.ref,
    status: status.status,
    name: status.name,
    target_url: status.targetUrl,
    description: status.description,
    created_at: status.createdAt,
    started_at: status.startedAt,
    finished_at: status.finishedAt,
    allow_failure: false,
    coverage: status.coverage,
    pipeline_id: status.pipelineId,
    author: userById(c.var.sandbox, status.authorId),
  };
}
