import { describe, expect, it } from 'vitest';

import { majorOf, projectPackageVersion } from './project-package-version';

const version = (files: Readonly<Record<string, string>>) =>
  projectPackageVersion('prettier', 'web/src/a.ts', new Map(Object.entries(files)));

describe('the version that a project uses', () => {
  it.each<[string, Record<string, string>, string | null]>([
    [
      'package-lock',
      { 'package-lock.json': '{"packages":{"node_modules/prettier":{"version":"3.4.2"}}}' },
      '3.4.2',
    ],
    [
      'an old package-lock',
      { 'package-lock.json': '{"dependencies":{"prettier":{"version":"2.8.8"}}}' },
      '2.8.8',
    ],
    ['pnpm', { 'pnpm-lock.yaml': 'packages:\n\n  prettier@3.1.0:\n    resolution: {}\n' }, '3.1.0'],
    ['an old pnpm', { 'pnpm-lock.yaml': 'packages:\n\n  /prettier/2.8.8:\n    resolution: {}\n' }, '2.8.8'],
    ['yarn', { 'yarn.lock': '"prettier@^3.0.0", prettier@^3.1.0:\n  version "3.2.5"\n' }, '3.2.5'],
    ['a newer yarn', { 'yarn.lock': '"prettier@npm:^3.0.0":\n  version: 3.2.5\n' }, '3.2.5'],
    ['package.json', { 'package.json': '{"devDependencies":{"prettier":"^3.0.0"}}' }, '^3.0.0'],
    [
      'the lockfile before package.json',
      {
        'package.json': '{"devDependencies":{"prettier":"^3.0.0"}}',
        'package-lock.json': '{"packages":{"node_modules/prettier":{"version":"3.4.2"}}}',
      },
      '3.4.2',
    ],
    [
      'the nearest folder',
      {
        'package.json': '{"devDependencies":{"prettier":"2"}}',
        'web/package.json': '{"devDependencies":{"prettier":"3"}}',
      },
      '3',
    ],
    ['another package', { 'yarn.lock': 'prettier-eslint@^3.0.0:\n  version "3.2.5"\n' }, null],
    ['nothing that can be read', { 'package.json': '{' }, null],
  ])('is read from %s', (_, files, expected) => {
    expect(version(files)).toBe(expected);
  });

  it.each([
    ['3.4.2', 3],
    ['^3.0.0', 3],
    ['~2.8', 2],
    ['3', 3],
    ['3.x', 3],
    ['=10.1.0-beta.1', 10],
    ['latest', null],
    ['>=2', null],
    ['2 || 3', null],
    ['npm:other@3.0.0', null],
    ['git+https://example.com/a', null],
  ])('%s is of the major %s', (text, major) => {
    expect(majorOf(text)).toBe(major);
  });
});
