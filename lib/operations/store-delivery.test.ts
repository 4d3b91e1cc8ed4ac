import { expect, it } from 'vitest';

import { storableJson } from './store-delivery';

it('replaces what PostgreSQL refuses, in keys and values, and nothing else', () => {
  const half = '\ud83d';
  const value = { 'a\0b': `x\0y${half}z`, kept: 'back\\u0000slash "quoted" \n 😀 \\', list: [half] };
  expect(JSON.parse(storableJson(value))).toEqual({
    'a\ufffdb': 'x\ufffdy\ufffdz',
    kept: 'back\\u0000slash "quoted" \n 😀 \\',
    list: ['\ufffd'],
  });
});
