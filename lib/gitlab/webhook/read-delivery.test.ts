import { describe, expect, it } from 'vitest';

import { readDelivery } from './read-delivery';

const project = 7;
const about = { project: { id: project } };

describe('pipelines', () => {
  const attributes = {
    id: 31,
    iid: 3,
    ref: 'main',
    sha: 'abc',
    source: 'push',
    created_at: '2026-01-01 00:00:00 UTC',
    finished_at: '2026-01-01 00:01:00 UTC',
  };
  const hook = (changes: object, more: object = {}) => ({
    object_kind: 'pipeline',
    ...about,
    ...more,
    object_attributes: { ...attributes, ...changes },
  });

  it.each(['success', 'failed', 'canceled', 'skipped', 'manual'])(
    'at their end (%s) are an event',
    (status) => {
      expect(readDelivery(hook({ status }), project)).toEqual({
        kind: 'event',
        objectKind: 'pipeline',
        event: {
          kind: 'pipeline-finished',
          pipelineId: 31,
          status,
          sha: 'abc',
          ref: 'main',
          source: 'push',
          parentPipelineId: null,
          mergeRequestIid: null,
          finishedAt: '2026-01-01 00:01:00 UTC',
        },
      });
    },
  );

  it.each(['created', 'pending', 'running', 'waiting_for_callback', 'something-new'])(
    '%s are not',
    (status) => {
      expect(readDelivery(hook({ status }), project)).toMatchObject({
        kind: 'ignored',
        objectKind: 'pipeline',
      });
    },
  );

  it('name their newest job, which tells two ends within a second apart', () => {
    const ended = (builds: unknown) => readDelivery(hook({ status: 'failed' }, { builds }), project);
    expect(ended([{ id: 7 }, { id: 9 }, { id: 8 }])).toMatchObject({ event: { newestJobId: 9 } });
    expect(ended([])).not.toHaveProperty('event.newestJobId');
    expect(ended('none')).toMatchObject({ kind: 'event' });
  });

  it('name their parent and their merge request', () => {
    const child = hook(
      { status: 'failed', source: 'parent_pipeline' },
      { source_pipeline: { pipeline_id: 30 }, merge_request: { iid: 4, target_project_id: project } },
    );
    expect(readDelivery(child, project)).toMatchObject({
      event: { parentPipelineId: 30, mergeRequestIid: 4 },
    });
  });

  it('of a fork do not borrow the number of a merge request elsewhere', () => {
    const fork = hook({ status: 'failed' }, { merge_request: { iid: 4, target_project_id: 99 } });
    expect(readDelivery(fork, project)).toMatchObject({ event: { mergeRequestIid: null } });
  });

  it('without what we need are unusable', () => {
    expect(readDelivery(hook({ status: 'failed', sha: 5 }), project)).toEqual({
      kind: 'unusable',
      objectKind: 'pipeline',
      reason: 'Its object_attributes.sha is missing or odd.',
    });
  });
});

describe('pushes', () => {
  const zeros = '0'.repeat(40);
  const hook = (changes: object) => ({
    object_kind: 'push',
    ...about,
    ref: 'refs/heads/feature/one',
    before: 'aaa',
    after: 'bbb',
    user_id: 5,
    ...changes,
  });

  it.each([
    [{}, { branch: 'feature/one', before: 'aaa', after: 'bbb', gitlabUserId: 5 }],
    [{ before: zeros }, { before: null, after: 'bbb' }],
    [{ after: zeros }, { before: 'aaa', after: null }],
  ])('%j move a branch', (changes, event) => {
    expect(readDelivery(hook(changes), project)).toMatchObject({ kind: 'event', event });
  });

  it('of something else than a branch are ignored', () => {
    expect(readDelivery(hook({ ref: 'refs/tags/v1' }), project)).toMatchObject({ kind: 'ignored' });
  });
});

describe('merge requests', () => {
  const hook = (action: string, target = project) => ({
    object_kind: 'merge_request',
    ...about,
    object_attributes: { iid: 4, target_project_id: target, action, updated_at: 'then' },
  });

  it.each([
    ['merge', 'merged'],
    ['close', 'closed'],
  ])('%s ends them', (action, state) => {
    expect(readDelivery(hook(action), project)).toMatchObject({
      event: { kind: 'merge-request-ended', mergeRequestIid: 4, state, updatedAt: 'then' },
    });
  });

  it.each(['open', 'update', 'approved', 'reopen'])('%s does not', (action) => {
    expect(readDelivery(hook(action), project)).toMatchObject({ kind: 'ignored' });
  });

  it('into another project are ignored', () => {
    expect(readDelivery(hook('merge', 99), project)).toMatchObject({ kind: 'ignored' });
  });
});

describe('notes', () => {
  const hook = (changes: object, more: object = {}) => ({
    object_kind: 'note',
    ...about,
    user: { id: 5, username: 'dev' },
    merge_request: { iid: 4 },
    ...more,
    object_attributes: {
      id: 9,
      note: 'pipemend apply',
      noteable_type: 'MergeRequest',
      system: false,
      action: 'create',
      ...changes,
    },
  });

  it('with a command are an event', () => {
    expect(readDelivery(hook({}), project)).toMatchObject({
      event: {
        kind: 'command-written',
        mergeRequestIid: 4,
        noteId: 9,
        gitlabUserId: 5,
        gitlabUsername: 'dev',
        command: 'apply',
        fix: null,
      },
    });
  });

  it.each([
    ['by GitLab itself', hook({ system: true })],
    ['on an issue', hook({ noteable_type: 'Issue' })],
    ['that were edited', hook({ action: 'update' })],
    ['that only talk', hook({ note: 'I like pipemend apply' })],
  ])('%s are ignored', (_name, body) => {
    expect(readDelivery(body, project)).toMatchObject({ kind: 'ignored', objectKind: 'note' });
  });
});

it.each([null, 5, 'text', [], {}, { object_kind: 7 }])('%j is unusable', (body) => {
  expect(readDelivery(body, project)).toMatchObject({ kind: 'unusable', objectKind: 'unknown' });
});

it('of another project is ignored', () => {
  expect(readDelivery({ object_kind: 'push', project: { id: 8 } }, project)).toMatchObject({
    kind: 'ignored',
  });
});

it('of a kind that we do not use is ignored', () => {
  expect(readDelivery({ object_kind: 'wiki_page', ...about }, project)).toMatchObject({ kind: 'ignored' });
});
