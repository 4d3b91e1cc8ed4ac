import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { field, GitlabDriver, number, record, records } from '../testing/gitlab-driver';
import { mr, placed, text, withMergeRequest } from '../testing/open-merge-request';

let gitlab: GitlabDriver;
let maya: string;
let dev: string;

beforeAll(async () => {
  gitlab = await GitlabDriver.start();
  maya = await gitlab.tokenOf('maya');
  dev = await gitlab.tokenOf('dev');
});
afterAll(() => gitlab.stop());

describe('threads on lines', () => {
  it('hang on added, removed and unchanged lines, each named its own way', async () => {
    const project = await withMergeRequest(gitlab, dev, 'positions');
    const good = [
      { new_line: 4 },
      { old_line: 7 },
      { old_line: 2, new_line: 2 },
      { old_line: 4, new_line: 5 },
    ];
    for (const line of good) {
      const answer = await placed(gitlab, dev, project, 'Here', line);
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
    const project = await withMergeRequest(gitlab, dev, 'wrong-positions');
    const wrong = [
      await placed(gitlab, dev, project, 'x', { new_line: 2 }),
      await placed(gitlab, dev, project, 'x', { new_line: 4, old_line: 4 }),
      await placed(gitlab, dev, project, 'x', { new_line: 99 }),
      await placed(
        gitlab,
        dev,
        project,
        'x',
        { new_line: 4 },
        { new_path: 'other.txt', old_path: 'other.txt' },
      ),
      await placed(gitlab, dev, project, 'x', { new_line: 4 }, { head_sha: project.base }),
      await placed(gitlab, dev, project, 'x', {}),
    ];
    for (const answer of wrong) {
      expect(answer.status).toBe(400);
      expect(field(answer.body, 'message')).toContain('line_code');
    }
    expect(await gitlab.list(dev, mr(project.id, '/discussions'))).toHaveLength(0);
  });

  it('are answered and resolved', async () => {
    const project = await withMergeRequest(gitlab, dev, 'resolved');
    const thread = field((await placed(gitlab, dev, project, 'Why?', { new_line: 4 })).body, 'id');
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
    const project = await withMergeRequest(gitlab, dev, 'suggested');
    const written = await placed(gitlab, dev, project, suggest(':-1+1', '3\nadded 4\n4'), { new_line: 4 });
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
    const project = await withMergeRequest(gitlab, dev, 'batched');
    const first = suggestionOf(
      (await placed(gitlab, dev, project, suggest('', 'ADDED\nAND MORE'), { new_line: 4 })).body,
    );
    const second = suggestionOf(
      (await placed(gitlab, dev, project, suggest('', 'seven'), { new_line: 8 })).body,
    );
    const overlapping = suggestionOf(
      (await placed(gitlab, dev, project, suggest(':-2+0', 'x'), { new_line: 4 })).body,
    );
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
    const project = await withMergeRequest(gitlab, dev, 'moved');
    const last = suggestionOf(
      (await placed(gitlab, dev, project, suggest('', 'seven'), { new_line: 8 })).body,
    );
    const first = suggestionOf((await placed(gitlab, dev, project, suggest('', 'x'), { new_line: 4 })).body);
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
    const project = await withMergeRequest(gitlab, dev, 'not-for-reporters');
    const id = suggestionOf((await placed(gitlab, dev, project, suggest('', 'x'), { new_line: 4 })).body);
    const answer = await gitlab.api(await gitlab.tokenOf('rita'), 'PUT', `/suggestions/${id}/apply`);
    expect(answer.status).toBe(403);
  });

  it('end at a fence as long as the one they began with', async () => {
    const project = await withMergeRequest(gitlab, dev, 'fences');
    const body = '````suggestion:-0+0\n```\ninner\n```\n````';
    const id = suggestionOf((await placed(gitlab, dev, project, body, { new_line: 4 })).body);
    await gitlab.ok(dev, 'PUT', `/suggestions/${id}/apply`);
    expect(await fileAt(project.id)).toContain('three\n```\ninner\n```\nfour\n');
  });
});

describe('notes', () => {
  it('are executed line by line where a line is a command, and only as far as the author may', async () => {
    const project = await withMergeRequest(gitlab, dev, 'commands');
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
    const project = await withMergeRequest(gitlab, dev, 'editing');
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
    const project = await withMergeRequest(gitlab, dev, 'drafts');
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
    const project = await withMergeRequest(gitlab, dev, 'approving');
    expect((await gitlab.api(dev, 'POST', mr(project.id, '/approve'))).status).toBe(401);
    const approved = await gitlab.ok(maya, 'POST', mr(project.id, '/approve'));
    expect(approved).toMatchObject({ approved: true, user_has_approved: true });
    const rule = await gitlab.api(maya, 'POST', `/projects/${project.id}/approval_rules`, { name: 'x' });
    expect(rule.status).toBe(403);
  });
});
