import { describe, expect, it } from 'vitest';

import { createId, createSeededId } from './ids';

describe('createId', () => {
  it('is unique, and what is made later sorts after what was made before', () => {
    const ids = Array.from({ length: 1_000 }, () => createId(1_700_000_000_000));
    expect(new Set(ids).size).toBe(1_000);
    expect(ids.toSorted()).toEqual(ids);
    expect(createId(1_700_000_000_000) < createId(1_700_000_000_001)).toBe(true);
    // Even where the clock was set back.
    expect(createId(1_700_000_000_001) < createId(1_600_000_000_000)).toBe(true);
    for (const id of ids) expect(id).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
  });
});

describe('createSeededId', () => {
  it('is the same for the same seed and place, and another for any other', () => {
    const seed = '1700000000000,c2VlZA==';
    expect(createSeededId(seed, 0)).toBe(createSeededId(seed, 0));
    expect(createSeededId(seed, 0)).not.toBe(createSeededId(seed, 1));
    expect(createSeededId(seed, 0)).not.toBe(createSeededId('1700000000000,b3RoZXI=', 0));
  });

  it.each(['', 'x', 'x,y', '-5,abc', '1e400,abc', ',abc'])('refuses the seed "%s"', (seed) => {
    expect(createSeededId(seed, 0)).toBeNull();
  });
});
