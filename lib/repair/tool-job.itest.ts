import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { editsFromPatch, pathsInPatch } from './edits-from-patch';
import { type ToolJobInput, buildToolJob } from './tool-job';
import { toolById } from './tools';

const run = promisify(execFile);
const bin = join(import.meta.dirname, '../../node_modules/.bin');

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pipemend-tool-job-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function repository(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const git = (...args: string[]) =>
    run('git', ['-C', folder, '-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args]);
  await git('init', '--quiet');
  await git('add', '--all');
  await git('commit', '--quiet', '--message', 'a');
}

/** Runs the job's lines as a runner does: one shell, before_script first, an end at the first failure. */
async function runJob(
  input: Omit<ToolJobInput, 'fixId'>,
  path = `${folder}/programs:${bin}:${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`,
): Promise<{ patch: string; output: string }> {
  const built = buildToolJob({ ...input, fixId: 'fix1' });
  if (built.kind === 'refused') throw new Error(built.reason);
  const file = parse(built.ciYaml) as Record<string, { before_script: string[]; script: string[] }>;
  const job = file[built.jobName];
  if (job === undefined) throw new Error('the job is not in the file');
  const lines = ['set -eo pipefail', ...job.before_script, ...job.script].join('\n');
  const { stdout, stderr } = await run('/bin/bash', ['-c', lines], {
    cwd: folder,
    env: { NODE_ENV: 'test', PATH: path, CI_PROJECT_DIR: folder, HOME: folder },
  });
  return { patch: await readFile(join(folder, built.patchPath), 'utf8'), output: stdout + stderr };
}

const CONFIG =
  "export default [{ rules: { 'prefer-const': 'error', eqeqeq: 'error', 'no-undef': 'error' } }];\n";

describe('the tool job', () => {
  it('takes what ESLint mends, although ESLint itself fails, and nothing that the preparation changed', async () => {
    await repository({
      'eslint.config.mjs': CONFIG,
      'src/a.js': 'let a = 1;\nexport const b = a == missing;\n',
      'state.txt': 'before\n',
    });
    const { patch, output } = await runJob({
      mergedYaml: 'lint:\n  before_script: [echo changed > state.txt]\n  script: [npx eslint src]\n',
      jobName: 'lint',
      tool: 'eslint',
      command: 'npx eslint src',
    });
    expect(output).toContain('what it mended is kept');
    expect(pathsInPatch(patch)).toEqual({ kind: 'paths', paths: ['src/a.js'] });
    const before = new Map([['src/a.js', 'let a = 1;\nexport const b = a == missing;\n']]);
    expect(editsFromPatch(patch, before, toolById('eslint').mayTouch)).toEqual({
      kind: 'edits',
      edits: [
        {
          path: 'src/a.js',
          before: before.get('src/a.js'),
          after: 'const a = 1;\nexport const b = a == missing;\n',
        },
      ],
    });
  });

  it('works in the folder that the script went to, and names paths from the root, whatever letters they have', async () => {
    await repository({
      'web app/eslint.config.mjs': CONFIG,
      'web app/src/größe "x".js': 'let a = 1;\nexport { a };\n',
    });
    const { patch } = await runJob({
      mergedYaml: 'lint:\n  script:\n    - cd "web app"\n    - eslint .\n',
      jobName: 'lint',
      tool: 'eslint',
      command: 'eslint .',
    });
    const paths = ['web app/src/größe "x".js'];
    expect(pathsInPatch(patch)).toEqual({ kind: 'paths', paths });
    const edits = editsFromPatch(
      patch,
      new Map([[paths[0] ?? '', 'let a = 1;\nexport { a };\n']]),
      () => true,
    );
    expect(edits).toMatchObject({
      kind: 'edits',
      edits: [{ path: paths[0], after: 'const a = 1;\nexport { a };\n' }],
    });
  });

  it("prefers the project's own copy of the tool", async () => {
    await repository({ 'a.js': 'a\n', '.gitignore': 'node_modules\n' });
    await mkdir(join(folder, 'node_modules/.bin'), { recursive: true });
    await writeFile(join(folder, 'node_modules/.bin/eslint'), '#!/bin/sh\necho own "$@"\necho b > a.js\n');
    await chmod(join(folder, 'node_modules/.bin/eslint'), 0o755);
    const { output, patch } = await runJob({
      mergedYaml: 'lint: { script: [npm run lint] }\n',
      jobName: 'lint',
      tool: 'eslint',
    });
    expect(output).toContain('own --fix .');
    expect(patch).toContain('+b');
  });

  it('fails with a sentence where the tool is not installed, and downloads nothing', async () => {
    await repository({ 'a.css': 'a{}\n' });
    const job = runJob({
      mergedYaml: 'lint: { script: [npx stylelint a.css] }\n',
      jobName: 'lint',
      tool: 'stylelint',
    });
    await expect(job).rejects.toMatchObject({
      stdout: expect.stringContaining('Stylelint is not installed in this job') as string,
    });
  });

  it('brings a package-lock back into step without running what the project says', async () => {
    const manifest = {
      name: 'shop',
      version: '1.0.0',
      scripts: { preinstall: 'touch ran', postinstall: 'touch ran', prepare: 'touch ran' },
      dependencies: { left: 'file:left', right: 'file:right' },
    };
    const lock = {
      name: 'shop',
      version: '1.0.0',
      lockfileVersion: 3,
      requires: true,
      packages: {
        '': { name: 'shop', version: '1.0.0', dependencies: { left: 'file:left' } },
        left: { version: '1.0.0' },
        'node_modules/left': { resolved: 'left', link: true },
      },
    };
    await repository({
      'package.json': JSON.stringify(manifest),
      'package-lock.json': JSON.stringify(lock, null, 2),
      'left/package.json': '{"name":"left","version":"1.0.0"}',
      'right/package.json': '{"name":"right","version":"1.0.0"}',
    });
    const { patch } = await runJob({
      mergedYaml: 'default: { before_script: [npm ci --offline] }\ntest: { script: [npm test] }\n',
      jobName: 'test',
      tool: 'npm-lockfile',
      command: 'npm ci --offline',
    });
    expect(pathsInPatch(patch)).toEqual({ kind: 'paths', paths: ['package-lock.json'] });
    expect(patch).toContain('+    "node_modules/right": {');
    await expect(readFile(join(folder, 'ran'), 'utf8')).rejects.toThrow('ENOENT');
  });

  it('takes the patch without git, as small images have none', async () => {
    await repository({ 'src/a b.js': 'let a = 1;\n', 'src/same.js': 'b\n', '.gitignore': 'programs\n' });
    const programs = join(folder, 'programs');
    await mkdir(programs);
    for (const name of ['tar', 'diff', 'grep', 'mktemp', 'mkdir', 'cat']) {
      const { stdout } = await run('which', [name]);
      await symlink(stdout.trim(), join(programs, name));
    }
    const fix = '#!/bin/bash\necho "const a = 1;" > "src/a b.js"\necho new > src/new.js\n';
    await writeFile(join(programs, 'eslint'), fix);
    await chmod(join(programs, 'eslint'), 0o755);
    const config = { mergedYaml: 'lint: { script: [eslint .] }\n', jobName: 'lint', tool: 'eslint' as const };
    const { patch } = await runJob(config, programs);
    expect(editsFromPatch(patch, new Map([['src/a b.js', 'let a = 1;\n']]), () => true)).toEqual({
      kind: 'edits',
      edits: [{ path: 'src/a b.js', before: 'let a = 1;\n', after: 'const a = 1;\n' }],
    });
  });

  it('works where a link in the tree is changed by the tool: the patch is refused', async () => {
    await repository({ 'a.txt': 'a\n' });
    await symlink('a.txt', join(folder, 'link.js'));
    await run('git', ['-C', folder, 'add', '--all']);
    await mkdir(join(folder, 'programs'));
    await writeFile(join(folder, 'programs/eslint'), '#!/bin/sh\nrm link.js; ln -s /etc/passwd link.js\n');
    await chmod(join(folder, 'programs/eslint'), 0o755);
    const { patch } = await runJob({
      mergedYaml: 'lint: { script: [eslint .] }\n',
      jobName: 'lint',
      tool: 'eslint',
    });
    expect(pathsInPatch(patch).kind).toBe('refused');
  });
});
