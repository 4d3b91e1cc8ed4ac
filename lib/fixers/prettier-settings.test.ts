import { describe, expect, it } from 'vitest';

import { settingsFor } from './prettier-settings';

const settings = (files: Readonly<Record<string, string>>, path = 'web/src/a.ts') =>
  settingsFor(path, new Map(Object.entries(files)));
const options = (files: Readonly<Record<string, string>>, path?: string) => {
  const found = settings(files, path);
  return found.kind === 'options' ? found.options : found.reason;
};

describe("the project's settings for Prettier", () => {
  it.each<[string, Record<string, string>]>([
    ['JSON in .prettierrc', { '.prettierrc': '{ "semi": false }' }],
    ['YAML in .prettierrc', { '.prettierrc': 'semi: false\n' }],
    ['.prettierrc.json with a comment', { '.prettierrc.yaml': '# ours\nsemi: false\n' }],
    ['.prettierrc.json5 with a trailing comma', { '.prettierrc.json5': '{ "semi": false, }' }],
    ['package.json', { 'package.json': '{ "prettier": { "semi": false } }' }],
    ['package.yaml', { 'package.yaml': 'prettier:\n  semi: false\n' }],
    [
      'a package.json without the key, then .prettierrc',
      { 'package.json': '{}', '.prettierrc': 'semi: false' },
    ],
    ['the nearest folder', { '.prettierrc': 'semi: true\ntabWidth: 8', 'web/.prettierrc': 'semi: false' }],
  ])('are read from %s', (_, files) => {
    expect(options(files)).toEqual({ semi: false });
  });

  it('are its defaults where there are none', () => {
    expect(settings({})).toEqual({ kind: 'options', options: {}, from: null });
  });

  it.each([
    ['a file name', '*.ts', true],
    ['a path', 'src/*.ts', true],
    ['a folder', 'src/**', true],
    ['another name', '*.md', false],
    ['another folder', 'test/**', false],
  ])('follow overrides for %s, relative to their own folder', (_, files, applies) => {
    const config = JSON.stringify({ semi: true, overrides: [{ files, options: { semi: false } }] });
    expect(options({ 'web/.prettierrc': config })).toEqual({ semi: !applies });
  });

  it('follow excludeFiles, and later overrides win', () => {
    const overrides = [
      { files: ['*.ts'], options: { tabWidth: 8 } },
      { files: '*.ts', excludeFiles: 'src/a.ts', options: { semi: false } },
      { files: '*.ts', options: { tabWidth: 4 } },
    ];
    expect(options({ 'web/.prettierrc': JSON.stringify({ overrides }) })).toEqual({ tabWidth: 4 });
  });

  it('start from .editorconfig, as Prettier does', () => {
    const editorconfig =
      '[*]\nindent_style = tab\nmax_line_length = 100\n[*.ts]\nindent_size = 4\nend_of_line = crlf\n[*.md]\nmax_line_length = off\n';
    expect(options({ '.editorconfig': editorconfig })).toEqual({
      useTabs: true,
      printWidth: 100,
      tabWidth: 4,
      endOfLine: 'crlf',
    });
    expect(options({ '.editorconfig': editorconfig, '.prettierrc': 'printWidth: 80' })).toMatchObject({
      useTabs: true,
      printWidth: 80,
    });
    expect(options({ '.editorconfig': editorconfig }, 'README.md')).toEqual({
      useTabs: true,
      printWidth: Number.POSITIVE_INFINITY,
    });
  });

  it('stop at the .editorconfig that calls itself the root, and a nearer one wins', () => {
    const outer = '[*]\nindent_size = 8\nmax_line_length = 60\n';
    expect(
      options({ '.editorconfig': outer, 'web/.editorconfig': 'root = true\n[*]\nindent_size = 3\n' }),
    ).toEqual({ tabWidth: 3 });
    expect(
      options({ '.editorconfig': outer, 'web/.editorconfig': '[src/*.{ts,js}]\nindent_size = 3\n' }),
    ).toEqual({ tabWidth: 3, printWidth: 60 });
  });

  it.each<[string, Record<string, string>]>([
    ['a configuration that is code', { 'prettier.config.mjs': 'export default {}' }],
    ['a configuration that is TypeScript', { '.prettierrc.ts': 'export default {}' }],
    ['TOML', { '.prettierrc.toml': 'semi = false' }],
    ['a shared package', { 'package.json': '{ "prettier": "@acme/prettier" }' }],
    ['a shared package in .prettierrc', { '.prettierrc': '"@acme/prettier"' }],
    ['a plugin', { '.prettierrc': '{ "plugins": ["./evil.mjs"] }' }],
    [
      'a plugin in an override',
      { '.prettierrc': '{ "overrides": [{ "files": "*", "options": { "plugins": ["x"] } }] }' },
    ],
    ['a parser that is a path', { '.prettierrc': '{ "parser": "./evil.mjs" }' }],
    ['an option of another kind', { '.prettierrc': '{ "tabWidth": "two" }' }],
    ['no YAML', { '.prettierrc': '{ "a": [' }],
    ['a broken package.json', { 'package.json': '{' }],
    ['a huge file', { '.prettierrc': `#${'x'.repeat(100_001)}` }],
  ])('are refused with a reason for %s', (_, files) => {
    expect(settings(files)).toMatchObject({
      kind: 'unsupported',
      reason: expect.stringMatching(/^\S+ .+\.$/) as string,
    });
  });
});
