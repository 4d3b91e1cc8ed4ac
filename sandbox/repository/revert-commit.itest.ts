import { afterAll, beforeAll, expect, it } from 'vitest';

import { field, GitlabDriver } from '../testing/gitlab-driver';

let gitlab: GitlabDriver;
let dev: string;

beforeAll(async () => {
  gitlab = await GitlabDriver.start();
  dev = await gitlab.tokenOf('dev');
});
afterAll(() => gitlab.stop());

const lines = (...texts: string[]) => `${texts.join('\n')}\n`;
const text = lines('one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine');

async function change(project: number, content: string, start?: string): Promise<string> {
  const commit = await gitlab.ok(dev, 'POST', `/projects/${project}/repository/commits`, {
    branch: 'work',
    ...(start === undefined ? {} : { start_branch: start }),
    commit_message: 'Change it',
    actions: [{ action: 'update', file_path: 'a.txt', content }],
  });
  return field(commit, 'id');
}

const read = async (project: number) =>
  (await gitlab.api(dev, 'GET', `/projects/${project}/repository/files/a.txt/raw?ref=work`)).body;

it('takes back one commit and leaves what came after it', async () => {
  const project = await gitlab.project('reverted', { 'a.txt': text });
  const sha = await change(project, text.replace('one', 'ONE'), 'main');
  await change(project, text.replace('one', 'ONE').replace('nine', 'NINE'));
  const made = await gitlab.ok(dev, 'POST', `/projects/${project}/repository/commits/${sha}/revert`, {
    branch: 'work',
  });
  expect(made['message']).toBe(`Revert "Change it"\n\nThis reverts commit ${sha}`);
  expect(await read(project)).toBe(text.replace('nine', 'NINE'));
  const branch = await gitlab.ok(dev, 'GET', `/projects/${project}/repository/branches/work`);
  expect(branch).toMatchObject({ commit: { id: made['id'] } });
});

it('refuses what later commits changed, what is gone already, and whoever may not push', async () => {
  const project = await gitlab.project('not-reverted', { 'a.txt': text });
  const sha = await change(project, text.replace('one', 'ONE'), 'main');
  const revert = (branch: string) =>
    gitlab.api(dev, 'POST', `/projects/${project}/repository/commits/${sha}/revert`, { branch });
  await gitlab.ok(dev, 'POST', `/projects/${project}/repository/commits/${sha}/revert`, { branch: 'work' });
  expect(await revert('work')).toMatchObject({ status: 400, body: { error_code: 'empty' } });
  await change(project, text.replace('one', 'Eins'));
  expect(await revert('work')).toMatchObject({ status: 400, body: { error_code: 'conflict' } });
  expect((await revert('main')).status).toBe(403);
  expect((await revert('nowhere')).status).toBe(404);
});
