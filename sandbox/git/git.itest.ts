import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { field, GitlabDriver, record, records } from '../testing/gitlab-driver';

let gitlab: GitlabDriver;
let maya: string;
let dev: string;

beforeAll(async () => {
  gitlab = await GitlabDriver.start();
  maya = await gitlab.tokenOf('maya');
  dev = await gitlab.tokenOf('dev');
});
afterAll(() => gitlab.stop());

async function clone(token: string, project: string, name: string): Promise<string> {
  const { code, output } = await gitlab.git(['clone', '--quiet', gitlab.remote(token, project), name]);
  if (code !== 0) throw new Error(output);
  return path.join(gitlab.folder, name);
}

async function commit(folder: string, file: string, text: string): Promise<void> {
  await writeFile(path.join(folder, file), text);
  await gitlab.git(['add', '--all'], folder);
  expect((await gitlab.git(['commit', '--quiet', '-m', `Change ${file}`], folder)).code).toBe(0);
}

describe('git over HTTP', () => {
  it('clones, takes a push and shows it in the API', async () => {
    const id = await gitlab.project('cloned', { 'a.txt': 'one\n' });
    const folder = await clone(dev, 'acme/cloned', 'cloned');
    await gitlab.git(['checkout', '--quiet', '-b', 'feature/x'], folder);
    await commit(folder, 'a.txt', 'two\n');
    expect((await gitlab.git(['push', '--quiet', 'origin', 'feature/x'], folder)).code).toBe(0);
    const head = (await gitlab.git(['rev-parse', 'HEAD'], folder)).output.trim();
    const branch = await gitlab.ok(dev, 'GET', `/projects/${id}/repository/branches/feature%2Fx`);
    expect(record(branch['commit'])['id']).toBe(head);
    const file = await gitlab.api(dev, 'GET', `/projects/${id}/repository/files/a.txt/raw?ref=feature%2Fx`);
    expect(file.body).toBe('two\n');
  });

  it('refuses a push to a protected branch and says why, and leaves the branch alone', async () => {
    const id = await gitlab.project('guarded', { 'a.txt': 'one\n' });
    const before = await gitlab.ok(maya, 'GET', `/projects/${id}/repository/branches/main`);
    const folder = await clone(dev, 'acme/guarded', 'guarded');
    await commit(folder, 'a.txt', 'two\n');
    const push = await gitlab.git(['push', 'origin', 'HEAD:main'], folder);
    expect(push.code).not.toBe(0);
    expect(push.output).toContain('You are not allowed to push code to protected branches on this project');
    const after = await gitlab.ok(maya, 'GET', `/projects/${id}/repository/branches/main`);
    expect(record(after['commit'])['id']).toBe(record(before['commit'])['id']);
    // The same push by someone who may.
    expect(
      (await gitlab.git(['push', '--quiet', gitlab.remote(maya, 'acme/guarded'), 'HEAD:main'], folder)).code,
    ).toBe(0);
  });

  it('takes no rewritten history on a protected branch, not even from its Maintainer', async () => {
    await gitlab.project('history', { 'a.txt': 'one\n' });
    const folder = await clone(maya, 'acme/history', 'history');
    await gitlab.git(['commit', '--quiet', '--amend', '-m', 'Another beginning'], folder);
    const push = await gitlab.git(['push', '--force', 'origin', 'HEAD:main'], folder);
    expect(push.code).not.toBe(0);
    expect(push.output).toContain('force push');
  });

  it('knows tokens from wrong ones, readers from writers, and hides what may not be seen', async () => {
    await gitlab.project('private', { 'a.txt': 'one\n' });
    const wrong = await gitlab.git(['ls-remote', gitlab.remote('wrong', 'acme/private')]);
    expect(wrong.output).toContain('Authentication failed');
    await gitlab.control('POST', '/users', { username: 'stranger' });
    const stranger = await gitlab.tokenOf('stranger');
    const hidden = await gitlab.git(['ls-remote', gitlab.remote(stranger, 'acme/private')]);
    expect(hidden.code).not.toBe(0);
    expect(hidden.output).toContain('not found');
    const reader = await gitlab.tokenOf('dev', 'read_repository');
    const folder = await clone(reader, 'acme/private', 'private');
    await gitlab.git(['checkout', '--quiet', '-b', 'b'], folder);
    await commit(folder, 'a.txt', 'two\n');
    const push = await gitlab.git(['push', 'origin', 'b'], folder);
    expect(push.code).not.toBe(0);
    expect(push.output).toContain('403');
    const reporter = await gitlab.tokenOf('rita');
    expect((await gitlab.git(['push', gitlab.remote(reporter, 'acme/private'), 'b'], folder)).code).not.toBe(
      0,
    );
  });

  it('adopts the first pushed branch as default and protects it', async () => {
    const id = await gitlab.project('empty', {});
    const folder = path.join(gitlab.folder, 'fresh');
    await gitlab.git(['init', '--quiet', '--initial-branch=trunk', folder]);
    await commit(folder, 'readme.md', 'hello\n');
    expect(
      (await gitlab.git(['push', '--quiet', gitlab.remote(dev, 'acme/empty'), 'trunk'], folder)).code,
    ).toBe(0);
    expect((await gitlab.ok(dev, 'GET', `/projects/${id}`))['default_branch']).toBe('trunk');
    const rules = await gitlab.list(dev, `/projects/${id}/protected_branches`);
    expect(rules.map((rule) => rule['name'])).toEqual(['trunk']);
  });
});

describe('the commits API', () => {
  const commits = (id: number) => `/projects/${id}/repository/commits`;
  const lastCommitOf = async (id: number, file: string, ref: string): Promise<string> =>
    field(
      await gitlab.ok(dev, 'GET', `/projects/${id}/repository/files/${file}?ref=${ref}`),
      'last_commit_id',
    );

  it('makes one commit of many actions on a new branch, with author and mode', async () => {
    const id = await gitlab.project('actions', {
      'a.txt': 'a\n',
      'b.txt': 'b\n',
      'run.sh': '#!/bin/sh\n',
      'c.txt': 'c\n',
    });
    const made = await gitlab.ok(dev, 'POST', commits(id), {
      branch: 'fix/1',
      start_branch: 'main',
      commit_message: 'Mend\n\nPipemend-Fix: 7',
      author_name: 'A Bot',
      author_email: 'bot@example.com',
      actions: [
        {
          action: 'update',
          file_path: 'a.txt',
          content: Buffer.from('A\n').toString('base64'),
          encoding: 'base64',
        },
        { action: 'delete', file_path: 'b.txt' },
        { action: 'chmod', file_path: 'run.sh', execute_filemode: true },
        { action: 'move', file_path: 'd/c.txt', previous_path: 'c.txt' },
        { action: 'create', file_path: 'new.txt', content: 'new\n' },
      ],
    });
    expect(made).toMatchObject({
      author_name: 'A Bot',
      committer_name: 'Dev Eloper',
      trailers: { 'Pipemend-Fix': '7' },
    });
    const tree = await gitlab.list(dev, `/projects/${id}/repository/tree?ref=fix%2F1&recursive=true`);
    expect(Object.fromEntries(tree.map((entry) => [entry['path'], entry['mode']]))).toEqual({
      'a.txt': '100644',
      d: '040000',
      'd/c.txt': '100644',
      'new.txt': '100644',
      'run.sh': '100755',
    });
    const main = await gitlab.list(dev, `/projects/${id}/repository/tree?ref=main`);
    expect(main.map((entry) => entry['path'])).toContain('b.txt');
  });

  it('refuses an edit of a file that somebody changed meanwhile, and changes nothing', async () => {
    const id = await gitlab.project('conflict', { 'a.txt': 'a\n', 'b.txt': 'b\n' });
    await gitlab.ok(dev, 'POST', `/projects/${id}/repository/branches`, { branch: 'work', ref: 'main' });
    const seen = await lastCommitOf(id, 'a.txt', 'work');
    const edit = (content: string) => ({
      branch: 'work',
      commit_message: 'Edit',
      actions: [
        { action: 'update', file_path: 'b.txt', content: 'changed too\n' },
        { action: 'update', file_path: 'a.txt', content, last_commit_id: seen },
      ],
    });
    expect((await gitlab.api(dev, 'POST', commits(id), edit('first\n'))).status).toBe(201);
    const refused = await gitlab.api(dev, 'POST', commits(id), edit('second\n'));
    expect(refused.status).toBe(400);
    expect(field(refused.body, 'message')).toContain('changed since you started editing it');
    const file = await gitlab.api(dev, 'GET', `/projects/${id}/repository/files/a.txt/raw?ref=work`);
    expect(file.body).toBe('first\n');
  });

  it('lets exactly one of many simultaneous edits of the same state through', async () => {
    const id = await gitlab.project('race', { 'a.txt': 'a\n' });
    await gitlab.ok(dev, 'POST', `/projects/${id}/repository/branches`, { branch: 'work', ref: 'main' });
    const seen = await lastCommitOf(id, 'a.txt', 'work');
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, at) =>
        gitlab.api(dev, 'POST', commits(id), {
          branch: 'work',
          commit_message: `Edit ${at}`,
          actions: [{ action: 'update', file_path: 'a.txt', content: `${at}\n`, last_commit_id: seen }],
        }),
      ),
    );
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
    expect(answers.filter((answer) => answer.status === 400)).toHaveLength(7);
    expect(await gitlab.list(dev, `${commits(id)}?ref_name=work`)).toHaveLength(2);
  });

  it('answers what cannot be done in words', async () => {
    const id = await gitlab.project('words', { 'a.txt': 'a\n' });
    const attempt = async (fields: object, token = dev): Promise<[number, string]> => {
      const answer = await gitlab.api(token, 'POST', commits(id), { commit_message: 'x', ...fields });
      const body = record(answer.body);
      return [answer.status, String(body['message'] ?? body['error'])];
    };
    const create = [{ action: 'create', file_path: 'a.txt', content: '' }];
    const update = [{ action: 'update', file_path: 'none.txt', content: '' }];
    expect(await attempt({ branch: 'b', start_branch: 'main', actions: create })).toEqual([
      400,
      'A file with this name already exists',
    ]);
    expect(await attempt({ branch: 'b', start_branch: 'main', actions: update })).toEqual([
      400,
      "A file with this name doesn't exist",
    ]);
    expect(await attempt({ branch: 'b', actions: create })).toEqual([
      400,
      'You can only create or edit files when you are on a branch',
    ]);
    expect(await attempt({ branch: 'main', actions: update })).toEqual([
      403,
      '403 Forbidden - You are not allowed to push into this branch',
    ]);
    expect(await attempt({ branch: 'main', start_sha: 'main', actions: update }, maya)).toEqual([
      400,
      "A branch called 'main' already exists. Switch to that branch in order to make changes",
    ]);
    expect(await attempt({ branch: 'b' })).toEqual([400, 'actions is missing']);
    for (const file of ['../up', '/abs', '.git/config', 'a//b', 'a/./b'])
      expect(
        (
          await attempt({
            branch: 'b',
            start_branch: 'main',
            actions: [{ action: 'create', file_path: file, content: '' }],
          })
        )[0],
      ).toBe(400);
    const branches = await gitlab.list(dev, `/projects/${id}/repository/branches`);
    expect(branches.map((branch) => branch['name'])).toEqual(['main']);
  });

  it('compares, and reads many files in one question', async () => {
    const id = await gitlab.project('compared', { 'a.txt': 'a\n', 'b.txt': 'b\n' });
    await gitlab.control('POST', `/projects/${id}/branches`, {
      branches: [{ name: 'work', files: { 'a.txt': 'A\n', 'n.txt': 'n\n' } }],
    });
    const compared = await gitlab.ok(dev, 'GET', `/projects/${id}/repository/compare?from=main&to=work`);
    const diffs = records(compared['diffs']);
    expect(diffs.map((diff) => [diff['new_path'], diff['new_file'], diff['diff']])).toEqual([
      ['a.txt', false, '@@ -1 +1 @@\n-a\n+A\n'],
      ['n.txt', true, '@@ -0,0 +1 @@\n+n\n'],
    ]);
    const query = `query Files($path: ID!, $paths: [String!]!) {
      project(fullPath: $path) { repository { blobs(ref: "work", paths: $paths) { nodes { path rawBlob } } } }
    }`;
    const ask = (token: string, fields: string) =>
      fetch(`${gitlab.baseUrl}/api/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({
          query: query.replace('rawBlob', fields),
          variables: { path: 'acme/compared', paths: ['a.txt', 'gone.txt', 'b.txt'] },
        }),
      }).then((response) => response.json());
    expect(await ask(dev, 'rawBlob')).toEqual({
      data: {
        project: {
          repository: {
            blobs: {
              nodes: [
                { path: 'a.txt', rawBlob: 'A\n' },
                { path: 'b.txt', rawBlob: 'b\n' },
              ],
            },
          },
        },
      },
    });
    expect(record(await ask(dev, 'secrets'))['errors']).toEqual([
      { message: "Field 'secrets' doesn't exist on type 'RepositoryBlob'" },
    ]);
    await gitlab.control('POST', '/users', { username: 'outsider' });
    expect(await ask(await gitlab.tokenOf('outsider'), 'rawBlob')).toEqual({ data: { project: null } });
  });
});
