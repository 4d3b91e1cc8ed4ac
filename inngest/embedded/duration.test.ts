import { describe, expect, it } from 'vitest';

import { parseDuration, parseMoment } from './duration';

describe('parseDuration', () => {
  it.each([
    ['1s', 1_000],
    ['1h30m15s', 5_415_000],
    ['2w', 1_209_600_000],
    ['1d', 86_400_000],
    ['', 0],
  ])('reads %s', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  it.each(['1', 's', '1x', '-1s', '1.5h', '1h ', '1ms', '2026-01-01', '9'.repeat(5_000) + 's'])(
    'refuses %.20s',
    (text) => {
      expect(parseDuration(text)).toBeNull();
    },
  );
});

describe('parseMoment', () => {
  it('counts a duration from now and takes a date as it is', () => {
    expect(parseMoment('1m', 1_000)).toBe(61_000);
    expect(parseMoment('2026-01-01T00:00:00.000Z', 1_000)).toBe(Date.UTC(2026, 0, 1));
    expect(parseMoment('tomorrow', 1_000)).toBeNull();
  });
});
