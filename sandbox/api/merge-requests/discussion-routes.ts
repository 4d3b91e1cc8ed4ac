import { Hono } from 'hono';

import { forbidden } from '../../http/api-error';
import type { ApiEnv } from '../../http/context';
import { currentUser, requireMergeRequest } from '../../http/guards';
import { paginate } from '../../http/paginate';
import { readParams } from '../../http/read-params';
import { discussionShape, noteShape } from '../../shape/note-shape';
import type { Sandbox } from '../../sandbox';
import { ACCESS } from '../../store/records';
import type { NoteRecord } from '../../store/records';
import { editNote } from './note-routes';
import { notesOf, positionOf, requireDiscussion, requireNote, writeNote } from './write-note';

const DISCUSSIONS = '/projects/:id/merge_requests/:merge_request_iid/discussions';

/** Threads of merge requests, on the whole or on a line of the diff. */
export function discussionRoutes(): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();

  app.get(DISCUSSIONS, (c) => {
    const { mergeRequest } = requireMergeRequest(c, ACCESS.guest);
    const threads = new Map<string, NoteRecord[]>();
    for (const note of notesOf(c, mergeRequest)) {
      const notes = threads.get(note.discussionId) ?? [];
      notes.push(note);
      threads.set(note.discussionId, notes);
    }
    return c.json(paginate(c, [...threads]).map(([id, notes]) => discussionShape(c.var.sandbox, id, notes)));
  });

  app.get(`${DISCUSSIONS}/:discussion_id`, (c) => {
    const { mergeRequest } = requireMergeRequest(c, ACCESS.guest);
    const notes = requireDiscussion(c, mergeRequest);
    return c.json(discussionShape(c.var.sandbox, c.req.param('discussion_id'), notes));
  });

  app.post(DISCUSSIONS, async (c) => {
    const { mergeRequest } = requireMergeRequest(c, ACCESS.guest);
    const user = currentUser(c);
    const params = await readParams(c);
    const body = params.requiredString('body');
    const position = await positionOf(c, mergeRequest, params);
    const note = await writeNote(c, mergeRequest, user, {
      body,
      type: position ? 'DiffNote' : 'DiscussionNote',
      position,
    });
    return c.json(discussionShape(c.var.sandbox, note.discussionId, [note]), 201);
  });

  app.put(`${DISCUSSIONS}/:discussion_id`, async (c) => {
    const { mergeRequest, accessLevel } = requireMergeRequest(c, ACCESS.guest);
    const user = currentUser(c);
    const notes = requireDiscussion(c, mergeRequest);
    const params = await readParams(c);
    params.requiredString('resolved');
    if (accessLevel < ACCESS.developer && mergeRequest.authorId !== user.id) throw forbidden();
    for (const note of notes) resolve(c.var.sandbox, note, params.boolean('resolved') ?? false, user.id);
    return c.json(discussionShape(c.var.sandbox, c.req.param('discussion_id'), notes));
  });

  app.post(`${DISCUSSIONS}/:discussion_id/notes`, async (c) => {
    const { mergeRequest } = requireMergeRequest(c, ACCESS.guest);
    const user = currentUser(c);
    const first = requireDiscussion(c, mergeRequest)[0];
    const body = (await readParams(c)).requiredString('body');
    // An answer turns a lone comment into a thread.
    if (first && first.type === null && !first.system) {
      first.type = 'DiscussionNote';
      first.resolvable = true;
    }
    const note = await writeNote(c, mergeRequest, user, {
      body,
      type: first?.type ?? 'DiscussionNote',
      discussionId: c.req.param('discussion_id'),
      position:
        first?.position && first.lineCode !== null
          ? { position: first.position, lineCode: first.lineCode }
          : null,
    });
    return c.json(noteShape(c.var.sandbox, note), 201);
  });

  app.put(`${DISCUSSIONS}/:discussion_id/notes/:note_id`, async (c) => {
    const { mergeRequest, accessLevel } = requireMergeRequest(c, ACCESS.guest);
    const user = currentUser(c);
    const note = requireNote(c, requireDiscussion(c, mergeRequest));
    const params = await readParams(c);
    const resolved = params.boolean('resolved');
    const body = params.string('body');
    if (resolved !== undefined) {
      if (accessLevel < ACCESS.developer && mergeRequest.authorId !== user.id) throw forbidden();
      resolve(c.var.sandbox, note, resolved, user.id);
    } else {
      if (note.system || (note.authorId !== user.id && accessLevel < ACCESS.maintainer)) throw forbidden();
      await editNote(c, note, body ?? params.requiredString('body'));
    }
    return c.json(noteShape(c.var.sandbox, note));
  });

  app.delete(`${DISCUSSIONS}/:discussion_id/notes/:note_id`, (c) => {
    const { mergeRequest, accessLevel } = requireMergeRequest(c, ACCESS.guest);
    const user = currentUser(c);
    const note = requireNote(c, requireDiscussion(c, mergeRequest));
    if (note.system || (note.authorId !== user.id && accessLevel < ACCESS.maintainer)) throw forbidden();
    c.var.sandbox.store.notes.delete(note.id);
    return c.body(null, 204);
  });
  return app;
}

function resolve(sandbox: Sandbox, note: NoteRecord, resolved: boolean, userId: number): void {
  if (!note.resolvable) return;
  note.resolvedAt = resolved ? (note.resolvedAt ?? sandbox.clock.now().toISOString()) : null;
  note.resolvedById = resolved ? (note.resolvedById ?? userId) : null;
  sandbox.store.touch();
}
