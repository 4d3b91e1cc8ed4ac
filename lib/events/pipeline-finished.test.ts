import { expect, it } from 'vitest';

import { pipelineFinished } from './pipeline-finished';

it('is the same event when told twice, and another when the pipeline ended again within the same second', () => {
  const ended = {
    projectId: '0191a3c4-0000-7000-8000-000000000001',
    pipelineId: 31,
    status: 'failed',
    sha: 'abc',
    ref: 'main',
    source: 'push',
    parentPipelineId: null,
    mergeRequestIid: null,
    finishedAt: '2026-01-01 00:01:00 UTC',
  };
  const { id } = pipelineFinished;
  expect(id({ ...ended, newestJobId: 6 })).toBe(id({ ...ended, newestJobId: 6 }));
  expect(id({ ...ended, newestJobId: 7 })).not.toBe(id({ ...ended, newestJobId: 6 }));
  expect(id(ended)).not.toBe(id({ ...ended, newestJobId: 6 }));
});
