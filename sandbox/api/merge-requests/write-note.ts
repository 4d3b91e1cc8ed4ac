import { ApiError, badRequest, invalidParameter, notFound } from '../../http/api-error';
import type { ApiContext } from '../../http/context';
import type { Params } from '../../http/read-params';
import { addNote } from '../../notes/add-note';
import { checkPosition } from '../../notes/check-position';
import { executeQuickActions } from '../../notes/execute-quick-actions';
import { extractQuickActions } from '../../notes/quick-actions';
import type { MergeRequestRecord, NotePosition, NoteRecord, UserRecord } from '../../store/records';

const LONGEST_NOTE = 1_000_000;

export interface WrittenNote {
  body: string;
  type: NoteRecord['type'];
  discussionId?: string;
  position?: { position: NotePosition; lineCode: string } | null;
  internal?: boolean;
}

/**
 * Writes a note on a merge request with everything that comes with it: quick actions are executed and taken out, and a text
 * of nothing else leaves no note but an answer of its own (202).
 */
export async function writeNote(
  c: ApiContext,
  mergeRequest: MergeRequestRecord,
  user: UserRecord,
  wanted: WrittenNote,
): Promise<NoteRecord> {
  const { sandbox } = c.var;
  if (wanted.body.length > LONGEST_NOTE)
    throw badRequest('400 Bad request - Note {:note=>["is too long (maximum is 1000000 characters)"]}');
  const { text, actions } = extractQuickActions(wanted.body);
  if (actions.length === 0 && text === '')
    throw badRequest('400 Bad request - Note {:note=>["can\'t be blank"]}');
  const note =
    text === ''
      ? null
      : await addNote(sandbox, {
          projectId: mergeRequest.projectId,
          noteable: { kind: 'merge_request', mergeRequestId: mergeRequest.id },
          authorId: user.id,
          body: text,
          type: wanted.type,
          position: wanted.position ?? null,
          internal: wanted.internal ?? false,
          ...(wanted.discussionId === undefined ? {} : { discussionId: wanted.discussionId }),
        });
  const executed =
    actions.length === 0 ? null : await executeQuickActions(sandbox, mergeRequest, user, actions);
  if (note) return note;
  if (executed === null || executed.done === 0)
    throw badRequest('400 Bad request - Failed to apply commands.');
  throw new ApiError(202, { commands_changes: executed.changes, summary: executed.summary });
}

/** The position that a request asks for, null where it asks for none; 400 where the line is not in the diff. */
export async function positionOf(
  c: ApiContext,
  mergeRequest: MergeRequestRecord,
  params: Params,
): Promise<{ position: NotePosition; lineCode: string } | null> {
  const fields = params.record('position');
  if (!fields) return null;
  for (const name of ['base_sha', 'start_sha', 'head_sha'])
    if (typeof fields[name] !== 'string') throw invalidParameter(`position[${name}] is missing`);
  const outcome = await checkPosition(c.var.sandbox, mergeRequest, fields);
  if (outcome.kind === 'refused') throw badRequest(outcome.message);
  return outcome;
}

/** The notes of a merge request, oldest first. */
export function notesOf(c: ApiContext, mergeRequest: MergeRequestRecord): NoteRecord[] {
  return [...c.var.sandbox.store.notes.values()].filter(
    (note) => note.noteable.kind === 'merge_request' && note.noteable.mergeRequestId === mergeRequest.id,
  );
}

export function requireDiscussion(c: ApiContext, mergeRequest: MergeRequestRecord): NoteRecord[] {
  const notes = notesOf(c, mergeRequest).filter((note) => note.discussionId === c.req.param('discussion_id'));
  if (notes.length === 0) throw notFound('Discussion');
  return notes;
}

export function requireNote(c: ApiContext, notes: readonly NoteRecord[]): NoteRecord {
  const note = notes.find((one) => one.id === Number(c.req.param('note_id')));
  if (!note) throw notFound('Note');
  return note;
}
