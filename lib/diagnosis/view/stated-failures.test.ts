import { describe, expect, it } from 'vitest';
import { readTraceText } from '@/lib/log/read-trace';
import { LogView } from './log-view';
import type { FailedCommand } from './stated-failures';

async function failuresIn(texts: readonly string[]): Promise<readonly FailedCommand[]> {
  return new LogView(await readTraceText(texts.join('\n'))).script.failures;
}

describe('the commands that a runner states as failed', () => {
  it('finds each failed command with its output, and leaves out those that succeeded', async () => {
    const texts = [
      '$ make lint',
      'till.c:3: too long',
      'The command "make lint" exited with 2.',
      '$ make docs',
      'The command "make docs" exited with 0.',
      '$ make test',
      'not ok 1',
      'The command "make test" exited with 1.',
      'Done. Your build exited with 1.',
    ];
    expect(await failuresIn(texts)).toEqual([
      { from: 0, to: 1, command: 'make lint', exitCode: 2, statedAt: 2 },
      { from: 5, to: 6, command: 'make test', exitCode: 1, statedAt: 7 },
    ]);
  });

  it('reads a statement about a command of several lines', async () => {
    const texts = ['$ cd till &&', 'broken', 'The command "cd till &&', '  make', '" exited with 1.'];
    expect(await failuresIn(texts)).toMatchObject([{ from: 0, to: 1, exitCode: 1, statedAt: 4 }]);
  });

  it('reads the statement of a step', async () => {
    const texts = ['##[group]Run npm test', 'not ok 1', '##[error]Process completed with exit code 1.'];
    expect(await failuresIn(texts)).toMatchObject([{ from: 0, to: 1, command: 'npm test', statedAt: 2 }]);
  });

  it('knows no failure where a program only speaks of exit codes', async () => {
    expect(await failuresIn(['$ make', 'the till exited with 1 customer in it', 'exit code 1'])).toEqual([]);
  });
});
