import { describe, expect, it } from 'vitest';

import { backOff, parseRetryAfter } from './retry-delay';

describe('backOff', () => {
  it('grows from 15 seconds to two hours, give or take a tenth', () => {
    const delays = [0, 1, 2, 3, 4, 5, 19].map((attempt) => backOff(attempt, 0.5) / 1_000);
    expect(delays).toEqual([15, 30, 60, 120, 300, 600, 7_200]);
    expect(backOff(0, 0)).toBe(13_500);
    expect(backOff(0, 1)).toBe(16_500);
  });
});

describe('parseRetryAfter', () => {
  const now = Date.UTC(2026, 0, 1);

  it('reads seconds and dates', () => {
    expect(parseRetryAfter('30', now)).toBe(30_000);
    expect(parseRetryAfter('2026-01-01T00:01:00.000Z', now)).toBe(60_000);
    expect(parseRetryAfter('Thu, 01 Jan 2026 00:02:00 GMT', now)).toBe(120_000);
  });

  it('is never negative and never longer than a week', () => {
    expect(parseRetryAfter('2020-01-01T00:00:00.000Z', now)).toBe(0);
    expect(parseRetryAfter('999999999999', now)).toBe(604_800_000);
  });

  it('says nothing where the header says nothing', () => {
    expect(parseRetryAfter(null, now)).toBeNull();
    expect(parseRetryAfter('', now)).toBeNull();
    expect(parseRetryAfter('soon', now)).toBeNull();
  });
});
