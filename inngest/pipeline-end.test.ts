import { Environment } from '@marcbachmann/cel-js';
import { describe, expect, it } from 'vitest';
import type { PipelineEnd } from '@/lib/operations/list-pipeline-ends';
import { endsExpression, isOfInterest, type EndsOfInterest } from './pipeline-end';

const projectId = '0190aaaa-bbbb-7ccc-8ddd-eeeeeeeeeeee';

function end(over: Partial<PipelineEnd>): PipelineEnd {
  return {
    projectId,
    pipelineId: 7,
    status: 'failed',
    sha: 'a'.repeat(40),
    ref: 'main',
    source: 'push',
    parentPipelineId: null,
    mergeRequestIid: null,
    finishedAt: '2026-01-01',
    ...over,
  };
}

const environment = new Environment({ unlistedVariablesAreDyn: true });

function isTrue(expression: string, data: PipelineEnd): boolean {
  return environment.parse(expression)({ async: { data } }) === true;
}

const hostile = `it's "odd" \\ || true`;
const ofBranch: EndsOfInterest = {
  refs: ['main', hostile],
  notSources: ['parent_pipeline'],
  notStatuses: ['skipped'],
};

const table: readonly [string, EndsOfInterest, PipelineEnd, boolean][] = [
  ['the pipeline itself', { pipelineId: 7 }, end({}), true],
  ['another pipeline', { pipelineId: 7 }, end({ pipelineId: 8 }), false],
  ['its ref', ofBranch, end({}), true],
  ['a ref with quotes', ofBranch, end({ ref: hostile }), true],
  ['another ref', ofBranch, end({ ref: 'other' }), false],
  ['a child on its ref', ofBranch, end({ source: 'parent_pipeline' }), false],
  ['a skipped one on its ref', ofBranch, end({ status: 'skipped' }), false],
  [
    'a source of interest',
    { refs: ['x'], orSource: 'merge_request_event' },
    end({ source: 'merge_request_event' }),
    true,
  ],
];

describe('the two ways to recognise the end of a pipeline', () => {
  it.each(table)('agree on %s', (_, ends, one, expected) => {
    expect(isOfInterest(ends, one)).toBe(expected);
    expect(isTrue(endsExpression(projectId, ends), one)).toBe(expected);
  });

  it("leave another project's pipelines alone", () => {
    const other = endsExpression('0190aaaa-bbbb-7ccc-8ddd-ffffffffffff', { pipelineId: 7 });
    expect(isTrue(other, end({}))).toBe(false);
  });
});
