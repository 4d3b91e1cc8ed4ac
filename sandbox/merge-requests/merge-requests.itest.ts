import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { eventually, field, GitlabDriver, number, record, records } from '../testing/gitlab-driver';

let gitlab: GitlabDriver;
let maya: string;
let dev: string;

beforeAll(async () => {
  gitlab = await GitlabDriver.start();
  maya = await gitlab.tokenOf('maya');
  dev = await gitlab.tokenOf('dev');
});
afterAll(() => gitlab.stop());

const LINES = ['one', 'two', 'three', 'four', 'five', 'six', 'seven'];
const text = (lines: string[]): string => lines.map((line) => `${line}\n`).join('');

/** A project with a merge request from `work` that adds a line after the third and changes the last. */
async function withMergeRequest(name: string): Promise<{ id: number; base: string; head: string }> {
  const id = await gitlab.project(name, { 'a.txt': text(LINES), 'other.txt': 'other\n' });
  const changed = ['one', 'two', 'three', 'added', 'four', 'five', 'six', 'SEVEN'];
  await gitlab.control('POST', `/projects/${id}/branches`, {
    user: 'dev',
    branches: [{ name: 'work', files: { 'a.txt': text(changed) } }],
  });
  const opened = await gitlab.ok(dev, 'POST', `/projects/${id}/merge_requests`, {
    source_branch: 'work',
    target_branch: 'main',
    title: 'Change things',
    labels: 'bug',
  });
  expect(opened).toMatchObject({ iid: 1, state: 'opened', labels: ['bug'], changes_count: '1' });
  const refs = record(opened['diff_refs']);
  return { id, base: field(refs, 'base_sha'), head: field(refs, 'head_sha') };
}

const mr = (id: number, rest = ''): string => `/projects/${id}/merge_requests/1${rest}`;

async function placed(
  project: { id: number; base: string; head: string },
  body: string,
  line: { old_line?: number; new_line?: number },
  changes: object = {},
) {
  return gitlab.api(dev, 'POST', mr(project.id, '/discussions'), {
    body,
    position: {
      position_type: 'text',
      base_sha: project.base,
      start_sha: project.base,
      head_sha: project.head,
      old_path: 'a.txt',
      new_path: 'a.txt',
      ...line,
      ...changes,
    },
  });
}

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
    const { id, head } = await withMergeRequest('versions');
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
    const { id } = await withMergeRequest('busy');
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
    const { id } = await withMergeRequest('conflicting');
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
    const { id, head } = await withMergeRequest('merged');
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
    const { id } = await withMergeRequest('twice');
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

describe('threads on lines', () => {
  it('hang on added, removed and unchanged lines, each named its own way', async () => {
    const project = await withMergeRequest('positions');
    const good = [
      { new_line: 4 },
      { old_line: 7 },
      { old_line: 2, new_line: 2 },
      { old_line: 4, new_line: 5 },
    ];
    for (const line of good) {
      const answer = await placed(project, 'Here', line);
      expect([line, answer.status]).toEqual([line, 201]);
      expect(records(record(answer.body)['notes'])[0]).toMatchObject({
        type: 'DiffNote',
        resolvable: true,
        resolved: false,
        position: { new_line: line.new_line ?? null, old_line: line.old_line ?? null },
      });
    }
  });

  it('refuses lines and commits that are not in the diff as GitLab words it', async () => {
    const project = await withMergeRequest('wrong-positions');
    const wrong = [
      await placed(project, 'x', { new_line: 2 }),
      await placed(project, 'x', { new_line: 4, old_line: 4 }),
      await placed(project, 'x', { new_line: 99 }),
      await placed(project, 'x', { new_line: 4 }, { new_path: 'other.txt', old_path: 'other.txt' }),
      await placed(project, 'x', { new_line: 4 }, { head_sha: project.base }),
      await placed(project, 'x', {}),
    ];
    for (const answer of wrong) {
      expect(answer.status).toBe(400);
      expect(field(answer.body, 'message')).toContain('line_code');
    }
    expect(await gitlab.list(dev, mr(project.id, '/discussions'))).toHaveLength(0);
  });

  it('are answered and resolved', async () => {
    const project = await withMergeRequest('resolved');
    const thread = field((await placed(project, 'Why?', { new_line: 4 })).body, 'id');
    await gitlab.ok(maya, 'POST', mr(project.id, `/discussions/${thread}/notes`), { body: 'Because.' });
    expect((await gitlab.ok(dev, 'GET', mr(project.id)))['blocking_discussions_resolved']).toBe(false);
    const resolved = await gitlab.ok(dev, 'PUT', mr(project.id, `/discussions/${thread}`), {
      resolved: true,
    });
    expect(records(resolved['notes']).map((note) => [note['body'], note['resolved']])).toEqual([
      ['Why?', true],
      ['Because.', true],
    ]);
    expect((await gitlab.ok(dev, 'GET', mr(project.id)))['blocking_discussions_resolved']).toBe(true);
  });
});

describe('suggestions', () => {
  const suggest = (range: string, content: string): string =>
    `Better:\n\n\`\`\`suggestion${range}\n${content}\n\`\`\`\n`;
  const suggestionOf = (body: unknown): number =>
    number(records(records(record(body)['notes'])[0]?.['suggestions'])[0], 'id');
  const fileAt = async (id: number): Promise<unknown> =>
    (await gitlab.api(dev, 'GET', `/projects/${id}/repository/files/a.txt/raw?ref=work`)).body;

  it('replace the lines around theirs by a commit on the branch', async () => {
    const project = await withMergeRequest('suggested');
    const written = await placed(project, suggest(':-1+1', '3\nadded 4\n4'), { new_line: 4 });
    const id = suggestionOf(written.body);
    const applied = await gitlab.ok(maya, 'PUT', `/suggestions/${id}/apply`);
    expect(applied).toMatchObject({
      id,
      applied: true,
      appliable: false,
      from_line: 3,
      to_line: 5,
      from_content: 'three\nadded\nfour\n',
      to_content: '3\nadded 4\n4\n',
    });
    expect(await fileAt(project.id)).toBe(text(['one', 'two', '3', 'added 4', '4', 'five', 'six', 'SEVEN']));
    const commits = await gitlab.list(dev, mr(project.id, '/commits'));
    expect(commits[0]).toMatchObject({
      title: 'Apply 1 suggestion(s) to 1 file(s)',
      author_name: 'Dev Eloper',
      committer_name: 'Maya Owner',
    });
    expect((await gitlab.api(maya, 'PUT', `/suggestions/${id}/apply`)).status).toBe(400);
  });

  it('are applied together as one commit, or not at all', async () => {
    const project = await withMergeRequest('batched');
    const first = suggestionOf((await placed(project, suggest('', 'ADDED\nAND MORE'), { new_line: 4 })).body);
    const second = suggestionOf((await placed(project, suggest('', 'seven'), { new_line: 8 })).body);
    const overlapping = suggestionOf((await placed(project, suggest(':-2+0', 'x'), { new_line: 4 })).body);
    const before = await fileAt(project.id);
    const refused = await gitlab.api(dev, 'PUT', '/suggestions/batch_apply', { ids: [first, overlapping] });
    expect(refused.status).toBe(400);
    expect(await fileAt(project.id)).toBe(before);
    const applied = await gitlab.api(dev, 'PUT', '/suggestions/batch_apply', { ids: [first, second] });
    expect(records(applied.body).map((one) => one['applied'])).toEqual([true, true]);
    expect(await fileAt(project.id)).toBe(
      text(['one', 'two', 'three', 'ADDED', 'AND MORE', 'four', 'five', 'six', 'seven']),
    );
    expect(await gitlab.list(dev, mr(project.id, '/commits'))).toHaveLength(2);
  });

  it('follow their lines when others move them, and give up when they change', async () => {
    const project = await withMergeRequest('moved');
    const last = suggestionOf((await placed(project, suggest('', 'seven'), { new_line: 8 })).body);
    const first = suggestionOf((await placed(project, suggest('', 'x'), { new_line: 4 })).body);
    const edit = (content: string) =>
      gitlab.ok(dev, 'POST', `/projects/${project.id}/repository/commits`, {
        branch: 'work',
        commit_message: 'Edit',
        actions: [{ action: 'update', file_path: 'a.txt', content }],
      });
    await edit(text(['zero', 'one', 'two', 'three', 'otherwise', 'four', 'five', 'six', 'SEVEN']));
    const changed = await gitlab.api(dev, 'PUT', `/suggestions/${first}/apply`);
    expect(changed.status).toBe(400);
    expect(field(changed.body, 'message')).toContain('changed in a more recent version');
    await gitlab.ok(dev, 'PUT', `/suggestions/${last}/apply`);
    expect(await fileAt(project.id)).toBe(
      text(['zero', 'one', 'two', 'three', 'otherwise', 'four', 'five', 'six', 'seven']),
    );
  });

  it('are for people who may push there', async () => {
    const project = await withMergeRequest('not-for-reporters');
    const id = suggestionOf((await placed(project, suggest('', 'x'), { new_line: 4 })).body);
    const answer = await gitlab.api(await gitlab.tokenOf('rita'), 'PUT', `/suggestions/${id}/apply`);
    expect(answer.status).toBe(403);
  });

  it('end at a fence as long as the one they began with', async () => {
    const project = await withMergeRequest('fences');
    const body = '````suggestion:-0+0\n```\ninner\n```\n````';
    const id = suggestionOf((await placed(project, body, { new_line: 4 })).body);
    await gitlab.ok(dev, 'PUT', `/suggestions/${id}/apply`);
    expect(await fileAt(project.id)).toContain('three\n```\ninner\n```\nfour\n');
  });
});

describe('notes', () => {
  it('are executed line by line where a line is a command, and only as far as the author may', async () => {
    const project = await withMergeRequest('commands');
    const say = (token: string, body: string) =>
      gitlab.api(token, 'POST', mr(project.id, '/notes'), { body });
    const inCode = await say(dev, 'Look:\n```\n/close\n```\n> /close\n /close');
    expect(inCode.status).toBe(201);
    expect((await gitlab.ok(dev, 'GET', mr(project.id)))['state']).toBe('opened');

    const failed = await say(dev, '/merge');
    expect(failed.status).toBe(400);
    expect((await gitlab.ok(dev, 'GET', mr(project.id)))['state']).toBe('opened');

    const mixed = await say(dev, 'Labelled.\n/label ~urgent ~"two words"');
    expect(record(mixed.body)['body']).toBe('Labelled.');
    expect((await gitlab.ok(dev, 'GET', mr(project.id)))['labels']).toEqual(['bug', 'urgent', 'two words']);

    const closed = await say(dev, '/close');
    expect(closed.status).toBe(202);
    expect(closed.body).toMatchObject({ commands_changes: { state_event: 'close' } });
    expect((await gitlab.ok(dev, 'GET', mr(project.id)))['state']).toBe('closed');

    await say(dev, '/reopen');
    const approved = await say(maya, '/approve\n/merge');
    expect(approved.status).toBe(202);
    expect((await gitlab.ok(dev, 'GET', mr(project.id)))['state']).toBe('merged');
  });

  it('are changed by their author and by Maintainers, and carry emoji', async () => {
    const project = await withMergeRequest('editing');
    const note = number(await gitlab.ok(dev, 'POST', mr(project.id, '/notes'), { body: 'First' }), 'id');
    const path = mr(project.id, `/notes/${note}`);
    expect((await gitlab.api(await gitlab.tokenOf('rita'), 'PUT', path, { body: 'Mine' })).status).toBe(403);
    expect((await gitlab.ok(dev, 'PUT', path, { body: 'Second' }))['body']).toBe('Second');
    expect((await gitlab.list(dev, mr(project.id, '/notes'))).map((one) => one['body'])).toEqual(['Second']);
    await gitlab.ok(maya, 'POST', `${path}/award_emoji`, { name: 'thumbsup' });
    expect((await gitlab.api(maya, 'POST', `${path}/award_emoji`, { name: 'thumbsup' })).status).toBe(404);
    expect((await gitlab.list(dev, `${path}/award_emoji`)).map((one) => one['name'])).toEqual(['thumbsup']);
  });

  it('wait as drafts until they are published together', async () => {
    const project = await withMergeRequest('drafts');
    const draft = (note: string, more: object = {}) =>
      gitlab.ok(dev, 'POST', mr(project.id, '/draft_notes'), { note, ...more });
    await draft('General');
    await draft('On a line', {
      position: {
        position_type: 'text',
        base_sha: project.base,
        start_sha: project.base,
        head_sha: project.head,
        new_path: 'a.txt',
        old_path: 'a.txt',
        new_line: 4,
      },
    });
    expect(await gitlab.list(dev, mr(project.id, '/notes'))).toHaveLength(0);
    expect(await gitlab.list(maya, mr(project.id, '/draft_notes'))).toHaveLength(0);
    const published = await gitlab.api(dev, 'POST', mr(project.id, '/draft_notes/bulk_publish'));
    expect(published.status).toBe(204);
    const notes = await gitlab.list(maya, mr(project.id, '/notes?sort=asc'));
    expect(notes.map((note) => [note['body'], note['type']])).toEqual([
      ['General', null],
      ['On a line', 'DiffNote'],
    ]);
    expect(await gitlab.list(dev, mr(project.id, '/draft_notes'))).toHaveLength(0);
  });

  it('approve in the Free tier; rules about approvals are refused there', async () => {
    const project = await withMergeRequest('approving');
    expect((await gitlab.api(dev, 'POST', mr(project.id, '/approve'))).status).toBe(401);
    const approved = await gitlab.ok(maya, 'POST', mr(project.id, '/approve'));
    expect(approved).toMatchObject({ approved: true, user_has_approved: true });
    const rule = await gitlab.api(maya, 'POST', `/projects/${project.id}/approval_rules`, { name: 'x' });
    expect(rule.status).toBe(403);
  });
});
