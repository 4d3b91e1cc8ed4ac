import { expect, it } from 'vitest';

import { providerIdOf } from './list-instances';

it.each([
  ['https://gitlab.com', 'gitlab.com'],
  ['https://gitlab.com/', 'gitlab.com'],
  ['https://code.example:8443/gitlab', 'code.example_8443~gitlab'],
  ['http://127.0.0.1:8080', 'http!127.0.0.1_8080'],
])('%s is %s', (baseUrl, id) => {
  expect(providerIdOf(baseUrl)).toBe(id);
});

it('never gives two GitLabs the same', () => {
  const addresses = [
    'https://a.b/c',
    'https://a.b-c',
    'https://a.b/c/d',
    'https://a.b/c-d',
    'https://a.b/c_d',
    'https://a.b/c~d',
    'https://a.b:80/c',
    'https://a.b/C',
    'http://a.b/c',
    'https://http-a.b/c',
    'https://http/a.b/c',
    'https://a.b/c!007ed',
  ];
  expect(new Set(addresses.map(providerIdOf)).size).toBe(addresses.length);
});
