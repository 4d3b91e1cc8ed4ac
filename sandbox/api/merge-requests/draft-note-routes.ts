import { Hono } from 'hono';

import { notFound } from '../../http/api-error';
import type { ApiContext, ApiEnv } from '../../http/context';
import { currentUser, requireMergeRequest } from '../../http/guards';
import { paginate } from '../../http/paginate';
import { readParams } from '../../http/read-params';
import { ACCESS } from '../../store/records';
import type { DraftNoteRecord, MergeRequestRecord } from '../../store/records';
import { ApiError } from '../../http/api-error';
import { notesOf, positionOf, writeNote } from './write-note';

const DRAFTS = '/projects/:id/merge_requests/:merge_request_iid/draft_notes';

/** Notes that nobody but their author sees until they are published, all at once if wished. */
export function draftNoteRoutes(): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();

  app.get(DRAFTS, (c) => {
    const { mergeRequest } = requireMergeRequest(c, ACCESS.guest);
    return c.json(paginate(c, ownDrafts(c, mergeRequest)).map(draftShape));
  });

  app.get(`${DRAFTS}/:draft_note_id`, (c) => {
    const { mergeRequest } = requireMergeRequest(c, ACCESS.guest);
    return c.json(draftShape(requireDraft(c, mergeRequest)));
  });

  app.post(DRAFTS, async (c) => {
    const { mergeRequest } = requireMergeRequest(c, ACCESS.guest);
    const user = currentUser(c);
    const { store } = c.var.sandbox;
    const params = await readParams(c);
    const body = params.requiredString('note');
    const discussionId = params.string('in_reply_to_discussion_id') ?? null;
    if (discussionId !== null && !notesOf(c, mergeRequest).some((note) => note.discussionId === discussionId))
      throw notFound('Discussion');
    const placed = await positionOf(c, mergeRequest, params);
    const draft: DraftNoteRecord = {
      id: store.nextId('draftNote'),
      mergeRequestId: mergeRequest.id,
      authorId: user.id,
      body,
      discussionId,
      resolveDiscussion: params.boolean('resolve_discussion') ?? false,
      position: placed?.position ?? null,
      lineCode: placed?.lineCode ?? null,
    };
    store.draftNotes.set(draft.id, draft);
    return c.json(draftShape(draft), 201);
  });

  app.put(`${DRAFTS}/:draft_note_id`, async (c) => {
    const { mergeRequest } = requireMergeRequest(c, ACCESS.guest);
    const draft = requireDraft(c, mergeRequest);
    const params = await readParams(c);
    draft.body = params.string('note') ?? draft.body;
    const placed = await positionOf(c, mergeRequest, params);
    if (placed) Object.assign(draft, placed);
    return c.json(draftShape(draft));
  });

  app.delete(`${DRAFTS}/:draft_note_id`, (c) => {
    const { mergeRequest } = requireMergeRequest(c, ACCESS.guest);
    c.var.sandbox.store.draftNotes.delete(requireDraft(c, mergeRequest).id);
    return c.body(null, 204);
  });

  app.put(`${DRAFTS}/:draft_note_id/publish`, async (c) => {
    const { mergeRequest } = requireMergeRequest(c, ACCESS.guest);
    await publish(c, mergeRequest, [requireDraft(c, mergeRequest)]);
    return c.body(null, 204);
  });

  app.post(`${DRAFTS}/bulk_publish`, async (c) => {
    const { mergeRequest } = requireMergeRequest(c, ACCESS.guest);
    await publish(c, mergeRequest, ownDrafts(c, mergeRequest));
    return c.body(null, 204);
  });
  return app;
}

async function publish(
  c: ApiContext,
  mergeRequest: MergeRequestRecord,
  drafts: DraftNoteRecord[],
): Promise<void> {
  const { store, clock } = c.var.sandbox;
  const user = currentUser(c);
  for (const draft of drafts) {
    store.draftNotes.delete(draft.id);
    const placed =
      draft.position && draft.lineCode !== null
        ? { position: draft.position, lineCode: draft.lineCode }
        : null;
    try {
      await writeNote(c, mergeRequest, user, {
        body: draft.body,
        type: placed ? 'DiffNote' : draft.discussionId === null ? null : 'DiscussionNote',
        position: placed,
        ...(draft.discussionId === null ? {} : { discussionId: draft.discussionId }),
      });
    } catch (error) {
      // A draft of nothing but commands publishes as their effect.
      if (!(error instanceof ApiError) || error.status !== 202) throw error;
    }
    if (!draft.resolveDiscussion) continue;
    for (const note of notesOf(c, mergeRequest)) {
      if (note.discussionId !== draft.discussionId || !note.resolvable) continue;
      note.resolvedAt ??= clock.now().toISOString();
      note.resolvedById ??= user.id;
    }
  }
}

function ownDrafts(c: ApiContext, mergeRequest: MergeRequestRecord): DraftNoteRecord[] {
  const user = currentUser(c);
  return [...c.var.sandbox.store.draftNotes.values()].filter(
    (draft) => draft.mergeRequestId === mergeRequest.id && draft.authorId === user.id,
  );
}

function requireDraft(c: ApiContext, mergeRequest: MergeRequestRecord): DraftNoteRecord {
  const draft = ownDrafts(c, mergeRequest).find((one) => one.id === Number(c.req.param('draft_note_id')));
  if (!draft) throw notFound();
  return draft;
}

function draftShape(draft: DraftNoteRecord) {
  return {
    id: draft.id,
    author_id: draft.authorId,
    merge_request_id: draft.mergeRequestId,
    resolve_discussion: draft.resolveDiscussion,
    discussion_id: draft.discussionId,
    note: draft.body,
    commit_id: null,
    line_code: draft.lineCode,
    position: draft.position ?? {
      base_sha: null,
      start_sha: null,
      head_sha: null,
      old_path: null,
      new_path: null,
      position_type: 'text',
      old_line: null,
      new_line: null,
      line_range: null,
    },
  };
}
