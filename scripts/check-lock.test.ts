import { expect, it } from 'vitest';

import { findLockFaults } from './check-lock.mjs';

const integrity = 'sha512-x';

it('accepts a lock that holds every optional package, wherever Node would find it', () => {
  expect(
    findLockFaults({
      packages: {
        '': { optionalDependencies: { a: '1' } },
        'node_modules/a': { integrity, optionalDependencies: { b: '1', c: '1' } },
        'node_modules/a/node_modules/b': { integrity },
        'node_modules/c': { integrity, optionalDependencies: { b: '1' } },
        'node_modules/b': { integrity },
        'node_modules/@s/d': { integrity, optionalDependencies: { a: '1' } },
      },
    }),
  ).toEqual([]);
});

it.each([
  [
    { 'node_modules/next': { integrity, optionalDependencies: { '@next/swc-darwin-arm64': '1' } } },
    'node_modules/next needs @next/swc-darwin-arm64, which is missing.',
  ],
  [
    {
      'node_modules/a': { integrity, optionalDependencies: { b: '1' } },
      'node_modules/c/node_modules/b': { integrity },
    },
    'node_modules/a needs b, which is missing.',
  ],
  [
    { 'node_modules/a': { integrity, resolved: 'https://mirror.invalid/a.tgz' } },
    'node_modules/a names the address it came from.',
  ],
  [{ 'node_modules/a': { version: '1.0.0' } }, 'node_modules/a has no integrity hash.'],
])('finds fault with %j', (packages, fault) => {
  expect(findLockFaults({ packages })).toEqual([fault]);
});
