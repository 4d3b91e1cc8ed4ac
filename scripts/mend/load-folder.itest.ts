import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, expect, it } from 'vitest';

import { git } from './git';
import { loadFolder } from './load-folder';

let scratch: string;
let folder: string;

beforeEach(async () => {
  scratch = await mkdtemp(path.join(tmpdir(), 'pipemend-load-'));
  folder = path.join(scratch, 'a project');
  await mkdir(path.join(folder, 'sub dir'), { recursive: true });
  await git(folder, ['init', '--quiet', '--initial-branch', 'trunk']);
});

afterEach(() => rm(scratch, { recursive: true }));

async function commit(files: Readonly<Record<string, string>>): Promise<string> {
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
  await git(folder, ['add', '--all']);
  await git(folder, ['commit', '--quiet', '--message', 'One more']);
  return git(folder, ['rev-parse', 'HEAD']);
}

const ci = { '.gitlab-ci.yml': 'test: { script: [true] }\n' };

it('takes the last commit as the change, and what was before as the default branch', async () => {
  const before = await commit(ci);
  const sha = await commit({ 'sub dir/a.txt': 'a' });
  const loaded = await loadFolder(folder, scratch);
  expect(loaded).toMatchObject({ name: 'a-project', defaultBranch: 'trunk', sha });
  expect(await git(loaded.repository, ['rev-parse', 'refs/heads/trunk'])).toBe(before);
});

it('takes a folder below the root, a detached head and a shallow clone', async () => {
  await commit(ci);
  const sha = await commit({ 'sub dir/a.txt': 'a' });
  await git(folder, ['checkout', '--quiet', '--detach']);
  expect(await loadFolder(path.join(folder, 'sub dir'), await made('one'))).toMatchObject({ sha });
  const shallow = path.join(scratch, 'shallow');
  await git(scratch, ['clone', '--quiet', '--depth', '1', `file://${folder}`, shallow]);
  const loaded = await loadFolder(shallow, await made('two'));
  expect(await git(loaded.repository, ['show', `${loaded.sha}:sub dir/a.txt`])).toBe('a');
});

it('puts something empty before a first commit', async () => {
  const sha = await commit({ ...ci, 'a.txt': 'a' });
  const loaded = await loadFolder(folder, scratch);
  expect(await git(loaded.repository, ['ls-tree', 'refs/heads/trunk'])).toBe('');
  expect(await git(loaded.repository, ['rev-parse', `${loaded.sha}^{tree}`])).toBe(
    await git(folder, ['rev-parse', `${sha}^{tree}`]),
  );
});

it('says in one sentence what cannot be taken', async () => {
  await expect(loadFolder(folder, scratch)).rejects.toThrow(/is no git folder with a commit\.$/);
  await commit({ 'a.txt': 'a' });
  await expect(loadFolder(folder, scratch)).rejects.toThrow(/no committed \.gitlab-ci\.yml at the root/);
  await commit({ '.gitlab-ci.yml': 'include: { project: acme/ci, file: a.yml }\n' });
  await expect(loadFolder(folder, scratch)).rejects.toThrow(/includes more: project acme\/ci\.$/);
});

it('runs nothing that the folder is set up to run', async () => {
  await commit(ci);
  await commit({ 'a.txt': 'a' });
  const trace = path.join(scratch, 'ran');
  await git(folder, ['config', 'core.fsmonitor', `touch ${trace}`]);
  await writeFile(path.join(folder, 'a.txt'), 'changed');
  await loadFolder(folder, scratch);
  await expect(rm(trace)).rejects.toThrow('ENOENT');
});

async function made(name: string): Promise<string> {
  const to = path.join(scratch, name);
  await mkdir(to);
  return to;
}
