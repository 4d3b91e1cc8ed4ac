import { describe, expect, it } from 'vitest';
import ts from 'typescript';

import type { Finding } from '@/lib/domain/finding';

import { findCorrections } from './typescript-corrections';
import { TypeScriptService } from './typescript-service';

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  types: [],
  lib: ['lib.es2015.d.ts'],
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
};

type Files = Readonly<Record<string, string>>;

function service(files: Files, options: ts.CompilerOptions = {}): TypeScriptService {
  return new TypeScriptService(new Map(Object.entries(files)), { ...OPTIONS, ...options });
}

/** What `tsc` would print for these files. */
function reported(checked: TypeScriptService): Finding[] {
  return checked.paths().flatMap((file) =>
    checked.diagnostics(file).map(({ code, messageText, start = 0, file: source }) => {
      const at = source?.getLineAndCharacterOfPosition(start) ?? { line: 0, character: 0 };
      const message = ts.flattenDiagnosticMessageText(messageText, '\n').split('\n')[0] ?? '';
      const place = { file, line: at.line + 1, column: at.character + 1 };
      return { tool: 'tsc', ...place, code: `TS${code}`, severity: 'error', message, logLine: 1 };
    }),
  );
}

function correct(
  files: Files,
  options: ts.CompilerOptions = {},
  choose: (findings: readonly Finding[]) => readonly Finding[] = (findings) => findings,
) {
  const checked = service(files, options);
  const findings = choose(reported(checked));
  expect(findings.length).toBeGreaterThan(0);
  const found = findCorrections(checked, findings);
  return found.kind === 'corrections' ? Object.fromEntries(found.texts) : found.kind;
}

const USER =
  'export interface User { name: string; email: string }\nexport const user: User = { name: "a", email: "b" };\n';
const MONEY = 'export function formatMoney(cents: number) { return String(cents); }\n';

describe("the compiler's corrections", () => {
  it.each<[string, Files, Record<string, string>, ts.CompilerOptions?]>([
    [
      'a misspelled member',
      { 'user.ts': USER, 'a.ts': "import { user } from './user';\nexport const x = user.emial;\n" },
      { 'a.ts': "import { user } from './user';\nexport const x = user.email;\n" },
    ],
    [
      'a member that is misspelled twice, and another one',
      {
        'user.ts': USER,
        'a.ts': "import { user } from './user';\nexport const x = user.emial + user.emial + user.nam;\n",
      },
      { 'a.ts': "import { user } from './user';\nexport const x = user.email + user.email + user.name;\n" },
    ],
    [
      'a missing import',
      { 'lib/money.ts': MONEY, 'a.ts': 'export const x = formatMoney(1);\n' },
      { 'a.ts': 'import { formatMoney } from "./lib/money";\n\nexport const x = formatMoney(1);\n' },
    ],
    [
      'a missing await',
      { 'a.ts': 'export async function f(n: () => Promise<number>) { return n() + 1; }\n' },
      { 'a.ts': 'export async function f(n: () => Promise<number>) { return await n() + 1; }\n' },
    ],
    [
      'await in a function that is not async',
      { 'a.ts': 'export function f(n: () => Promise<number>) { return await n(); }\n' },
      { 'a.ts': 'export async function f(n: () => Promise<number>) { return await n(); }\n' },
    ],
    [
      'a type that has to be imported as a type',
      { 'user.ts': USER, 'a.ts': "import { User } from './user';\nexport const x: User | null = null;\n" },
      { 'a.ts': "import type { User } from './user';\nexport const x: User | null = null;\n" },
      { verbatimModuleSyntax: true },
    ],
    [
      'a missing override',
      { 'a.ts': 'class A { go() {} }\nexport class B extends A { go() {} }\n' },
      { 'a.ts': 'class A { go() {} }\nexport class B extends A { override go() {} }\n' },
      { noImplicitOverride: true },
    ],
    [
      'an unused import',
      { 'user.ts': USER, 'a.ts': "import { user } from './user';\nexport const x = 1;\n" },
      { 'a.ts': 'export const x = 1;\n' },
      { noUnusedLocals: true },
    ],
  ])('mend %s', (_, files, expected, options) => {
    expect(correct(files, options)).toEqual(expected);
  });

  it.each<[string, Files, ts.CompilerOptions?]>([
    [
      'a member that nothing is like',
      { 'user.ts': USER, 'a.ts': "import { user } from './user';\nexport const x = user.zzz;\n" },
    ],
    [
      'a name that is misspelled in an import and where it is used',
      {
        'money.ts': MONEY,
        'a.ts': "import { formatMony } from './money';\nexport const x = formatMony(1);\n",
      },
    ],
    ['a name that is nowhere', { 'a.ts': 'export const x = nowhere(1);\n' }],
    [
      'a name that two files export',
      { 'b.ts': MONEY, 'c.ts': MONEY, 'a.ts': 'export const x = formatMoney(1);\n' },
    ],
    [
      'a missing property',
      {
        'user.ts': USER,
        'a.ts': "import type { User } from './user';\nexport const x: User = { name: 'a' };\n",
      },
    ],
    ['a missing method', { 'a.ts': 'class A {}\nexport const x = new A().go();\n' }],
    ['a parameter without a type', { 'a.ts': 'export function f(x) { return x + 1; }\n' }],
    ['a wrong type', { 'a.ts': "export const x: number = 'a';\n" }],
    ['an unused variable', { 'a.ts': 'export function f() { const x = 1; }\n' }, { noUnusedLocals: true }],
    [
      'an interface that is not implemented',
      { 'a.ts': 'interface A { go(): void }\nexport class B implements A {}\n' },
    ],
    [
      'a wrong argument beside a misspelled member',
      { 'user.ts': USER, 'a.ts': "import { user } from './user';\nexport const x: number = user.emial;\n" },
    ],
  ])('invent nothing for %s', (_, files, options) => {
    expect(correct(files, options)).toBe('none');
  });

  it('touch no error that the log did not print', () => {
    const files = {
      'user.ts': USER,
      'a.ts': "import { user } from './user';\nexport const x = user.emial;\nexport const y: number = 'a';\n",
    };
    expect(correct(files, {}, (findings) => findings.filter(({ code }) => code === 'TS2551'))).toEqual({
      'a.ts': "import { user } from './user';\nexport const x = user.email;\nexport const y: number = 'a';\n",
    });
  });

  it.each<[string, Partial<Finding>]>([
    ['line', { line: 1 }],
    ['column', { column: 1 }],
    ['code', { code: 'TS2339' }],
    ['message', { message: "Property 'emial' does not exist on type 'Other'. Did you mean 'email'?" }],
    ['file', { file: 'user.ts' }],
    ['file that is not there', { file: '../../etc/passwd' }],
  ])('count only where the log says the same: another %s', (_, other) => {
    const files = {
      'user.ts': USER,
      'a.ts': "import { user } from './user';\nexport const x = user.emial;\n",
    };
    expect(correct(files, {}, (findings) => findings.map((finding) => ({ ...finding, ...other })))).toBe(
      'none',
    );
  });

  it('leave no error of the log behind', () => {
    const files = {
      'user.ts': USER,
      'a.ts': "import { user } from './user';\nexport const x = user.emial + user.zzz;\n",
    };
    expect(correct(files)).toBe('none');
  });

  it('keep CRLF and tabs', () => {
    const files = {
      'lib/money.ts': MONEY,
      'a.ts': "import { b } from './b';\r\nexport function f() {\r\n\treturn formatMoney(b);\r\n}\r\n",
      'b.ts': 'export const b = 1;\n',
    };
    expect(correct(files)).toEqual({
      'a.ts':
        "import { b } from './b';\r\nimport { formatMoney } from './lib/money';\r\nexport function f() {\r\n\treturn formatMoney(b);\r\n}\r\n",
    });
  });

  it("read nothing of this machine but the compiler's library", () => {
    const files = {
      'a.ts':
        "import x from '/etc/passwd';\nimport y from '../../../../etc/hosts';\nimport ts from 'typescript';\n/// <reference path=\"/etc/passwd\" />\nexport const z = [x, y, ts];\n",
    };
    const codes = reported(service(files)).map(({ code }) => code);
    expect(codes.filter((code) => code === 'TS2307' || code === 'TS6053').length).toBeGreaterThanOrEqual(3);
    expect(correct(files)).toBe('none');
  });
});
