import { describe, expect, it } from 'vitest';

import type { Job } from '@/lib/domain/job';
import type { Pipeline, PipelineStatus } from '@/lib/domain/pipeline';
import { PlatformError } from '@/lib/domain/platform-error';

import { findOtherRuns, type RunsToFind } from './find-other-runs';

const pipeline = (id: number, status: PipelineStatus, ref = 'main'): Pipeline => ({
  id,
  iid: id,
  projectId: 1,
  sha: `sha${id}`,
  ref,
  source: 'push',
  status,
  webUrl: '',
  createdAt: '2026-01-31T12:00:00.000Z',
  updatedAt: '2026-01-31T12:00:00.000Z',
  userId: null,
  yamlErrors: null,
});
const job = (id: number, pipelineId: number, status: PipelineStatus, name = 'unit'): Job => ({
  id,
  name,
  stage: 'test',
  status,
  allowFailure: false,
  failureReason: 'script_failure',
  webUrl: '',
  pipelineId,
  duration: 1,
  finishedAt: null,
  hasArtifacts: false,
  reports: [],
});

const input: RunsToFind = {
  project: 1,
  job: { jobId: 90, key: 'unit', name: 'unit', pipelineId: 9 },
  sha: 'head',
  branch: 'coins',
  rootPipelineId: 9,
  ref: 'coins',
  ownPipelineIds: [9],
  controlJobIds: [],
  targetBranch: 'main',
  isOwn: true,
  mayBeChance: true,
};

/** A GitLab with these pipelines of the target branch and of the commit, and these jobs; it counts what it is asked. */
function gitlab(has: { onTarget?: Pipeline[]; ofCommit?: Pipeline[]; jobs?: Job[] }) {
  const calls: string[] = [];
  return {
    calls,
    listPipelines: (_project: number, filter: { ref?: string; sha?: string }) => {
      calls.push(filter.sha === undefined ? 'pipelines of the ref' : 'pipelines of the commit');
      return Promise.resolve((filter.sha === undefined ? has.onTarget : has.ofCommit) ?? []);
    },
    listJobs: (_project: number, id: number) => {
      calls.push(`jobs of ${id}`);
      return Promise.resolve((has.jobs ?? []).filter(({ pipelineId }) => pipelineId === id));
    },
    listBridges: () => Promise.resolve([]),
  };
}

describe('findOtherRuns', () => {
  it('finds the green run, the same commit elsewhere and earlier attempts, in few calls', async () => {
    const host = gitlab({
      onTarget: [pipeline(5, 'running'), pipeline(4, 'failed'), pipeline(3, 'success')],
      ofCommit: [pipeline(9, 'failed', 'coins'), pipeline(8, 'success', 'coins')],
      jobs: [
        job(30, 3, 'success'),
        job(80, 8, 'success'),
        job(90, 9, 'failed'),
        job(89, 9, 'failed'),
        job(88, 9, 'skipped'),
        job(87, 9, 'success', 'other'),
      ],
    });
    expect(await findOtherRuns(host, input)).toEqual({
      runs: [
        { pipelineId: 9, isSamePipeline: true, passed: false },
        { pipelineId: 8, isSamePipeline: false, passed: true },
      ],
      merged: null,
      green: { jobId: 30, branch: 'main', at: '2026-01-31T12:00:00.000Z' },
      missing: null,
    });
    expect(host.calls).toHaveLength(5);
  });

  it('takes no control run of ours for an earlier attempt', async () => {
    const host = gitlab({ jobs: [job(90, 9, 'failed'), job(91, 9, 'success')] });
    expect((await findOtherRuns(host, { ...input, controlJobIds: [91] })).runs).toEqual([]);
  });

  it('asks only for the target branch where a pass elsewhere would say nothing', async () => {
    const host = gitlab({ onTarget: [pipeline(3, 'success')], jobs: [job(30, 3, 'success')] });
    const found = await findOtherRuns(host, { ...input, mayBeChance: false });
    expect(found).toMatchObject({ runs: [], green: { jobId: 30 } });
    expect(host.calls).toEqual(['pipelines of the ref', 'jobs of 3']);
  });

  it('tells how both sides of a merged result stand alone, not the same commit', async () => {
    const host = gitlab({
      onTarget: [pipeline(4, 'failed'), pipeline(3, 'success')],
      ofCommit: [pipeline(8, 'success', 'coins')],
      jobs: [job(40, 4, 'failed'), job(30, 3, 'success'), job(80, 8, 'success')],
    });
    const found = await findOtherRuns(host, { ...input, ref: 'refs/merge-requests/7/merge' });
    expect(found.runs).toEqual([]);
    expect(found.merged).toEqual({
      branch: 'coins',
      targetBranch: 'main',
      passedOnBranch: true,
      passedOnTarget: false,
    });
  });

  it('goes on without what GitLab refuses, and says so; but not with a token that is refused', async () => {
    const refusing = (kind: 'forbidden' | 'unavailable' | 'unauthorized') => ({
      ...gitlab({}),
      listPipelines: () => Promise.reject(new PlatformError(kind, 'Not now.')),
    });
    for (const kind of ['forbidden', 'unavailable'] as const) {
      const found = await findOtherRuns(refusing(kind), input);
      expect(found).toMatchObject({ runs: [], green: null });
      expect(found.missing).toContain('the target branch: Not now.');
    }
    await expect(findOtherRuns(refusing('unauthorized'), input)).rejects.toThrow('Not now.');
  });
});
