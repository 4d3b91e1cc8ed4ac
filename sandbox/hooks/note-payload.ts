import type { Sandbox } from '../sandbox';
import { originalPosition } from '../shape/note-shape';
import { urls } from '../shape/urls';
import type { NoteRecord } from '../store/records';
import { mergeRequestAttributes } from './merge-request-payload';
import { commitPayload, hookTime, projectPayload, repositoryPayload, userPayload } from './project-payload';

/** The payload of a note on a merge request or a commit. */
export async function notePayload(sandbox: Sandbox, note: NoteRecord, action: 'create' | 'update') {
  const { store } = sandbox;
  const project = store.projects.get(note.projectId);
  const author = store.users.get(note.authorId);
  if (!project || !author) throw new Error(`note ${note.id} has lost its project or author`);
  const mergeRequest =
    note.noteable.kind === 'merge_request'
      ? store.mergeRequests.get(note.noteable.mergeRequestId)
      : undefined;
  const commit =
    note.noteable.kind === 'commit' ? await sandbox.git.commit(project.id, note.noteable.sha) : null;
  const page = mergeRequest
    ? urls.mergeRequest(sandbox, project, mergeRequest)
    : urls.commit(sandbox, project, commit?.id ?? '');
  return {
    object_kind: 'note',
    event_type: note.internal ? 'confidential_note' : 'note',
    user: userPayload(sandbox, author),
    project_id: project.id,
    project: projectPayload(sandbox, project),
    object_attributes: {
      attachment: null,
      author_id: note.authorId,
      change_position: null,
      commit_id: note.noteable.kind === 'commit' ? note.noteable.sha : null,
      created_at: hookTime(note.createdAt),
      discussion_id: note.discussionId,
      id: note.id,
      internal: note.internal,
      line_code: note.lineCode,
      note: note.body,
      noteable_id: mergeRequest?.id ?? null,
      noteable_type: mergeRequest ? 'MergeRequest' : 'Commit',
      original_position: originalPosition(note),
      position: originalPosition(note),
      project_id: project.id,
      resolved_at: note.resolvedAt === null ? null : hookTime(note.resolvedAt),
      resolved_by_id: note.resolvedById,
      resolved_by_push: null,
      st_diff: null,
      system: note.system,
      type: note.type,
      updated_at: hookTime(note.updatedAt),
      updated_by_id: null,
      description: note.body,
      url: `${page}#note_${note.id}`,
      action,
    },
    repository: repositoryPayload(sandbox, project),
    ...(mergeRequest
      ? {
          merge_request: {
            ...(await mergeRequestAttributes(sandbox, mergeRequest)),
            labels: [],
            position: 0,
          },
        }
      : {}),
    ...(commit ? { commit: commitPayload(sandbox, project, commit) } : {}),
  };
}
