import { describe, expect, it } from 'vitest';
import type { PipelineStatus } from '../records';
import { compositeStatus } from './composite-status';
import { nextSteps } from './next-steps';
import type { StepFacts } from './next-steps';

const job = (name: string, stageIndex: number, more: Partial<StepFacts> = {}): StepFacts => ({
  id: name.charCodeAt(0),
  name,
  baseName: name,
  stageIndex,
  status: 'created',
  allowFailure: false,
  when: 'on_success',
  needs: null,
  ...more,
});
const actions = (jobs: StepFacts[]) =>
  nextSteps(jobs).map((step) => `${String.fromCharCode(step.jobId)} ${step.action}`);

describe('which jobs are due', () => {
  it('a stage waits for the whole stage before it', () => {
    expect(actions([job('a', 1), job('b', 1), job('c', 2)])).toEqual(['a enqueue', 'b enqueue']);
    expect(
      actions([job('a', 1, { status: 'success' }), job('b', 1, { status: 'running' }), job('c', 2)]),
    ).toEqual([]);
    expect(
      actions([job('a', 1, { status: 'success' }), job('b', 1, { status: 'failed' }), job('c', 2)]),
    ).toEqual(['c skip']);
    expect(actions([job('a', 1, { status: 'failed', allowFailure: true }), job('c', 2)])).toEqual([
      'c enqueue',
    ]);
  });

  it('after a failure only on_failure and always run', () => {
    const failed = job('a', 1, { status: 'failed' });
    const after = [
      job('b', 2),
      job('c', 2, { when: 'on_failure' }),
      job('d', 2, { when: 'always' }),
      job('e', 2, { when: 'manual' }),
    ];
    expect(actions([failed, ...after])).toEqual(['b skip', 'c enqueue', 'd enqueue', 'e skip']);
    const green = job('a', 1, { status: 'success' });
    expect(actions([green, ...after])).toEqual(['b enqueue', 'c skip', 'd enqueue', 'e wait-for-hand']);
  });

  it('needs go past stages, and a needed job that did not run skips its dependants', () => {
    expect(
      actions([
        job('a', 1, { status: 'success' }),
        job('b', 1, { status: 'running' }),
        job('c', 2, { needs: ['a'] }),
      ]),
    ).toEqual(['c enqueue']);
    expect(actions([job('a', 1, { status: 'running' }), job('c', 2, { needs: [] })])).toEqual(['c enqueue']);
    expect(actions([job('a', 1, { status: 'skipped' }), job('c', 2, { needs: ['a'] })])).toEqual(['c skip']);
    expect(
      actions([job('a', 1, { status: 'manual', allowFailure: true }), job('c', 2, { needs: ['a'] })]),
    ).toEqual(['c skip']);
    const split = [
      job('x', 1, { baseName: 'a', status: 'success' }),
      job('y', 1, { baseName: 'a', status: 'running' }),
    ];
    expect(actions([...split, job('c', 2, { needs: ['a'] })])).toEqual([]);
  });

  it('a manual job that may not fail holds up what follows, an optional one does not', () => {
    expect(actions([job('a', 1, { status: 'manual' }), job('b', 2)])).toEqual([]);
    expect(actions([job('a', 1, { status: 'manual', allowFailure: true }), job('b', 2)])).toEqual([
      'b enqueue',
    ]);
  });
});

describe('the status of jobs together', () => {
  const of = (...statuses: (PipelineStatus | `${PipelineStatus}?`)[]) =>
    compositeStatus(
      statuses.map((status) => ({
        status: status.replace('?', '') as PipelineStatus,
        allowFailure: status.endsWith('?'),
      })),
    );
  it.each([
    [of('success', 'skipped'), 'success'],
    [of('success', 'failed?'), 'success'],
    [of('success', 'failed'), 'failed'],
    [of('failed', 'running'), 'running'],
    [of('success', 'created'), 'running'],
    [of('created', 'created'), 'created'],
    [of('created', 'pending'), 'pending'],
    [of('success', 'canceled'), 'canceled'],
    [of('failed', 'canceled'), 'failed'],
    [of('success', 'manual', 'created'), 'manual'],
    [of('success', 'manual?'), 'success'],
    [of('manual?'), 'skipped'],
    [of('skipped'), 'skipped'],
    [of('success', 'scheduled'), 'scheduled'],
    [of('running', 'canceling'), 'canceling'],
    [of(), null],
  ])('is %s', (actual, expected) => {
    expect(actual).toBe(expected);
  });
});
