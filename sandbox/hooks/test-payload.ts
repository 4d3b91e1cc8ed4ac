import { jobPayload } from '../ci/payloads/job-payload';
import { pipelinePayload } from '../ci/payloads/pipeline-payload';
import type { Sandbox } from '../sandbox';
import type { HookKind } from './hooks';
import { mergeRequestPayload } from './merge-request-payload';
import { notePayload } from './note-payload';
import { pushPayload } from './push-payload';

/** The trigger names of the hook test API. */
export const TEST_TRIGGERS: Record<string, HookKind | undefined> = {
  push_events: 'push',
  tag_push_events: 'tag_push',
  merge_requests_events: 'merge_request',
  note_events: 'note',
  pipeline_events: 'pipeline',
  job_events: 'job',
};

/** What a test delivery carries: the latest real thing of that kind in the project, null where there is none. */
export async function testPayload(
  sandbox: Sandbox,
  projectId: number,
  userId: number,
  kind: HookKind,
): Promise<object | null> {
  const { store, git } = sandbox;
  const project = store.projects.get(projectId);
  if (!project) return null;
  const newest = <T extends { projectId: number }>(table: Map<number, T>): T | null =>
    [...table.values()].filter((one) => one.projectId === projectId).at(-1) ?? null;
  switch (kind) {
    case 'push':
    case 'tag_push': {
      const head = project.defaultBranch === '' ? null : await git.resolve(projectId, project.defaultBranch);
      const commit = head === null ? null : await git.commit(projectId, head);
      if (!commit) return null;
      const ref = kind === 'push' ? `refs/heads/${project.defaultBranch}` : 'refs/tags/v1.0.0';
      return pushPayload(sandbox, project, userId, {
        ref,
        before: commit.parentIds[0] ?? null,
        after: commit.id,
      });
    }
    case 'merge_request': {
      const mergeRequest = newest(store.mergeRequests);
      return (
        mergeRequest && mergeRequestPayload(sandbox, mergeRequest, userId, { action: 'update', changes: {} })
      );
    }
    case 'note': {
      const note = newest(store.notes);
      return note && notePayload(sandbox, note, 'create');
    }
    case 'pipeline': {
      const pipeline = newest(store.pipelines);
      return pipeline && pipelinePayload(sandbox, pipeline);
    }
    case 'job': {
      const job = newest(store.jobs);
      return job && jobPayload(sandbox, job);
    }
  }
}
