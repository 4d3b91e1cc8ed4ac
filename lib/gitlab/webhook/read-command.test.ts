import { expect, it } from 'vitest';

import { readCommand } from './read-command';

it.each([
  ['pipemend apply', { command: 'apply', fix: null }],
  ['  Pipemend   DISMISS  ', { command: 'dismiss', fix: null }],
  ['@pipemend retry', { command: 'retry', fix: null }],
  ['pipemend undo 0192f3a1\nthanks!', { command: 'undo', fix: '0192f3a1' }],
  [
    'pipemend apply 0192f3a1-0000-7000-8000-000000000000',
    { command: 'apply', fix: '0192f3a1-0000-7000-8000-000000000000' },
  ],
])('%j is a command', (text, command) => {
  expect(readCommand(text)).toEqual(command);
});

it.each([
  '',
  'pipemend',
  'pipemend please apply',
  'pipemend apply this when you have time',
  'pipemend apply the fix',
  'I would not pipemend apply',
  '> pipemend apply',
  'pipemend constructor',
  'pipemend apply 0192f3a1 0192f3a2',
  'pipemendapply',
])('%j is none', (text) => {
  expect(readCommand(text)).toBeNull();
});
