import { describe, expect, it } from 'vitest';

import { compilePatterns } from './compile-patterns';
import { redact } from './redact';

const ready = (...patterns: string[]) => {
  const compiled = compilePatterns(patterns.map((pattern, at) => ({ name: `pattern ${at}`, pattern })));
  if (compiled.kind === 'refused') throw new Error(compiled.problems.map(({ problem }) => problem).join());
  return compiled.patterns;
};

describe('custom patterns', () => {
  it('take out what matches, the same for the same', () => {
    const patterns = ready('TILL-[0-9]{4}');
    expect(redact('a TILL-1234 b TILL-5678 c TILL-1234', { patterns })).toBe(
      'a [redacted:custom-pattern:1] b [redacted:custom-pattern:2] c [redacted:custom-pattern:1]',
    );
  });

  it('take out the group that is named so alone', () => {
    const patterns = ready('drawer (?P<secret>[0-9]+) open', '(?i)CODE=(?<secret>[a-z]+)');
    expect(redact('drawer 42 open, code=Coins', { patterns })).toBe(
      'drawer [redacted:custom-pattern:1] open, code=[redacted:custom-pattern:2]',
    );
  });

  it.each(['(a|b)c?', 'x*', 'ab{2,3}', 'a[bc]{3}d', 'coins?', '(?:coin|money)s', 'co.ns'])(
    'match as written, whatever may be looked for first: %s',
    (pattern) => {
      const line = 'ac abb abbb abcbd coin coins moneys';
      const expected = line.replace(new RegExp(pattern, 'g'), (found) => (found === '' ? '' : '#'));
      expect(redact(line, { patterns: ready(pattern) }).replace(/\[redacted:[^\]]*\]/g, '#')).toBe(expected);
    },
  );

  it.each([
    ['an empty pattern', '', 'empty'],
    ['a long one', 'a'.repeat(1_001), '1000 are the most'],
    ['look-ahead', '(?=a)b', 'error parsing regexp'],
    ['a back-reference', String.raw`(a)\1`, 'error parsing regexp'],
    ['half a class', '[a', 'error parsing regexp'],
    ['many repetitions', '(?:.{900}){1}.{900}', 'repeats too much'],
    ['nested repetitions', '((a{1,30}){1,30}){1,30}', 'error parsing regexp'],
  ])('refuse %s and say why', (_what, pattern, words) => {
    const compiled = compilePatterns([
      { name: 'fine', pattern: 'a' },
      { name: 'wrong', pattern },
    ]);
    expect(compiled).toMatchObject({
      kind: 'refused',
      problems: [{ name: 'wrong', problem: expect.stringContaining(words) as string }],
    });
  });

  it('are a hundred at the most', () => {
    const many = Array.from({ length: 101 }, (_, at) => ({ name: `p${at}`, pattern: 'a' }));
    expect(compilePatterns(many).kind).toBe('refused');
    expect(compilePatterns(many.slice(1)).kind).toBe('ready');
  });

  const nested = [
    '(X+)+$',
    '(X|X)*$',
    '(X|XX)+$',
    '(X*)*$',
    '(X+)*$',
    '(X?){20}X{20}$',
    '(X+X+)+$',
    '^(X+)+$',
    '(.*X){9}$',
    '(X|X?)+$',
  ];
  const alphabets = ['a', '[a-z]', '\\w', '.', '(?:a|b)'];
  const bad = nested.flatMap((shape) => alphabets.map((letter) => shape.replaceAll('X', letter)));

  it(`comes to an end with ${bad.length} patterns made to be slow`, () => {
    const line = `${'a'.repeat(400)}!`;
    for (const pattern of bad) {
      const compiled = compilePatterns([{ name: 'bad', pattern }]);
      if (compiled.kind === 'ready')
        expect(redact(line, { patterns: compiled.patterns })).toMatch(/!$|custom-pattern/);
    }
    expect(bad.length).toBeGreaterThanOrEqual(50);
  });
});
