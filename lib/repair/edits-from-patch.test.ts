import { structuredPatch, formatPatch } from 'diff';
import { describe, expect, it } from 'vitest';

import { editsFromPatch, pathsInPatch } from './edits-from-patch';

const BEFORE = Array.from({ length: 30 }, (_, index) => `line ${index + 1}\n`).join('');
const files = new Map([['src/a.js', BEFORE]]);
const anything = () => true;

function patchOf(path: string, before: string, after: string): string {
  const patch = structuredPatch(`a/${path}`, `b/${path}`, before, after, '', '', { context: 3 });
  return `diff --git a/${path} b/${path}\nindex 1111111..2222222 100644\n${formatPatch(patch).replace(/^(Index:.*|=+)\n/gm, '')}`;
}

describe('a patch', () => {
  it('becomes whole-file edits', () => {
    const after = BEFORE.replace('line 3\n', 'LINE 3\n')
      .replace('line 20\n', '')
      .replace('line 29\n', 'line 29\nmore\n');
    const patch = patchOf('src/a.js', BEFORE, after);
    expect(pathsInPatch(patch)).toEqual({ kind: 'paths', paths: ['src/a.js'] });
    expect(editsFromPatch(patch, files, anything)).toEqual({
      kind: 'edits',
      edits: [{ path: 'src/a.js', before: BEFORE, after }],
    });
  });

  it.each([
    ['a missing line break at the end', 'a\nb', 'a\nb\n'],
    ['a line break taken away', 'a\nb\n', 'a\nb'],
    ['CRLF', 'a\r\nb\r\n', 'a\r\nB\r\n'],
    ['CRLF to LF', 'a\r\nb\r\n', 'a\nb\n'],
    ['lines that look like headers', '--- a/x\n+++ b/x\n', '--- a/x\n@@ -1 +1 @@\n+++ b/x\n'],
    ['a deleted line that looks like a header', '-- a/x\nold mode 100644\nb\n', 'b\n'],
    ['an empty file that is filled', '', 'a\n'],
  ])('keeps %s', (_, before, after) => {
    const patch = patchOf('a.txt', before, after);
    expect(editsFromPatch(patch, new Map([['a.txt', before]]), anything)).toEqual({
      kind: 'edits',
      edits: [{ path: 'a.txt', before, after }],
    });
  });

  it('may be empty', () => {
    expect(editsFromPatch('', files, anything)).toEqual({ kind: 'edits', edits: [] });
    expect(pathsInPatch('\n')).toEqual({ kind: 'paths', paths: [] });
  });

  const hunk = '@@ -1,1 +1,1 @@\n-line 1\n+LINE 1\n';
  const withHeader = (header: string, from = 'a/src/a.js', to = 'b/src/a.js') =>
    `diff --git ${from} ${to}\n${header}--- ${from}\n+++ ${to}\n${hunk}`;

  it.each([
    [
      'a binary file',
      'diff --git a/src/a.js b/src/a.js\nindex 1..2 100644\nGIT binary patch\nliteral 1\nA\n',
    ],
    ['a binary note', 'diff --git a/src/a.js b/src/a.js\nBinary files a/src/a.js and b/src/a.js differ\n'],
    ['a mode', withHeader('old mode 100644\nnew mode 100755\n')],
    ['a mode alone', 'diff --git a/src/a.js b/src/a.js\nold mode 100644\nnew mode 100755\n'],
    ['a rename', withHeader('similarity index 90%\nrename from src/b.js\nrename to src/a.js\n')],
    ['a copy', withHeader('similarity index 90%\ncopy from src/b.js\ncopy to src/a.js\n')],
    ['a new file', withHeader('new file mode 100644\n', '/dev/null')],
    ['a deleted file', withHeader('deleted file mode 100644\n', 'a/src/a.js', '/dev/null')],
    ['a symbolic link', withHeader('index 1111111..2222222 120000\n')],
    ['a submodule', withHeader('index 1111111..2222222 160000\n')],
    ['two names', withHeader('', 'a/src/a.js', 'b/src/b.js')],
    ['names without prefix', withHeader('', 'src/a.js', 'src/a.js')],
    ['a path that leaves', withHeader('', 'a/../a.js', 'b/../a.js')],
    ['an absolute path', withHeader('', 'a//etc/passwd', 'b//etc/passwd')],
    ['.git', withHeader('', 'a/.git/config', 'b/.git/config')],
    ['.GIT', withHeader('', 'a/x/.GIT/config', 'b/x/.GIT/config')],
    ['a backslash', withHeader('', 'a/src\\a.js', 'b/src\\a.js')],
    ['the same file twice', withHeader('') + withHeader('')],
    ['NUL', withHeader('').replace('LINE', 'L\0NE')],
    ['no diff at all', 'eslint found nothing\n@@ broken\n'],
    [
      'a hunk that lies about its length',
      '--- a/src/a.js\n+++ b/src/a.js\n@@ -1,5 +1,5 @@\n-line 1\n+LINE 1\n',
    ],
    ['megabytes', `${withHeader('')}${'x'.repeat(2_000_001)}`],
    [
      'hundreds of files',
      Array.from({ length: 201 }, (_, index) => withHeader('', `a/f${index}`, `b/f${index}`)).join(''),
    ],
  ])('is refused for %s', (_, patch) => {
    const result = editsFromPatch(patch, files, anything);
    expect(result.kind).toBe('refused');
    expect(result.kind === 'refused' && result.reason).toMatch(/^The patch .+\.$/);
  });

  it('is refused when a hunk would fit elsewhere only', () => {
    const moved = `--- a/src/a.js\n+++ b/src/a.js\n@@ -5,1 +5,1 @@\n-line 1\n+LINE 1\n`;
    expect(editsFromPatch(moved, files, anything)).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('does not fit') as string,
    });
  });

  it('is refused whole when one path is not allowed or not known', () => {
    const patch =
      patchOf('src/a.js', BEFORE, BEFORE.replace('line 1\n', 'x\n')) +
      patchOf('.gitlab-ci.yml', 'a\n', 'b\n');
    const both = new Map([...files, ['.gitlab-ci.yml', 'a\n']]);
    expect(editsFromPatch(patch, both, (path) => path.endsWith('.js'))).toMatchObject({ kind: 'refused' });
    expect(editsFromPatch(patch, files, anything)).toMatchObject({ kind: 'refused' });
    expect(editsFromPatch(patch, both, anything)).toMatchObject({ kind: 'edits' });
  });
});
