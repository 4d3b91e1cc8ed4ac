import { describe, expect, it } from 'vitest';
import { expandNested, expandText } from './expand-variables';
import { parseDuration } from './parse-duration';

describe('variables in texts', () => {
  it.each([
    ['$A-${B}', 'a-b'],
    ['$UNKNOWN.', '.'],
    ['$$A', '$A'],
    ['100%', '100%'],
    ['${A', '${A'],
  ])('%s becomes %s', (text, expected) => {
    expect(expandText(text, { A: 'a', B: 'b' })).toBe(expected);
  });

  it('that mention one another are followed, circles and unknown names stay', () => {
    expect(
      expandNested({ A: '$B', B: '${C}!', C: 'c', X: '$Y', Y: '$X', Z: '$NONE', R: '$C' }, new Set(['R'])),
    ).toEqual({
      A: 'c!',
      B: 'c!',
      C: 'c',
      X: '$Y',
      Y: '$X',
      Z: '$NONE',
      R: '$C',
    });
  });

  it('that double with each step do not grow without bound', () => {
    const bomb = Object.fromEntries(
      Array.from({ length: 60 }, (_, at) => [`V${at}`, `$V${at + 1}$V${at + 1}`]),
    );
    const sizes = Object.values(expandNested({ ...bomb, V60: 'x'.repeat(1000) })).map(
      (value) => value.length,
    );
    expect(Math.max(...sizes)).toBeLessThanOrEqual(65_536);
  });
});

describe('durations', () => {
  it.each([
    ['90', 90],
    ['1h 30m', 5400],
    ['3 hours and 20 minutes', 12_000],
    ['2 days', 172_800],
    ['1.5h', 5400],
    ['soon', null],
    ['', null],
    ['5 parsecs', null],
  ])('%j is %j seconds', (text, expected) => {
    expect(parseDuration(text)).toBe(expected);
  });
});
