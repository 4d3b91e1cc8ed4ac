import { expect, it } from 'vitest';

import { relativeTime } from './relative-time';

const now = new Date('2026-03-10T12:00:00Z');
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);

it.each([
  [0, 'just now'],
  [-20, 'just now'],
  [59, 'just now'],
  [60, '1 minute ago'],
  [3_599, '59 minutes ago'],
  [3_600, '1 hour ago'],
  [86_400, 'yesterday'],
  [6 * 86_400, '6 days ago'],
  [8 * 86_400, 'last week'],
  [400 * 86_400, 'last year'],
  [-7_200, 'in 2 hours'],
])('says %d seconds as "%s"', (seconds, text) => {
  expect(relativeTime(ago(seconds), now)).toBe(text);
});
