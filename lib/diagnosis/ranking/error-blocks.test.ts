import { describe, expect, it } from 'vitest';
import { readTraceText } from '@/lib/log/read-trace';
import { errorBlocks } from './error-blocks';
import { errorStrength, isConclusion } from './error-strength';
import { LogView } from '../view/log-view';
import { runnerTrace } from '../testing/runner-trace';

/** What the best block of a command's output says. */
async function best(output: readonly string[]): Promise<string> {
  const trace = runnerTrace([{ command: './check-till', output: output.join('\n') }]);
  const view = new LogView(await readTraceText(trace));
  const [block] = errorBlocks(view);
  if (block === undefined) return '';
  return Array.from({ length: block.to - block.from + 1 }, (_, at) => view.text(block.from + at)).join('\n');
}

const progress = Array.from({ length: 40 }, (_, at) => `(${at + 1}/40) check error handling of coin ${at}`);

describe('errorBlocks', () => {
  it('prefers the error to the lines that count it', async () => {
    const said = await best([
      'checking',
      'till.abc:12: coin 3 cannot be counted',
      '  3 coin -> ?',
      '',
      'done',
      '1 of 12 checks failed',
      'FAILED',
    ]);
    expect(said).toContain('coin 3 cannot be counted');
  });

  it('takes rows of a list for what they are, whatever words they hold', async () => {
    const said = await best([...progress, 'coin 12 has no value', 'error: drawer 3 is stuck']);
    expect(said).toContain('drawer 3 is stuck');
  });

  it('finds the first failure below a heading, in whatever words', async () => {
    const said = await best([
      '..F..',
      '',
      'There was 1 failure:',
      '',
      '1) Till::adds money',
      '4 is not 5',
      '',
      'FAILURES!',
    ]);
    expect(said).toContain('Till::adds money');
  });

  it('takes the last words above the line by which another tool stops', async () => {
    const said = await best([
      'drawer 1 fits',
      '',
      'drawer 2 sticks',
      'make: *** [Makefile:3: check] Error 1',
    ]);
    expect(said).toContain('drawer 2 sticks');
  });

  it('prefers the first error of many to the last', async () => {
    const said = await best([
      'error: drawer 1 has no lock',
      ...Array.from({ length: 8 }, () => 'counting'),
      'error: till has no drawer 1',
    ]);
    expect(said).toContain('drawer 1 has no lock');
  });
});

describe('errorStrength', () => {
  it.each([
    ['error: the till is stuck', 3],
    ['    MoneyError: no coins', 3],
    ['the till could not be opened', 2],
    ['a coin is missing', 1],
    ['src/errors/fatal.ts', 0],
    ['counting coins', 0],
    ['warning: the till could not be opened', 1],
    ['0 errors', -1],
    ['adds money ... error messages OK', -1],
    ['npm error code ELIFECYCLE', -1],
    ['[ 3 of 12] Compiling Till.Error', 0],
  ])('weighs %j as %d', (text, strength) => {
    expect(errorStrength(text)).toBe(strength);
  });

  it('comes to an end on long hostile lines', () => {
    for (const part of ['error ', '/', '✖', 'failed:', '1 of ', '.a']) errorStrength(part.repeat(100_000));
    expect(errorStrength('a'.repeat(1_000_000))).toBe(0);
  });
});

describe('isConclusion', () => {
  it.each(['2 failed, 12 passed', 'BUILD FAILED in 3s', '3 of 12 checks failed', 'There were 2 failures:'])(
    'knows %j',
    (text) => {
      expect(isConclusion(text)).toBe(true);
    },
  );
  it.each(['error: drawer 3 is stuck', 'FAIL src/till.test.js', 'till.c:3: error: no coin'])(
    'leaves %j alone',
    (text) => {
      expect(isConclusion(text)).toBe(false);
    },
  );
});
