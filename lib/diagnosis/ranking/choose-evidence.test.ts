import { describe, expect, it } from 'vitest';
import { readTraceText } from '@/lib/log/read-trace';
import { buildCause } from '../causes/build-cause';
import { chooseEvidence } from './choose-evidence';
import type { CauseRange } from '../detector';
import { LogView } from '../view/log-view';

function cause(weight: number, ...ranges: readonly (readonly [number, number])[]) {
  const all: CauseRange[] = ranges.map(([from, to]) => ({ from, to, reason: 'because' }));
  return {
    cause: buildCause({ tool: 'till', category: 'test', weight, ranges: all, key: [], summary: 'The till.' }),
    score: weight,
  };
}

async function shown(log: string, ...ranked: ReturnType<typeof cause>[]) {
  return chooseEvidence(ranked, new LogView(await readTraceText(log))).map(({ start, end }) => [start, end]);
}

const lines = Array.from({ length: 30 }, (_, at) => `line ${at + 1}`).join('\n');

describe('chooseEvidence', () => {
  it('shows the best cause first, three places at most', async () => {
    expect(await shown(lines, cause(0.6, [4, 5], [10, 11], [20, 21]), cause(0.5, [1, 1], [25, 25]))).toEqual([
      [5, 6],
      [2, 2],
      [11, 12],
    ]);
  });

  it('shows nothing twice, neither lines nor words', async () => {
    const log = 'the till is stuck\nopen\nthe till is stuck\nshut';
    expect(await shown(log, cause(0.6, [0, 0], [2, 2]), cause(0.5, [0, 1]))).toEqual([[1, 1]]);
  });

  it('shows little beside what is sure', async () => {
    expect(await shown(lines, cause(0.95, [4, 5]), cause(0.2, [10, 11]))).toEqual([[5, 6]]);
  });

  it('shows no more than twelve lines of a place', async () => {
    expect(await shown(lines, cause(0.9, [0, 29]))).toEqual([[1, 12]]);
  });

  it('speaks of another command that failed, and says which failed where room is left', async () => {
    const log = [
      '$ lint',
      'a',
      'b',
      'The command "lint" exited with 1.',
      '$ test',
      'c',
      'The command "test" exited with 1.',
    ].join('\n');
    expect(await shown(log, cause(0.9, [1, 1], [5, 5]))).toEqual([
      [2, 2],
      [6, 6],
      [4, 4],
    ]);
  });
});
