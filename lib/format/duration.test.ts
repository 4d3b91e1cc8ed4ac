import { expect, it } from 'vitest';

import { duration } from './duration';

it.each([
  [-1, '0 s'],
  [0.4, '0 s'],
  [59.4, '59 s'],
  [59.6, '1 min'],
  [125, '2 min 5 s'],
  [3_600, '1 h'],
  [7_860, '2 h 11 min'],
])('says %d as %s', (seconds, text) => {
  expect(duration(seconds)).toBe(text);
});
