import { z } from 'zod';

import { isFinished, pipelineStatus } from '@/lib/domain/pipeline';
import type { ReadDelivery } from '@/lib/ports/delivery-reader';

import { readCommand } from './read-command';

// Texts that become part of an event's id are bounded: an index takes no more.
const refName = z.string().min(1).max(500);
const shortText = z.string().max(100);

const envelope = z.object({
  object_kind: z.string().regex(/^[a-z_]{1,64}$/),
  project: z.object({ id: z.number().int() }).nullish().catch(null),
  project_id: z.number().int().nullish().catch(null),
});

const pipelineHook = z.object({
  object_attributes: z.object({
    id: z.number().int(),
    sha: shortText,
    ref: refName,
    status: pipelineStatus,
    source: shortText.catch('unknown'),
    created_at: shortText.nullish().catch(null),
    finished_at: shortText.nullish().catch(null),
  }),
  merge_request: z
    .object({ iid: z.number().int(), target_project_id: z.number().int() })
    .nullish()
    .catch(null),
  source_pipeline: z.object({ pipeline_id: z.number().int() }).nullish().catch(null),
  builds: z.array(z.object({ id: z.number().int() })).catch([]),
});

const pushHook = z.object({
  ref: refName,
  before: shortText,
  after: shortText,
  user_id: z.number().int(),
});

const mergeRequestHook = z.object({
  object_attributes: z.object({
    iid: z.number().int(),
    target_project_id: z.number().int(),
    action: z.string().nullish().catch(null),
    updated_at: shortText.catch(''),
  }),
});

const noteHook = z.object({
  user: z.object({ id: z.number().int(), username: z.string().max(255) }),
  object_attributes: z.object({
    id: z.number().int(),
    note: z.string(),
    noteable_type: z.string(),
    system: z.boolean().catch(false),
    action: z.string().nullish().catch(null),
  }),
  merge_request: z.object({ iid: z.number().int() }).nullish().catch(null),
});

/** What a delivery's body says of this project. Anything that is not for us is `ignored`, with the reason. */
export function readDelivery(body: unknown, gitlabProjectId: number): ReadDelivery {
  const head = envelope.safeParse(body);
  if (!head.success) return { kind: 'unusable', objectKind: 'unknown', reason: 'It names no kind of event.' };
  const { object_kind: objectKind, project, project_id: projectId } = head.data;
  const of = project?.id ?? projectId;
  if (of !== gitlabProjectId) {
    return { kind: 'ignored', objectKind, reason: 'It is of another project than this webhook.' };
  }
  switch (objectKind) {
    case 'pipeline':
      return readPipeline(body, gitlabProjectId);
    case 'push':
      return readPush(body);
    case 'merge_request':
      return readMergeRequest(body, gitlabProjectId);
    case 'note':
      return readNote(body);
    default:
      return { kind: 'ignored', objectKind, reason: 'Events of this kind are not used.' };
  }
}

function unusable(objectKind: string, error: z.ZodError): ReadDelivery {
  const place = error.issues[0]?.path.join('.') ?? '';
  return { kind: 'unusable', objectKind, reason: `Its ${place || 'body'} is missing or odd.` };
}

function readPipeline(body: unknown, project: number): ReadDelivery {
  const objectKind = 'pipeline';
  const parsed = pipelineHook.safeParse(body);
  if (!parsed.success) return unusable(objectKind, parsed.error);
  const { object_attributes: pipeline, merge_request: mergeRequest, source_pipeline: from } = parsed.data;
  const newestJobId = parsed.data.builds.reduce((newest, { id }) => Math.max(newest, id), 0);
  if (!isFinished(pipeline.status)) {
    return { kind: 'ignored', objectKind, reason: `The pipeline is ${pipeline.status}, not at its end.` };
  }
  return {
    kind: 'event',
    objectKind,
    event: {
      kind: 'pipeline-finished',
      pipelineId: pipeline.id,
      status: pipeline.status,
      sha: pipeline.sha,
      ref: pipeline.ref,
      source: pipeline.source,
      parentPipelineId: pipeline.source === 'parent_pipeline' ? (from?.pipeline_id ?? null) : null,
      mergeRequestIid: mergeRequest?.target_project_id === project ? mergeRequest.iid : null,
      finishedAt: pipeline.finished_at ?? pipeline.created_at ?? '',
      ...(newestJobId > 0 ? { newestJobId } : {}),
    },
  };
}

function readPush(body: unknown): ReadDelivery {
  const objectKind = 'push';
  const parsed = pushHook.safeParse(body);
  if (!parsed.success) return unusable(objectKind, parsed.error);
  const { ref, before, after, user_id: gitlabUserId } = parsed.data;
  if (!ref.startsWith('refs/heads/')) {
    return { kind: 'ignored', objectKind, reason: 'It moved no branch.' };
  }
  const event = {
    kind: 'branch-pushed',
    branch: ref.slice('refs/heads/'.length),
    before: shaOrNull(before),
    after: shaOrNull(after),
    gitlabUserId,
  } as const;
  return { kind: 'event', objectKind, event };
}

// GitLab writes forty zeros where there is no commit.
function shaOrNull(sha: string): string | null {
  return /^0*$/.test(sha) ? null : sha;
}

function readMergeRequest(body: unknown, project: number): ReadDelivery {
  const objectKind = 'merge_request';
  const parsed = mergeRequestHook.safeParse(body);
  if (!parsed.success) return unusable(objectKind, parsed.error);
  const { iid, action, updated_at: updatedAt, target_project_id: target } = parsed.data.object_attributes;
  if (target !== project) {
    return { kind: 'ignored', objectKind, reason: 'The merge request is of another project.' };
  }
  if (action !== 'merge' && action !== 'close') {
    return { kind: 'ignored', objectKind, reason: 'The merge request goes on.' };
  }
  const state = action === 'merge' ? 'merged' : 'closed';
  return {
    kind: 'event',
    objectKind,
    event: { kind: 'merge-request-ended', mergeRequestIid: iid, state, updatedAt },
  };
}

function readNote(body: unknown): ReadDelivery {
  const objectKind = 'note';
  const parsed = noteHook.safeParse(body);
  if (!parsed.success) return unusable(objectKind, parsed.error);
  const { user, object_attributes: note, merge_request: mergeRequest } = parsed.data;
  if (note.system) return { kind: 'ignored', objectKind, reason: 'GitLab itself wrote this note.' };
  if (note.noteable_type !== 'MergeRequest' || !mergeRequest) {
    return { kind: 'ignored', objectKind, reason: 'The note is not on a merge request.' };
  }
  // Editing may be another person's doing; what somebody wrote is what they first wrote.
  if (note.action !== null && note.action !== undefined && note.action !== 'create') {
    return { kind: 'ignored', objectKind, reason: 'The note was only edited.' };
  }
  const command = readCommand(note.note);
  if (!command) return { kind: 'ignored', objectKind, reason: 'The note is not a command.' };
  return {
    kind: 'event',
    objectKind,
    event: {
      kind: 'command-written',
      mergeRequestIid: mergeRequest.iid,
      noteId: note.id,
      gitlabUserId: user.id,
      gitlabUsername: user.username,
      ...command,
    },
  };
}
