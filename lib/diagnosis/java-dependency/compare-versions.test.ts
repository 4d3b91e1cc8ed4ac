import { describe, expect, it } from 'vitest';
import { compareVersions } from './compare-versions';

describe('the order of versions', () => {
  it.each([
    ['1.9', '1.10'],
    ['1.0-rc1', '1.0'],
    ['2.0.0-M5', '2.0.0'],
    ['1.0', '1.0.1'],
    ['5.3.24', '6.0.7'],
    ['1.303', '1.303-417.ve35d9dd78549'],
  ])('%s is older than %s', (older, newer) => {
    expect(compareVersions(older, newer)).toBeLessThan(0);
    expect(compareVersions(newer, older)).toBeGreaterThan(0);
  });

  it('takes releases that are written in two ways for one', () => {
    expect(compareVersions('1.0', '1.0.0')).toBe(0);
    expect(compareVersions('31.1-jre', '31.1')).toBe(0);
  });
});
