import { describe, expect, it } from 'vitest';

import { keepToFindings } from './keep-to-findings';
import { aDiagnosis, aFinding } from './testing/a-diagnosis';
import { isToolId, toolById, toolIds, toolsFor } from './tools';

describe('the table of tools', () => {
  it('finds each tool by the name of its findings, and no tool for what is none of them', () => {
    for (const id of toolIds) {
      const { kind, findingNames } = toolById(id);
      const category = kind === 'lockfile' ? 'dependency' : kind;
      const findings = findingNames.map((tool) => aFinding({ tool, message: 'lock file is not in sync' }));
      expect(toolsFor(aDiagnosis({ category, findings })).map((tool) => tool.id)).toContain(id);
    }
    expect(toolsFor(aDiagnosis({ findings: [aFinding({ tool: 'some-linter' })] }))).toEqual([]);
    expect(toolsFor(aDiagnosis({ category: 'test', findings: [aFinding({ tool: 'eslint' })] }))).toEqual([]);
  });

  it('lets no tool touch CI files, manifests, third-party code or .git', () => {
    const never = [
      '.gitlab-ci.yml',
      '.git/config',
      'node_modules/a/a.js',
      'vendor/a/a.go',
      'vendor/a/a.php',
      'vendor/a/a.rb',
      'Dockerfile',
      'LICENSE',
    ];
    for (const id of toolIds.filter((tool) => tool !== 'prettier')) {
      expect([id, never.filter((path) => toolById(id).mayTouch(path))]).toEqual([id, []]);
      expect([id, toolById(id).mayTouch('package.json')]).toEqual([id, false]);
    }
  });

  it.each([
    ['eslint', 'src/a.ts', true],
    ['eslint', 'eslint.config.js', false],
    ['eslint', '.eslintrc.cjs', false],
    ['eslint', 'vite.config.ts', false],
    ['eslint', 'package-lock.json', false],
    ['prettier', 'README.md', true],
    ['prettier', 'yarn.lock', false],
    ['npm-lockfile', 'package-lock.json', true],
    ['npm-lockfile', 'packages/a/package-lock.json', true],
    ['npm-lockfile', 'package.json', false],
    ['npm-lockfile', 'src/a.js', false],
    ['go-mod', 'go.sum', true],
    ['go-mod', 'go.mod', false],
    ['rubocop', 'Gemfile', true],
  ] as const)('%s and %s: %s', (tool, path, may) => {
    expect(toolById(tool).mayTouch(path)).toBe(may);
  });

  it('knows its own ids', () => {
    expect(isToolId('eslint')).toBe(true);
    expect(isToolId('constructor')).toBe(false);
  });
});

describe("a tool's edits", () => {
  const edits = ['src/a.js', 'src/b.js'].map((path) => ({ path, before: 'a\n', after: 'b\n' }));

  it('are kept to the files that the diagnosis names', () => {
    const diagnosis = aDiagnosis({ findings: [aFinding({ file: 'src/a.js' })] });
    expect(keepToFindings(edits, diagnosis, 'eslint')).toEqual([edits[0]]);
  });

  it('are known by the end of their path where the tool ran elsewhere', () => {
    const moved = ['parts/b/src/a.js', 'parts/b/src/aa.js'].map((path) => ({
      path,
      before: 'a',
      after: 'b',
    }));
    const diagnosis = aDiagnosis({ findings: [aFinding({ file: 'src/a.js' })] });
    expect(keepToFindings(moved, diagnosis, 'eslint')).toEqual([moved[0]]);
    const [exact] = edits;
    expect(exact === undefined ? null : keepToFindings([exact, ...moved], diagnosis, 'eslint')).toEqual([
      exact,
    ]);
  });

  it.each([
    ['the log was cut', aDiagnosis({ trace: 'cut', findings: [aFinding({ file: 'src/a.js' })] })],
    ['nothing is listed', aDiagnosis({})],
    [
      'a finding has no file',
      aDiagnosis({ findings: [aFinding({ file: 'src/a.js' }), aFinding({ file: null })] }),
    ],
  ])('are all kept where %s', (_, diagnosis) => {
    expect(keepToFindings(edits, diagnosis, 'eslint')).toEqual(edits);
  });
});
