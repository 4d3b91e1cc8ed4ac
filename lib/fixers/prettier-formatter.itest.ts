import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { format } from 'prettier';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { prettierFormatter } from './prettier-formatter';
import { memoryTree } from './testing/memory-tree';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pipemend-canary-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

type Files = Readonly<Record<string, string>>;
const run = (files: Files, wanted: readonly string[] = ['src/a.js']) =>
  prettierFormatter.format(wanted, memoryTree(files));

const UGLY = 'const a   = {b:"1"}\n';

describe('Prettier in our own process', () => {
  it('formats each kind of file as Prettier itself does', async () => {
    const files = {
      'a.js': 'const a   = 1',
      'a.ts': 'const a   :string= "1"',
      'a.tsx': 'const a = <p  >a</p>',
      'a.vue': '<template><p>a</p></template>',
      'a.css': 'a{color:red}',
      'a.scss': 'a{b{color:red}}',
      'a.json': '{"a":1}',
      'a.yml': 'a:   1',
      'a.md': '* a\n* b',
      'a.html': '<p >a</p>',
      'a.graphql': 'query{a}',
    };
    const edits = await Promise.all(
      Object.entries(files).map(async ([path, before]) => ({
        path,
        before,
        after: await format(before, { filepath: path }),
      })),
    );
    expect(await run(files, Object.keys(files))).toMatchObject({ kind: 'edits', edits });
  });

  it("uses the project's settings, each file its own", async () => {
    const files = {
      'src/a.js': UGLY,
      'docs/b.js': UGLY,
      '.prettierrc': '{ "singleQuote": true }',
      'docs/.prettierrc': 'semi: false',
      'package-lock.json': '{"packages":{"node_modules/prettier":{"version":"3.4.0"}}}',
    };
    expect(await run(files, ['src/a.js', 'docs/b.js'])).toMatchObject({
      kind: 'edits',
      edits: [{ after: "const a = { b: '1' };\n" }, { after: 'const a = { b: "1" }\n' }],
      strategy: expect.stringContaining('.prettierrc, docs/.prettierrc') as string,
    });
  });

  it('changes only the files that it is asked about', async () => {
    const answer = await run({ 'src/a.js': UGLY, 'src/b.js': UGLY });
    expect(answer.kind === 'edits' && answer.edits.map(({ path }) => path)).toEqual(['src/a.js']);
  });

  it.each<[string, Files, RegExp]>([
    ['a file that is not in the commit', { 'b.js': UGLY }, /None of the files/],
    ['a file that is formatted already', { 'src/a.js': 'const a = 1;\n' }, /would change none/],
    ['an ignored file', { 'src/a.js': UGLY, '.prettierignore': 'src\n' }, /ignores all/],
    [
      'another major version',
      { 'src/a.js': UGLY, 'package.json': '{"devDependencies":{"prettier":"^2.8.0"}}' },
      /uses Prettier \^2\.8\.0/,
    ],
    ['a syntax error', { 'src/a.js': 'const = ;\n' }, /Prettier cannot read src\/a\.js/],
    ['a huge file', { 'src/a.js': 'a;\n'.repeat(200_000) }, /too large/],
    ['an unknown parser', { 'src/a.js': UGLY, '.prettierrc': 'parser: nonsense' }, /cannot read/],
  ])('is not offered for %s', async (_, files, reason) => {
    const answer = await run(files);
    expect(answer.kind === 'not-offered' && answer.reason).toMatch(reason);
  });

  it('is not offered for hundreds of files', async () => {
    const paths = Array.from({ length: 51 }, (_, index) => `f${index}.js`);
    const answer = await run(Object.fromEntries(paths.map((path) => [path, UGLY])), paths);
    expect(answer.kind).toBe('not-offered');
  });

  it("never runs the project's code, wherever it is named", async () => {
    const canary = join(folder, 'ran');
    const evil = `import { writeFileSync } from 'node:fs';\nwriteFileSync(${JSON.stringify(canary)}, '');\nexport default {};\n`;
    const named: readonly Files[] = [
      { 'prettier.config.mjs': evil },
      { '.prettierrc.mjs': evil },
      { '.prettierrc.ts': evil },
      { 'package.json': '{"prettier":"./evil.mjs"}' },
      { '.prettierrc': '{"plugins":["./evil.mjs"]}' },
      { '.prettierrc': `{"plugins":["${join(folder, 'evil.mjs')}"]}` },
      { '.prettierrc': '{"overrides":[{"files":"*.js","options":{"plugins":["./evil.mjs"]}}]}' },
      { '.prettierrc': '{"parser":"./evil.mjs"}' },
      { '.prettierrc': '"./evil.mjs"' },
    ];
    for (const files of named) {
      const answer = await run({ ...files, 'src/a.js': UGLY, 'evil.mjs': evil });
      expect(answer.kind).toBe('not-offered');
    }
    expect(existsSync(canary)).toBe(false);
  });

  it('survives a text that is nested without end', async () => {
    const answer = await run({ 'src/a.js': `${'['.repeat(100_000)}${']'.repeat(100_000)}\n` });
    expect(answer.kind).toBe('not-offered');
  });

  it('asks for the settings and the files in one go', async () => {
    const tree = memoryTree({ 'src/a.js': UGLY, '.prettierrc': '{}', 'README.md': 'a\n' });
    await prettierFormatter.format(['src/a.js'], tree);
    expect(tree.asked).toEqual([['.prettierrc', 'src/a.js']]);
  });
});
