import { describe, expect, it } from 'vitest';

import type { Finding } from '@/lib/domain/finding';

import { memoryTree } from './testing/memory-tree';
import { typescriptFixer } from './typescript-fixer';

type Files = Readonly<Record<string, string>>;

function finding(file: string, line: number, column: number, code: string, message: string): Finding {
  return { tool: 'tsc', file, line, column, code, severity: 'error', message, logLine: 1 };
}

const TSCONFIG =
  '{ // ours\n  "compilerOptions": { "strict": true, "module": "esnext", "moduleResolution": "bundler", "target": "es2022" } }';
const USER =
  'export interface User { name: string; email: string }\nexport const user: User = { name: "a", email: "b" };\n';
const EMIAL = "Property 'emial' does not exist on type 'User'. Did you mean 'email'?";
const A = "import { user } from './user';\nexport const x = user.emial;\n";
const spelling = finding('src/a.ts', 2, 23, 'TS2551', EMIAL);

const fix = (files: Files, findings: readonly Finding[] = [spelling]) =>
  typescriptFixer.fix(findings, memoryTree(files));

describe("the compiler's fixes", () => {
  it('mend a misspelled member, from the files that it takes and no others', async () => {
    const tree = memoryTree({
      'tsconfig.json': TSCONFIG,
      'src/a.ts': A,
      'src/user.ts': USER,
      'src/other.ts': 'export {};\n',
    });
    expect(await typescriptFixer.fix([spelling], tree)).toEqual({
      kind: 'edits',
      edits: [{ path: 'src/a.ts', before: A, after: A.replace('emial', 'email') }],
      strategy: expect.stringMatching(/^TypeScript \d+\.\d+\.\d+: Change spelling to 'email'$/) as string,
    });
    expect(tree.asked.flat().sort()).toEqual(['src/a.ts', 'src/user.ts', 'tsconfig.json']);
  });

  it('take the code with or without TS, and no column where the log has none', async () => {
    for (const other of [{ code: '2551' }, { column: null }]) {
      expect((await fix({ 'src/a.ts': A, 'src/user.ts': USER }, [{ ...spelling, ...other }])).kind).toBe(
        'edits',
      );
    }
  });

  it('follow paths, extends and the shape of several projects', async () => {
    const files = {
      'tsconfig.json': '{ "files": [], "references": [{ "path": "./tsconfig.app.json" }] }',
      'tsconfig.app.json':
        '{ "extends": "./config/base", "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }',
      'config/base.json':
        '{ "compilerOptions": { "strict": true, "module": "esnext", "moduleResolution": "bundler" } }',
      'src/a.ts': A.replace('./user', '@/lib/user'),
      'src/lib/user/index.ts': USER,
    };
    expect(await fix(files)).toMatchObject({ kind: 'edits', edits: [{ path: 'src/a.ts' }] });
  });

  it('find the file that a missing name comes from', async () => {
    const files = {
      'tsconfig.json': TSCONFIG,
      'src/a.ts': 'export const x = formatMoney(1);\n',
      'src/lib/money.ts': 'export function formatMoney(cents: number) { return String(cents); }\n',
    };
    const missing = finding('src/a.ts', 1, 18, 'TS2304', "Cannot find name 'formatMoney'.");
    expect(await fix(files, [missing])).toMatchObject({
      kind: 'edits',
      edits: [{ after: 'import { formatMoney } from "./lib/money";\n\nexport const x = formatMoney(1);\n' }],
    });
  });

  it('are strict only where the project is', async () => {
    const a = 'import { user } from "./user";\nexport function f(y) { return user.emial + y; }\n';
    const files = { 'tsconfig.json': '{}', 'src/a.ts': a, 'src/user.ts': USER };
    const only = finding('src/a.ts', 2, 36, 'TS2551', EMIAL);
    const old = { 'package.json': '{"devDependencies":{"typescript":"~5.4.0"}}' };
    expect((await fix({ ...files, ...old }, [only])).kind).toBe('edits');
    const implicit = finding('src/a.ts', 2, 19, 'TS7006', "Parameter 'y' implicitly has an 'any' type.");
    expect((await fix(files, [only, implicit])).kind).toBe('not-offered');
  });

  it.each<[string, Files, readonly Finding[], RegExp]>([
    ['no finding with a place', {}, [{ ...spelling, file: null }], /names no TypeScript error/],
    ['a warning', { 'src/a.ts': A }, [{ ...spelling, severity: 'warning' }], /names no TypeScript error/],
    [
      "another tool's code",
      { 'src/a.ts': A },
      [{ ...spelling, code: 'no-undef' }],
      /names no TypeScript error/,
    ],
    ['a file that is not in the commit', { 'src/b.ts': A }, [spelling], /not in the commit/],
    [
      'a path that leaves the repository',
      { 'src/a.ts': A },
      [{ ...spelling, file: '../../etc/passwd' }],
      /not in the commit/,
    ],
    ['an error that is not there', { 'src/a.ts': 'export {};\n' }, [spelling], /does not report/],
    ['dozens of errors', { 'src/a.ts': A }, Array.from({ length: 51 }, () => spelling), /more than 50/],
    ['a huge file', { 'src/a.ts': `${A}//${'x'.repeat(600_000)}` }, [spelling], /too large/],
    ['nested brackets without end', { 'src/a.ts': `${A}${'['.repeat(50_000)}` }, [spelling], /./],
  ])('are not offered for %s', async (_, files, findings, reason) => {
    const answer = await fix(files, findings);
    expect(answer.kind === 'not-offered' && answer.reason).toMatch(reason);
  });

  it('do not read a repository of thousands of files for one name', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 500 }, (_, index) => [`src/f${index}.ts`, 'export {};\n']),
    );
    const tree = memoryTree({ ...many, 'src/a.ts': 'export const x = y;\n' });
    const missing = finding('src/a.ts', 1, 18, 'TS2304', "Cannot find name 'y'.");
    expect(await typescriptFixer.fix([missing], tree)).toMatchObject({ kind: 'not-offered' });
    expect(tree.asked.flat().length).toBeLessThan(10);
  });

  it('stop at a type that never comes to an end', async () => {
    const bomb = `${A}type Grow<T extends unknown[]> = T['length'] extends 9999999 ? T : Grow<[...T, ...T, 1]>;
type Deep<N extends number, A extends unknown[] = []> = A['length'] extends N ? A : Deep<N, [...A, 1]>;
type All<A extends string> = A extends any ? \`\${A}\${A}\` : never;
type Letters = 'a' | 'b' | 'c' | 'd' | 'e' | 'f' | 'g' | 'h';
export type Boom = [Grow<[1]>, Deep<990>, \`\${Letters}\${Letters}\${Letters}\${Letters}\${Letters}\${Letters}\${Letters}\`, All<Letters>];
export const boom: Boom = 1;
`;
    const answer = await fix({ 'tsconfig.json': TSCONFIG, 'src/a.ts': bomb, 'src/user.ts': USER });
    // Whether the compiler gives up by itself or is stopped: it ends, and nothing half-checked is offered.
    if (answer.kind === 'edits')
      expect(answer.edits).toEqual([
        { path: 'src/a.ts', before: bomb, after: bomb.replace('emial', 'email') },
      ]);
    else expect(answer.reason).not.toBe('');
  });
});
