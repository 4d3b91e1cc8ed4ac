import { expect, it } from 'vitest';

import { returnPath } from './return-path';

it.each([
  'https://evil.example/x',
  '//evil.example/x',
  '/\\evil.example',
  '\\/evil.example',
  '/\t/evil.example',
  'javascript:alert(1)',
  'failures',
  '/sign-in?to=/x',
  `/${'x'.repeat(600)}`,
  undefined,
  ['/a', '/b'],
])('leads %j to the failures', (asked) => {
  expect(returnPath(asked)).toBe('/failures');
});

it('keeps a path of our own', () => {
  expect(returnPath('/failures/1?a=b#fix-2')).toBe('/failures/1?a=b#fix-2');
});
