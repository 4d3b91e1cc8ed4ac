import { createHash, randomBytes } from 'node:crypto';

import { notePayload } from '../hooks/note-payload';
import type { Sandbox } from '../sandbox';
import type { NotePosition, NoteRecord } from '../store/records';
import { addSuggestions } from './suggestions';

export interface NewNote {
  projectId: number;
  noteable: NoteRecord['noteable'];
  authorId: number;
  body: string;
  /** Left out: a discussion of its own. */
  discussionId?: string;
  type: NoteRecord['type'];
  system?: boolean;
  internal?: boolean;
  position?: { position: NotePosition; lineCode: string } | null;
  createdAt?: string;
}

/** Adds a note with the suggestions in it, and sends its webhook unless it is GitLab's own. */
export async function addNote(sandbox: Sandbox, wanted: NewNote): Promise<NoteRecord> {
  const { store, clock } = sandbox;
  const now = wanted.createdAt ?? clock.now().toISOString();
  const note: NoteRecord = {
    id: store.nextId('note'),
    projectId: wanted.projectId,
    noteable: wanted.noteable,
    discussionId: wanted.discussionId ?? createHash('sha1').update(randomBytes(20)).digest('hex'),
    type: wanted.type,
    authorId: wanted.authorId,
    body: wanted.body,
    system: wanted.system ?? false,
    internal: wanted.internal ?? false,
    position: wanted.position?.position ?? null,
    lineCode: wanted.position?.lineCode ?? null,
    resolvable: wanted.type !== null && wanted.noteable.kind === 'merge_request' && !(wanted.system ?? false),
    resolvedById: null,
    resolvedAt: null,
    createdAt: now,
    updatedAt: now,
  };
  store.notes.set(note.id, note);
  if (note.noteable.kind === 'merge_request') {
    const mergeRequest = store.mergeRequests.get(note.noteable.mergeRequestId);
    if (mergeRequest) mergeRequest.updatedAt = clock.now().toISOString();
    if (note.position && !note.system) await addSuggestions(sandbox, note);
  }
  store.touch();
  if (!note.system) sandbox.hooks.emit(note.projectId, 'note', await notePayload(sandbox, note, 'create'));
  return note;
}
