import { describe, expect, it } from 'vitest';

import { type Suggestion, toSuggestions } from './suggestions';

const refs = { baseSha: 'b', startSha: 's', headSha: 'h' };
const BEFORE = ['one', 'two', 'three', 'four', 'five', 'six', ''].join('\n');
/** Lines 2 to 5 of the new side: 2 and 5 are unchanged, 3 and 4 are new. */
const DIFF = '@@ -1,2 +2,4 @@ head\n two\n-old\n+three\n+four\n five\n';

const of = (before: string, after: string, diff = DIFF, path = 'src/a.js') =>
  toSuggestions([{ path, before, after }], [{ oldPath: 'src/old.js', newPath: 'src/a.js', diff }], refs);

/** What GitLab makes of the file when all of them are applied: its own rules, the last one first. */
function applied(before: string, suggestions: readonly Suggestion[]): string {
  const lines = before.split(/(?<=\n)/);
  const sorted = [...suggestions].sort((a, b) => (b.position.newLine ?? 0) - (a.position.newLine ?? 0));
  for (const { body, position } of sorted) {
    const [, ticks = '', above = '', below = ''] = /^(`{3,})suggestion:-(\d+)\+(\d+)\n/.exec(body) ?? [];
    const text = body.slice(body.indexOf('\n') + 1, body.lastIndexOf(ticks)).replace(/\n$/, '');
    const from = (position.newLine ?? 0) - Number(above);
    const to = (position.newLine ?? 0) + Number(below);
    const end = lines[to - 1]?.endsWith('\n') ? '\n' : '';
    lines.splice(from - 1, to - from + 1, text.trim() === '' ? '' : `${text}${end}`);
  }
  return lines.join('');
}

describe('suggestions', () => {
  it('replace an added line, with the new side alone in the position', () => {
    expect(of(BEFORE, BEFORE.replace('three', 'THREE'))).toEqual({
      kind: 'expressible',
      suggestions: [
        {
          path: 'src/a.js',
          body: '```suggestion:-0+0\nTHREE\n```',
          position: { ...refs, oldPath: 'src/old.js', newPath: 'src/a.js', newLine: 3, oldLine: null },
        },
      ],
    });
  });

  it('replace an unchanged line of the diff, with both sides in the position', () => {
    expect(of(BEFORE, BEFORE.replace('five', 'FIVE'))).toMatchObject({
      suggestions: [{ position: { newLine: 5, oldLine: 3 } }],
    });
    expect(of(BEFORE, BEFORE.replace('two', 'TWO'))).toMatchObject({
      suggestions: [{ position: { newLine: 2, oldLine: 1 } }],
    });
  });

  it.each([
    ['one line', BEFORE.replace('three', 'THREE')],
    ['several lines', BEFORE.replace('three\nfour', 'THREE\nFOUR\nand more')],
    ['two places', BEFORE.replace('two', 'TWO').replace('five', 'FIVE')],
    ['a deletion', BEFORE.replace('three\nfour\n', '')],
    ['an insertion', BEFORE.replace('three\n', 'three\nthree and a half\n')],
    ['an inserted blank line', BEFORE.replace('three\n', 'three\n\n')],
    ['a line that becomes blank', BEFORE.replace('four', '')],
    ['a fence inside', BEFORE.replace('three', '````js\n```')],
    ['indentation', BEFORE.replace('three', '    three')],
  ])('make of the file what the fix makes of it: %s', (_, after) => {
    const result = of(BEFORE, after);
    expect(result.kind).toBe('expressible');
    expect(result.kind === 'expressible' && applied(BEFORE, result.suggestions)).toBe(after);
  });

  it('have a fence that is longer than any inside', () => {
    expect(of(BEFORE, BEFORE.replace('three', '````'))).toMatchObject({
      suggestions: [{ body: '`````suggestion:-0+0\n````\n`````' }],
    });
  });

  it.each([
    ['a line that is not in the diff', BEFORE, BEFORE.replace('six', 'SIX'), DIFF, 'src/a.js'],
    ['a file that is not in the merge request', BEFORE, BEFORE.replace('three', 'THREE'), DIFF, 'src/b.js'],
    ['a diff that GitLab left out', BEFORE, BEFORE.replace('three', 'THREE'), '', 'src/a.js'],
    [
      'a missing line break at the end',
      'three',
      'three\n',
      '@@ -0,0 +1 @@\n+three\n\\ No newline at end of file\n',
      'src/a.js',
    ],
    ['CRLF', 'a\r\n', 'b\r\n', '@@ -0,0 +1 @@\n+a\r\n', 'src/a.js'],
    ['nothing', BEFORE, BEFORE, DIFF, 'src/a.js'],
  ])('are not offered for %s', (_, before, after, diff, path) => {
    expect(of(before, after, diff, path)).toMatchObject({
      kind: 'not-expressible',
      reason: expect.stringMatching(/\.$/) as string,
    });
  });

  it('are not offered when one of several changes lies outside, or a file is added or removed', () => {
    expect(of(BEFORE, BEFORE.replace('three', 'THREE').replace('six', 'SIX')).kind).toBe('not-expressible');
    const diffs = [{ oldPath: 'a', newPath: 'a', diff: '@@ -0,0 +1 @@\n+a\n' }];
    expect(toSuggestions([{ path: 'a', before: null, after: 'a\n' }], diffs, refs).kind).toBe(
      'not-expressible',
    );
    expect(toSuggestions([{ path: 'a', before: 'a\n', after: null }], diffs, refs).kind).toBe(
      'not-expressible',
    );
  });

  it('are not offered beyond what GitLab takes', () => {
    const lines = Array.from({ length: 150 }, (_, index) => `l${index}`);
    const before = `${lines.join('\n')}\n`;
    const diff = `@@ -0,0 +1,150 @@\n${lines.map((line) => `+${line}\n`).join('')}`;
    expect(of(before, before.replaceAll('l', 'L'), diff).kind).toBe('not-expressible');
    expect(
      of(
        before,
        before.replace(/^l\d\n/gm, (line) => line.toUpperCase()),
        diff,
      ).kind,
    ).toBe('expressible');
  });
});
