import { expect, it } from 'vitest';

import { formatCursor, parseCursor } from './page-cursor';

const cursor = { at: new Date('2026-05-01T10:00:00.123Z'), id: '0198c0de-0000-7000-8000-000000000001' };

it('reads what it wrote', () => {
  expect(parseCursor(formatCursor(cursor))).toEqual(cursor);
});

it.each([
  undefined,
  '',
  '_',
  '1_x',
  `NaN_${cursor.id}`,
  `-1_${cursor.id}`,
  `1e99_${cursor.id}`,
  `1_${cursor.id}_2`,
  `1_' OR 1=1 --`,
])('gives nothing for %j', (text) => {
  expect(parseCursor(text)).toBeNull();
});
