import { expect, it } from 'vitest';

import { safeHref } from './safe-href';

it.each([
  'javascript:alert(1)',
  ' JaVaScRiPt:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'file:///etc/passwd',
  'blob:https://a/b',
  '//evil.example/x',
  '/relative',
  'https://user:word@gitlab.example/x',
  '',
  null,
  undefined,
])('makes no link of %j', (address) => {
  expect(safeHref(address)).toBeNull();
});

it('keeps http and https, normalised so that it cannot leave its attribute', () => {
  expect(safeHref('http://127.0.0.1:8080/a/-/jobs/1')).toBe('http://127.0.0.1:8080/a/-/jobs/1');
  expect(safeHref('https://gitlab.example/a b"onclick=')).toBe('https://gitlab.example/a%20b%22onclick=');
});
