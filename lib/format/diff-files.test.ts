import { createTwoFilesPatch } from 'diff';
import { expect, it } from 'vitest';

import { diffFiles } from './diff-files';

it('numbers the lines of both sides', () => {
  const before = 'one\ntwo\nthree\n';
  const after = 'one\n2\nthree\nfour\n';
  const [file] = diffFiles(createTwoFilesPatch('a/x.txt', 'b/x.txt', before, after)) ?? [];
  expect(file).toMatchObject({ path: 'x.txt', change: 'changed', added: 2, removed: 1 });
  expect(file?.hunks[0]?.rows).toEqual([
    { kind: 'same', oldLine: 1, newLine: 1, text: 'one' },
    { kind: 'removed', oldLine: 2, newLine: null, text: 'two' },
    { kind: 'added', oldLine: null, newLine: 2, text: '2' },
    { kind: 'same', oldLine: 3, newLine: 3, text: 'three' },
    { kind: 'added', oldLine: null, newLine: 4, text: 'four' },
  ]);
});

it('tells created and deleted files, and that the last line has no end', () => {
  const created = createTwoFilesPatch('/dev/null', 'b/new.txt', '', 'x');
  const deleted = createTwoFilesPatch('a/old.txt', '/dev/null', 'x\n', '');
  const files = diffFiles(`${created}\n${deleted}`);
  expect(files?.map(({ path, change }) => [path, change])).toEqual([
    ['new.txt', 'created'],
    ['old.txt', 'deleted'],
  ]);
  expect(files?.[0]?.hunks[0]?.rows).toEqual([{ kind: 'added', oldLine: null, newLine: 1, text: 'x' }]);
});

it('gives null for what is no diff, and nothing for an empty one', () => {
  expect(diffFiles('--- a\n+++ b\n@@ nonsense @@\n')).toBeNull();
  expect(diffFiles('')).toEqual([]);
});
