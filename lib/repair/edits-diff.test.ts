import { parsePatch } from 'diff';
import { expect, it } from 'vitest';

import { editsDiff } from './edits-diff';

it('shows changed, new and deleted files as one patch, and leaves out what does not change', () => {
  const diff = editsDiff([
    { path: 'src/a.js', before: 'a\nb\nc\n', after: 'a\nB\nc\n' },
    { path: 'src/same.js', before: 'a\n', after: 'a\n' },
    { path: 'src/new.js', before: null, after: 'n\n' },
    { path: 'src/old.js', before: 'o\n', after: null },
  ]);
  expect(parsePatch(diff).map(({ oldFileName, newFileName }) => [oldFileName, newFileName])).toEqual([
    ['a/src/a.js', 'b/src/a.js'],
    ['/dev/null', 'b/src/new.js'],
    ['a/src/old.js', '/dev/null'],
  ]);
  expect(diff).toContain('@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n');
  expect(editsDiff([])).toBe('');
});

it.each([
  ['src/über uns/größe.js', '--- a/src/über uns/größe.js\t\n+++ b/src/über uns/größe.js\t\n@@'],
  ['src/価格.js', '--- a/src/価格.js\n+++ b/src/価格.js\n@@'],
  ['src/a"b.js', '--- "a/src/a\\"b.js"\n'],
  ['src/a\n+++ b/evil.js', '--- "a/src/a\\n+++ b/evil.js"\n'],
  ['src/\u202Esj.exe', '--- "a/src/\\342\\200\\256sj.exe"\n'],
])('names %j as a person reads it, and quotes what could deceive', (path, start) => {
  const diff = editsDiff([{ path, before: 'a\n', after: 'b\n' }]);
  expect(diff.startsWith(start)).toBe(true);
  expect(parsePatch(diff).map(({ newFileName }) => newFileName)).toEqual([`b/${path}`]);
});
