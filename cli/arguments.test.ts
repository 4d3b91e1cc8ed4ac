import { expect, it } from 'vitest';
import { parseArguments } from './arguments';

it.each([
  [['diagnose', 'job.log'], { kind: 'diagnose', file: 'job.log', json: false }],
  [['diagnose', '-', '--json'], { kind: 'diagnose', file: '-', json: true }],
  [['diagnose', '--batch', 'cases.jsonl'], { kind: 'batch', file: 'cases.jsonl' }],
  [['redact', '-'], { kind: 'redact', file: '-' }],
  [[], { kind: 'help' }],
  [['diagnose', '--help'], { kind: 'help' }],
])('reads %j', (args, command) => {
  expect(parseArguments(args)).toEqual(command);
});

it.each([
  [['cook'], 'no command "cook"'],
  [['diagnose'], 'Name a file'],
  [['diagnose', 'a', 'b'], 'one file'],
  [['diagnose', 'a', '--fast'], 'no option --fast'],
  [['redact', 'a', '--json'], 'no option --json'],
])('refuses %j with a word that helps', (args, words) => {
  const command = parseArguments(args);
  expect(command.kind).toBe('wrong');
  expect(command).toHaveProperty('message', expect.stringContaining(words) as string);
});
