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
