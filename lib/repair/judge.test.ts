import { describe, expect, it } from 'vitest';

import type { PipelineStatus } from '@/lib/domain/pipeline';

import { type JobResult, judge } from './judge';

type Jobs = Readonly<Record<string, PipelineStatus>>;
const results = (jobs: Jobs, allowed: readonly string[] = []): JobResult[] =>
  Object.entries(jobs).map(([name, status]) => ({ name, status, allowFailure: allowed.includes(name) }));
const judged = (before: Jobs, after: Jobs, pipelineStatus: PipelineStatus = 'success', targets = ['lint']) =>
  judge({ before: results(before), after: results(after), targets, pipelineStatus });

describe('the judgement', () => {
  it.each<[string, Jobs, Jobs, PipelineStatus, string, string]>([
    [
      'the target passes',
      { lint: 'failed', test: 'success' },
      { lint: 'success', test: 'success' },
      'success',
      'mended',
      'lint passes now.',
    ],
    [
      'the target still fails',
      { lint: 'failed' },
      { lint: 'failed' },
      'failed',
      'still-failing',
      'lint still fails.',
    ],
    [
      'another job breaks',
      { lint: 'failed', test: 'success' },
      { lint: 'success', test: 'failed' },
      'failed',
      'broke-something',
      'test passed before and fails now.',
    ],
    [
      'a skipped job runs now and fails',
      { lint: 'failed', test: 'skipped' },
      { lint: 'success', test: 'failed' },
      'failed',
      'broke-something',
      'test did not run to its end before and fails now.',
    ],
    [
      'a skipped job runs now and passes',
      { lint: 'failed', test: 'skipped' },
      { lint: 'success', test: 'success' },
      'success',
      'mended',
      'lint passes now.',
    ],
    [
      'another job was red before',
      { lint: 'failed', test: 'failed' },
      { lint: 'success', test: 'failed' },
      'failed',
      'mended',
      'lint passes now.',
    ],
    [
      'the target is missing',
      { lint: 'failed' },
      { test: 'success' },
      'success',
      'inconclusive',
      "lint was not part of the validation's pipeline.",
    ],
    [
      'the target is skipped',
      { lint: 'failed' },
      { lint: 'skipped' },
      'success',
      'inconclusive',
      'lint did not run to its end (it is skipped).',
    ],
    [
      'the target is manual',
      { lint: 'failed' },
      { lint: 'manual' },
      'manual',
      'inconclusive',
      'lint did not run to its end (it is manual).',
    ],
    [
      'the target is cancelled',
      { lint: 'failed' },
      { lint: 'canceled' },
      'canceled',
      'inconclusive',
      'lint did not run to its end (it is canceled).',
    ],
    [
      'the pipeline still runs',
      { lint: 'failed', test: 'success' },
      { lint: 'success', test: 'running' },
      'running',
      'inconclusive',
      'The pipeline has not ended (it is running).',
    ],
    [
      'a passed job was left out',
      { lint: 'failed', test: 'success' },
      { lint: 'success' },
      'success',
      'inconclusive',
      'test passed before and is not part of this pipeline.',
    ],
    [
      'a passed job was skipped',
      { lint: 'failed', test: 'success' },
      { lint: 'success', test: 'skipped' },
      'success',
      'inconclusive',
      'test passed before and is now skipped.',
    ],
  ])('when %s', (_, before, after, status, outcome, reason) => {
    const result = judged(before, after, status);
    expect(result.outcome).toBe(outcome);
    expect(result.reasons[0]).toBe(reason);
  });

  it('names jobs that were red before and still are', () => {
    const { reasons } = judged(
      { lint: 'failed', test: 'failed' },
      { lint: 'success', test: 'failed' },
      'failed',
    );
    expect(reasons).toContain('test was red before and still is; this fix is not for it.');
  });

  it('counts a job that may fail as broken if it passed before', () => {
    const after = results({ lint: 'success', audit: 'failed' }, ['audit']);
    const before = results({ lint: 'failed', audit: 'success' }, ['audit']);
    expect(judge({ before, after, targets: ['lint'], pipelineStatus: 'success' }).outcome).toBe(
      'broke-something',
    );
  });

  it('wants every target to pass', () => {
    const targets = ['lint', 'types'];
    expect(
      judged({ lint: 'failed', types: 'failed' }, { lint: 'success', types: 'failed' }, 'failed', targets)
        .outcome,
    ).toBe('still-failing');
  });

  it('shows nothing without a target', () => {
    expect(judged({ lint: 'failed' }, { lint: 'success' }, 'success', []).outcome).toBe('inconclusive');
  });

  it('lists every job of both pipelines', () => {
    expect(judged({ lint: 'failed', a: 'manual' }, { lint: 'success', b: 'success' }).jobs).toEqual([
      { name: 'lint', before: 'failed', after: 'success' },
      { name: 'a', before: 'manual', after: null },
      { name: 'b', before: null, after: 'success' },
    ]);
  });
});
