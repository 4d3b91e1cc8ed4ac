import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { eventually, field, GitlabDriver, number, record } from '../testing/gitlab-driver';
import { LINES, mr, text, withMergeRequest } from '../testing/open-merge-request';

let gitlab: GitlabDriver;
let maya: string;
let dev: string;

beforeAll(async () => {
  gitlab = await GitlabDriver.start();
  maya = await gitlab.tokenOf('maya');
  dev = await gitlab.tokenOf('dev');
});
afterAll(() => gitlab.stop());

/** Runs git in a throw-away clone that has the merge request's refs. */
async function fetchRefs(name: string): Promise<string> {
  const { code, output } = await gitlab.git([
    'ls-remote',
    gitlab.remote(dev, `acme/${name}`),
    'refs/merge-requests/*',
  ]);
  expect(code).toBe(0);
  return output;
}

describe('a merge request', () => {
  it('keeps its refs and a version for each push, and writes down who pushed', async () => {
    const { id, head } = await withMergeRequest(gitlab, dev, 'versions');
    expect(await fetchRefs('versions')).toContain(`${head}\trefs/merge-requests/1/head`);
    expect(await fetchRefs('versions')).toContain('refs/merge-requests/1/merge');
    const commit = await gitlab.ok(dev, 'POST', `/projects/${id}/repository/commits`, {
      branch: 'work',
      commit_message: 'More',
      actions: [{ action: 'create', file_path: 'more.txt', content: 'more\n' }],
    });
    const next = field(commit, 'id');
    expect(await fetchRefs('versions')).toContain(`${next}\trefs/merge-requests/1/head`);
    const versions = await gitlab.list(dev, mr(id, '/versions'));
    expect(versions.map((version) => version['head_commit_sha'])).toEqual([next, head]);
    const shown = await gitlab.ok(dev, 'GET', mr(id));
    expect(shown).toMatchObject({
      sha: next,
      changes_count: '2',
      detailed_merge_status: 'mergeable',
      has_conflicts: false,
    });
    const notes = await gitlab.list(dev, mr(id, '/notes'));
    expect(notes[0]).toMatchObject({
      system: true,
      body: expect.stringContaining('added 1 commit') as unknown,
    });
  });

  it('ends at the newest head when many push at once, with one version a head', async () => {
    const { id } = await withMergeRequest(gitlab, dev, 'busy');
    await Promise.all(
      Array.from({ length: 6 }, (_, at) =>
        gitlab.api(dev, 'POST', `/projects/${id}/repository/commits`, {
          branch: 'work',
          commit_message: `Commit ${at}`,
          actions: [{ action: 'create', file_path: `f${at}.txt`, content: 'x\n' }],
        }),
      ),
    );
    const branch = await gitlab.ok(dev, 'GET', `/projects/${id}/repository/branches/work`);
    const shown = await gitlab.ok(dev, 'GET', mr(id));
    expect(shown['sha']).toBe(record(branch['commit'])['id']);
    const heads = (await gitlab.list(dev, mr(id, '/versions'))).map((version) => version['head_commit_sha']);
    expect(new Set(heads).size).toBe(heads.length);
    expect(heads[0]).toBe(shown['sha']);
  });

  it('sees a conflict when the target moves, and refuses to merge', async () => {
    const { id } = await withMergeRequest(gitlab, dev, 'conflicting');
    await gitlab.ok(maya, 'POST', `/projects/${id}/repository/commits`, {
      branch: 'main',
      commit_message: 'Meanwhile',
      actions: [{ action: 'update', file_path: 'a.txt', content: text([...LINES.slice(0, 6), 'sieben']) }],
    });
    expect(await gitlab.ok(dev, 'GET', mr(id))).toMatchObject({
      has_conflicts: true,
      detailed_merge_status: 'conflict',
    });
    expect(await fetchRefs('conflicting')).not.toContain('refs/merge-requests/1/merge');
    expect((await gitlab.api(maya, 'PUT', mr(id, '/merge'))).status).toBe(422);
  });

  it('is merged by who may, and only with the head they saw', async () => {
    const { id, head } = await withMergeRequest(gitlab, dev, 'merged');
    expect((await gitlab.api(dev, 'PUT', mr(id, '/merge'))).status).toBe(401);
    expect((await gitlab.api(maya, 'PUT', mr(id, '/merge'), { sha: '0'.repeat(40) })).status).toBe(409);
    const merged = await gitlab.ok(maya, 'PUT', mr(id, '/merge'), { sha: head });
    expect(merged).toMatchObject({ state: 'merged', detailed_merge_status: 'not_open' });
    const file = await gitlab.api(dev, 'GET', `/projects/${id}/repository/files/a.txt/raw?ref=main`);
    expect(file.body).toContain('SEVEN');
    const branches = await gitlab.list(dev, `/projects/${id}/repository/branches`);
    expect(branches.map((branch) => branch['name'])).toEqual(['main']);
    expect((await gitlab.api(maya, 'PUT', mr(id, '/merge'))).status).toBe(405);
  });

  it('comes from a fork, whose branch a member of the target may push to if it says so', async () => {
    const id = await gitlab.project('upstream', { 'a.txt': 'a\n' }, { visibility: 'public' });
    await gitlab.control('POST', '/users', { username: 'forker' });
    const forker = await gitlab.tokenOf('forker');
    const fork = number(await gitlab.ok(forker, 'POST', `/projects/${id}/fork`), 'id');
    await gitlab.ok(forker, 'POST', `/projects/${fork}/repository/commits`, {
      branch: 'theirs',
      start_branch: 'main',
      commit_message: 'Theirs',
      actions: [{ action: 'update', file_path: 'a.txt', content: 'b\n' }],
    });
    const push = () =>
      gitlab.api(dev, 'POST', `/projects/${fork}/repository/commits`, {
        branch: 'theirs',
        commit_message: 'Ours',
        actions: [{ action: 'update', file_path: 'a.txt', content: 'c\n' }],
      });
    const opened = await gitlab.ok(forker, 'POST', `/projects/${fork}/merge_requests`, {
      source_branch: 'theirs',
      target_branch: 'main',
      target_project_id: id,
      title: 'From outside',
    });
    expect(opened).toMatchObject({ project_id: id, source_project_id: fork, allow_collaboration: false });
    expect([403, 404]).toContain((await push()).status);
    await gitlab.ok(forker, 'PUT', mr(id), { allow_collaboration: true });
    expect((await push()).status).toBe(201);
    const own = await gitlab.api(dev, 'POST', `/projects/${fork}/repository/commits`, {
      branch: 'main',
      commit_message: 'Not this one',
      actions: [{ action: 'update', file_path: 'a.txt', content: 'd\n' }],
    });
    expect([403, 404]).toContain(own.status);
  });

  it('waits for its pipeline where that is asked for, and is merged when it succeeds', async () => {
    const id = await gitlab.project('waiting', { '.gitlab-ci.yml': 'test:\n  script:\n    - sleep 1\n' });
    await gitlab.control('POST', `/projects/${id}/branches`, {
      announce: true,
      branches: [{ name: 'work', files: { 'a.txt': 'a\n' } }],
    });
    await gitlab.ok(dev, 'POST', `/projects/${id}/merge_requests`, {
      source_branch: 'work',
      target_branch: 'main',
      title: 'Later',
    });
    const waiting = await gitlab.ok(maya, 'PUT', mr(id, '/merge'), { merge_when_pipeline_succeeds: true });
    expect(waiting).toMatchObject({ state: 'opened', merge_when_pipeline_succeeds: true });
    const merged = await eventually(async () => {
      const now = await gitlab.ok(dev, 'GET', mr(id));
      return now['state'] === 'merged' ? now : null;
    });
    expect(record(merged['merge_user'])['username']).toBe('maya');
  });

  it('cannot be opened twice, or from nothing', async () => {
    const { id } = await withMergeRequest(gitlab, dev, 'twice');
    const open = (fields: object) =>
      gitlab.api(dev, 'POST', `/projects/${id}/merge_requests`, {
        title: 'x',
        target_branch: 'main',
        ...fields,
      });
    expect((await open({ source_branch: 'work' })).status).toBe(409);
    expect((await open({ source_branch: 'nowhere' })).status).toBe(400);
    expect((await open({ source_branch: 'main' })).status).toBe(400);
  });
});
