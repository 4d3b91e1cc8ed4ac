import { Worker } from 'node:worker_threads';

import { describe, expect, it } from 'vitest';

import { type WorkerBudget, runInWorker, workerOptions } from './run-in-worker';

const run = (input: unknown, budget: Partial<WorkerBudget> = {}) => {
  const bounds = { milliseconds: 30_000, megabytes: 64, ...budget };
  return runInWorker<unknown>(
    () =>
      new Worker(new URL('./testing/trial.worker.ts', import.meta.url), { ...workerOptions(input, bounds) }),
    bounds,
  );
};

describe('work in a worker', () => {
  it('answers, with what structured cloning keeps', async () => {
    const value = new Map([['a', { b: [1, null] }]]);
    expect(await run({ kind: 'echo', value })).toEqual({ kind: 'answer', answer: value });
  });

  it("sees none of this process's environment", async () => {
    expect(await run({ kind: 'environment' })).toEqual({ kind: 'answer', answer: [] });
  });

  it('is stopped when its time is over', async () => {
    const answer = await run({ kind: 'spin' }, { milliseconds: 3_000 });
    expect(answer).toEqual({ kind: 'stopped', why: 'time', reason: 'It took longer than 3 seconds.' });
  });

  it('is stopped when it needs too much memory', async () => {
    expect(await run({ kind: 'eat' })).toEqual({
      kind: 'stopped',
      why: 'memory',
      reason: 'It needed more than 64 MB of memory.',
    });
  });

  it('says why it failed', async () => {
    expect(await run({ kind: 'throw' })).toEqual({ kind: 'stopped', why: 'error', reason: 'as asked' });
    expect(await run({ kind: 'exit' })).toMatchObject({ kind: 'stopped', why: 'error' });
  });

  it('leaves others alone when one is stopped', async () => {
    const answers = await Promise.all([
      run({ kind: 'spin' }, { milliseconds: 3_000 }),
      run({ kind: 'echo', value: 1 }),
      run({ kind: 'eat' }),
      run({ kind: 'echo', value: 2 }),
    ]);
    expect(answers.map((answer) => (answer.kind === 'answer' ? answer.answer : answer.why))).toEqual([
      'time',
      1,
      'memory',
      2,
    ]);
  });
});
