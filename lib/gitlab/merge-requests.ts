import {
  MergeRequestDiscussions,
  MergeRequestNotes,
  MergeRequests as MergeRequestsResource,
} from '@gitbeaker/rest';

import type { DiffPosition, MergeRequests } from '@/lib/ports/code-host';

import type { GitLabContext } from './gitlab-context';
import { wireDiff, wireDiscussion, wireMergeRequest, wireNote } from './wire/merge-request';
import { parseMany, parseOne } from './wire/parse-answer';

const pages = { perPage: 100, maxPages: 20 };

export function createMergeRequests({ resources }: GitLabContext): MergeRequests {
  const mergeRequests = new MergeRequestsResource(resources);
  const notes = new MergeRequestNotes(resources);
  const discussions = new MergeRequestDiscussions(resources);
  return {
    async getMergeRequest(project, iid) {
      return parseOne(wireMergeRequest, await mergeRequests.show(project, iid), 'merge request');
    },
    async listOpenMergeRequests(project, sourceBranch) {
      const answer = await mergeRequests.all({
        projectId: project,
        state: 'opened',
        sourceBranch,
        perPage: 100,
        page: 1,
      });
      return parseMany(wireMergeRequest, answer, 'merge request');
    },
    async createMergeRequest(
      project,
      { sourceBranch, targetBranch, title, description, removeSourceBranch },
    ) {
      const answer = await mergeRequests.create(project, sourceBranch, targetBranch, title, {
        description,
        removeSourceBranch,
      });
      return parseOne(wireMergeRequest, answer, 'merge request');
    },
    async closeMergeRequest(project, iid) {
      await mergeRequests.edit(project, iid, { stateEvent: 'close' });
    },
    async listNotesBy(project, iid, authorId) {
      const answer = await notes.all(project, iid, { ...pages, sort: 'asc', orderBy: 'created_at' });
      return parseMany(wireNote, answer, 'note').filter((note) => note.authorId === authorId && !note.system);
    },
    async createNote(project, iid, body) {
      return parseOne(wireNote, await notes.create(project, iid, body), 'note');
    },
    async updateNote(project, iid, note, body) {
      return parseOne(wireNote, await notes.edit(project, iid, note, { body }), 'note');
    },
    async listDiffs(project, iid) {
      return parseMany(wireDiff, await mergeRequests.allDiffs(project, iid, pages), 'diff');
    },
    async createDiffDiscussion(project, iid, body, position) {
      const answer = await discussions.create(project, iid, body, { position: toWire(position) });
      const made = parseOne(wireDiscussion, answer, 'discussion');
      return { id: made.id, noteId: made.notes[0]?.id ?? 0 };
    },
  };
}

// Only the side that exists is named: an added line has a new number, a removed one an old number, others both.
function toWire(position: DiffPosition) {
  return {
    baseSha: position.baseSha,
    startSha: position.startSha,
    headSha: position.headSha,
    oldPath: position.oldPath,
    newPath: position.newPath,
    positionType: 'text' as const,
    ...(position.oldLine === null ? {} : { oldLine: String(position.oldLine) }),
    ...(position.newLine === null ? {} : { newLine: String(position.newLine) }),
  };
}
