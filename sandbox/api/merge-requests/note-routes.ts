import { Hono } from 'hono';

import { notePayload } from '../../hooks/note-payload';
import { forbidden } from '../../http/api-error';
import type { ApiContext, ApiEnv } from '../../http/context';
import { currentUser, requireMergeRequest } from '../../http/guards';
import type { ProjectGrant } from '../../http/guards';
import { paginate } from '../../http/paginate';
import { readParams } from '../../http/read-params';
import { noteShape } from '../../shape/note-shape';
import { ACCESS } from '../../store/records';
import type { MergeRequestRecord, NoteRecord, UserRecord } from '../../store/records';
import { notesOf, requireNote, writeNote } from './write-note';

const NOTES = '/projects/:id/merge_requests/:merge_request_iid/notes';

/** Plain notes of merge requests. */
export function noteRoutes(): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();

  app.get(NOTES, async (c) => {
    const { mergeRequest } = requireMergeRequest(c, ACCESS.guest);
    const params = await readParams(c);
    const order = params.choice('order_by', ['created_at', 'updated_at'] as const) ?? 'created_at';
    const direction = (params.choice('sort', ['asc', 'desc'] as const) ?? 'desc') === 'asc' ? 1 : -1;
    const filter = params.choice('activity_filter', ['all_notes', 'only_comments', 'only_activity'] as const);
    const notes = notesOf(c, mergeRequest).filter(
      (note) =>
        filter === undefined || filter === 'all_notes' || note.system === (filter === 'only_activity'),
    );
    const key = (note: NoteRecord): string => (order === 'created_at' ? note.createdAt : note.updatedAt);
    notes.sort((a, b) => direction * (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a.id - b.id));
    return c.json(paginate(c, notes).map((note) => noteShape(c.var.sandbox, note)));
  });

  app.get(`${NOTES}/:note_id`, (c) => {
    const { mergeRequest } = requireMergeRequest(c, ACCESS.guest);
    return c.json(noteShape(c.var.sandbox, requireNote(c, notesOf(c, mergeRequest))));
  });

  app.post(NOTES, async (c) => {
    const { mergeRequest } = requireMergeRequest(c, ACCESS.guest);
    const user = currentUser(c);
    const params = await readParams(c);
    const note = await writeNote(c, mergeRequest, user, {
      body: params.requiredString('body'),
      type: null,
      internal: params.boolean('internal') ?? false,
    });
    return c.json(noteShape(c.var.sandbox, note), 201);
  });

  app.put(`${NOTES}/:note_id`, async (c) => {
    const grant = requireMergeRequest(c, ACCESS.guest);
    const note = requireOwn(c, grant, currentUser(c));
    const body = (await readParams(c)).requiredString('body');
    await editNote(c, note, body);
    return c.json(noteShape(c.var.sandbox, note));
  });

  app.delete(`${NOTES}/:note_id`, (c) => {
    const grant = requireMergeRequest(c, ACCESS.guest);
    c.var.sandbox.store.notes.delete(requireOwn(c, grant, currentUser(c)).id);
    return c.body(null, 204);
  });
  return app;
}

/** Changes a note's text in place and says so. */
export async function editNote(c: ApiContext, note: NoteRecord, body: string): Promise<void> {
  const { sandbox } = c.var;
  note.body = body;
  note.updatedAt = sandbox.clock.now().toISOString();
  sandbox.store.touch();
  sandbox.hooks.emit(note.projectId, 'note', await notePayload(sandbox, note, 'update'));
}

/** A note that this person may change: their own, or anyone's for a Maintainer. GitLab's own notes belong to nobody. */
function requireOwn(
  c: ApiContext,
  grant: ProjectGrant & { mergeRequest: MergeRequestRecord },
  user: UserRecord,
): NoteRecord {
  const note = requireNote(c, notesOf(c, grant.mergeRequest));
  if (note.system || (note.authorId !== user.id && grant.accessLevel < ACCESS.maintainer)) throw forbidden();
  return note;
}
