import type { Sandbox } from '../sandbox';
import type { NoteRecord, SuggestionRecord } from '../store/records';
import { userById } from './user-shape';

/** The position a diff note was written at, with the range GitLab derives from its line. */
export function originalPosition(note: NoteRecord) {
  if (!note.position) return null;
  return { ...note.position, line_range: null };
}

export function noteShape(sandbox: Sandbox, note: NoteRecord) {
  const { store } = sandbox;
  const mergeRequest =
    note.noteable.kind === 'merge_request'
      ? store.mergeRequests.get(note.noteable.mergeRequestId)
      : undefined;
  const suggestions = [...store.suggestions.values()].filter((one) => one.noteId === note.id);
  return {
    id: note.id,
    type: note.type,
    body: note.body,
    author: userById(sandbox, note.authorId),
    created_at: note.createdAt,
    updated_at: note.updatedAt,
    system: note.system,
    noteable_id: mergeRequest?.id ?? null,
    noteable_type: mergeRequest ? 'MergeRequest' : 'Commit',
    project_id: note.projectId,
    ...(note.noteable.kind === 'commit' ? { commit_id: note.noteable.sha } : {}),
    ...(note.type === 'DiffNote' ? { position: originalPosition(note) } : {}),
    resolvable: note.resolvable,
    ...(note.resolvable
      ? {
          resolved: note.resolvedAt !== null,
          resolved_by: note.resolvedById === null ? null : userById(sandbox, note.resolvedById),
          resolved_at: note.resolvedAt,
        }
      : {}),
    ...(suggestions.length > 0 || note.type === 'DiffNote'
      ? { suggestions: suggestions.map((one) => suggestionShape(sandbox, one)) }
      : {}),
    confidential: note.internal,
    internal: note.internal,
    imported: false,
    imported_from: 'none',
    noteable_iid: mergeRequest?.iid ?? null,
    commands_changes: {},
  };
}

/** A suggestion can be applied while its lines still read as they did and its merge request is open. */
export function suggestionShape(sandbox: Sandbox, suggestion: SuggestionRecord) {
  const note = sandbox.store.notes.get(suggestion.noteId);
  const mergeRequest =
    note?.noteable.kind === 'merge_request'
      ? sandbox.store.mergeRequests.get(note.noteable.mergeRequestId)
      : undefined;
  return {
    id: suggestion.id,
    from_line: suggestion.fromLine,
    to_line: suggestion.toLine,
    appliable:
      !suggestion.applied &&
      mergeRequest?.state === 'opened' &&
      suggestion.fromContent !== suggestion.toContent,
    applied: suggestion.applied,
    from_content: suggestion.fromContent,
    to_content: suggestion.toContent,
  };
}

/** A thread; `individual_note` where it is a lone comment that nobody can answer. */
export function discussionShape(sandbox: Sandbox, discussionId: string, notes: readonly NoteRecord[]) {
  return {
    id: discussionId,
    individual_note: notes.length > 0 && notes.every((note) => note.type === null),
    notes: notes.map((note) => noteShape(sandbox, note)),
  };
}
