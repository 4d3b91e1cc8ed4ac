import type { FixtureProject } from './fixture-project';

const sloppy = 'var total = 1\nif (total == 2) {\n  close("till")\n}\n';
const rules = "export default [{ rules: { 'no-var': 'error', eqeqeq: 'error', 'no-undef': 'warn' } }];\n";
const typed =
  "import { total } from './money';\n\nconst sum: number = 'five';\nexport const open = total.lenght + sum;\n";
const failing = [
  "import test, { describe, it } from 'node:test';",
  "import assert from 'node:assert/strict';",
  '',
  "test('adds money', () => {",
  '  assert.equal(2 + 2, 5);',
  '});',
  "describe('till', () => {",
  "  it('opens', () => {});",
  "  it('holds money', () => {",
  '    assert.deepEqual({ coins: 1 }, { coins: 2 });',
  '  });',
  '});',
  '',
].join('\n');
const spec = [
  "import { describe, expect, it } from 'vitest';",
  '',
  "describe('till', () => {",
  "  it('adds money', () => {",
  '    expect(2 + 2).toBe(5);',
  '  });',
  '});',
  '',
].join('\n');
const esm = '{ "name": "till", "version": "1.0.0", "type": "module" }\n';
const lib = '{ "name": "coins", "version": "1.0.0" }\n';

export const javascriptProjects: readonly FixtureProject[] = [
  {
    name: 'eslint',
    files: { 'package.json': esm, 'eslint.config.js': rules, 'src/till.js': sloppy },
    argv: ['eslint', '.'],
    command: 'npx eslint .',
  },
  {
    name: 'eslint-without-configuration',
    files: { 'package.json': esm, 'src/till.js': sloppy },
    argv: ['eslint', 'src'],
    command: 'npx eslint src',
  },
  {
    name: 'eslint-json',
    files: { 'package.json': esm, 'eslint.config.js': rules, 'src/till.js': sloppy },
    argv: ['eslint', '--format', 'json', '.'],
    command: 'npx eslint --format json .',
  },
  {
    name: 'prettier',
    files: {
      'src/till.js': sloppy,
      'src/money.js': 'export const a   = 1;\n',
      'src/fine.js': 'export const b = 1;\n',
    },
    argv: ['prettier', '--check', 'src'],
    command: 'npx prettier --check src',
  },
  {
    name: 'prettier-cannot-parse',
    files: { 'src/till.ts': 'export const a = {;\n' },
    argv: ['prettier', '--check', 'src'],
    command: 'npx prettier --check src',
  },
  {
    name: 'typescript',
    files: {
      'tsconfig.json': '{ "compilerOptions": { "noEmit": true } }\n',
      'src/till.ts': typed,
      'src/money.ts': "export const total = 'five';\n",
    },
    argv: ['tsc'],
    command: 'npx tsc',
  },
  {
    name: 'typescript-pretty',
    files: {
      'tsconfig.json': '{ "compilerOptions": { "noEmit": true } }\n',
      'src/till.ts': typed,
      'src/money.ts': "export const total = 'five';\n",
    },
    argv: ['tsc', '--pretty'],
    command: 'npx tsc --pretty',
  },
  {
    name: 'node-test-spec',
    files: { 'package.json': esm, 'test/till.test.js': failing },
    argv: ['node', '--test', '--test-reporter=spec', 'test/till.test.js'],
    command: 'node --test',
  },
  {
    name: 'node-test-tap',
    files: { 'package.json': esm, 'test/till.test.js': failing },
    argv: ['node', '--test', '--test-reporter=tap', 'test/till.test.js'],
    command: 'node --test',
  },
  {
    name: 'node-test-cannot-load',
    files: { 'package.json': esm, 'test/till.test.js': "import { till } from '../src/gone.js';\ntill();\n" },
    argv: ['node', '--test', '--test-reporter=spec', 'test/till.test.js'],
    command: 'node --test',
  },
  {
    name: 'node-cannot-find-module',
    files: { 'package.json': esm, 'till.js': "import 'coins-that-nobody-has';\n" },
    argv: ['node', 'till.js'],
    command: 'node till.js',
  },
  {
    name: 'vitest',
    files: { 'package.json': esm, 'test/till.test.js': spec },
    argv: ['vitest', 'run', '--no-color'],
    command: 'npx vitest run',
    needsModules: true,
  },
  {
    name: 'npm-ci-out-of-step',
    files: {
      'package.json': '{ "name": "till", "version": "1.0.0", "dependencies": { "coins": "file:coins" } }\n',
      'package-lock.json':
        '{ "name": "till", "version": "1.0.0", "lockfileVersion": 3, "packages": { "": { "name": "till", "version": "1.0.0" } } }\n',
      'coins/package.json': lib,
    },
    argv: ['npm', 'ci', '--offline', '--no-audit'],
    command: 'npm ci',
  },
  {
    name: 'npm-ci-without-lockfile',
    files: { 'package.json': esm },
    argv: ['npm', 'ci', '--offline'],
    command: 'npm ci',
  },
  {
    name: 'npm-missing-script',
    files: { 'package.json': esm },
    argv: ['npm', 'run', 'lint'],
    command: 'npm run lint',
  },
  {
    name: 'missing-command',
    files: { 'till.sh': '#!/bin/bash\nset -e\ncount-the-coins --all\n' },
    argv: ['bash', 'till.sh'],
    command: 'bash till.sh',
  },
  {
    name: 'permission-denied',
    files: { 'till.sh': 'echo open\n', 'run.sh': './till.sh\n' },
    argv: ['bash', 'run.sh'],
    command: './till.sh',
  },
];
