import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { inngest } from '@/inngest/client';
import { cleanUpCandidate } from '@/lib/operations/clean-up-candidate';
import { cleanUpToolRuns } from '@/lib/operations/clean-up-tool-runs';
import { listLeftoverCandidates } from '@/lib/operations/list-leftover-candidates';
import { listLeftoverToolRuns } from '@/lib/operations/list-leftover-tool-runs';
import { retryFailure } from '@/lib/operations/retry-failure';
import { until } from '@/scripts/demo/gitlab-person';

import { startProduct, type ProductInProcess } from './testing/product-in-process';
import { formatted, linted, unformatted, unlinted } from './testing/repositories';
import { Stage } from './testing/stage';

let product: ProductInProcess;
beforeAll(async () => {
  product = await startProduct();
});
afterEach(() => product.control.ask('POST', '/reset-faults'));
afterAll(() => product.stop());

async function expectMendedOnce(stage: Stage, iid: number, sha: string): Promise<void> {
  expect(await stage.db.failure.count({ where: { projectId: stage.projectId } })).toBe(1);
  const ours = await stage.ourCommits();
  expect(ours).toHaveLength(1);
  expect(ours[0]?.parent_ids).toEqual([sha]);
  expect(await stage.ourNotes(iid)).toHaveLength(1);
  expect(await stage.scratchBranches()).toEqual([]);
}

describe('webhooks', () => {
  it('that are lost are made up for by the sweep, each failure once', async () => {
    const stage = await Stage.set(product, { level: 'watch', main: formatted });
    const other = await Stage.set(product, { level: 'watch', main: formatted });
    await product.control.ask('PUT', '/faults/webhooks', { faults: [{ kind: 'drop' }] });
    const shas: string[] = [];
    for (const branch of ['one', 'two', 'three']) {
      shas.push(
        await stage.push({ [`src/${branch}.js`]: 'export const  a = 1;\n' }, { branch, from: 'main' }),
      );
    }
    shas.push(
      await other.push({ 'src/four.js': 'export const  a = 1;\n' }, { branch: 'four', from: 'main' }),
    );
    await until('all pipelines end', 60, async () => {
      const seen = [...(await stage.pipelines()), ...(await other.pipelines())];
      const all = seen.filter(({ ref }) => ref !== 'main');
      return all.length === 4 && all.every(({ status }) => status === 'failed') ? true : null;
    });
    const where = { projectId: { in: [stage.projectId, other.projectId] } };
    expect(await stage.db.failure.count({ where })).toBe(0);
    await inngest.send({ name: 'pipemend/sweep.requested', data: {} });
    await until('all failures are diagnosed', 60, async () => {
      const found = await stage.db.failure.findMany({ where });
      return found.length === 4 && found.every(({ status }) => status === 'diagnosed') ? true : null;
    });
    await inngest.send({ name: 'pipemend/sweep.requested', data: {} });
    await stage.settled();
    const found = await stage.db.failure.findMany({ where });
    expect(found.map(({ sha }) => sha).sort()).toEqual([...shas].sort());
    expect(found.every(({ round }) => round === 1)).toBe(true);
  });

  it('that come twice and out of order make one failure, one note and one commit', async () => {
    const stage = await Stage.set(product, { level: 'auto-lint', main: formatted });
    await product.control.ask('PUT', '/faults/webhooks', {
      faults: [
        { kind: 'duplicate', copies: 2 },
        { kind: 'shuffle', window: 3, ratio: 0.6 },
      ],
    });
    const { sha, iid } = await stage.change(unformatted);
    await until('it is mended', 90, async () => {
      await product.control.ask('POST', '/webhooks/release');
      return (await stage.failure(sha))?.status === 'mended' ? true : null;
    });
    await product.control.ask('POST', '/reset-faults');
    await stage.settled();
    await expectMendedOnce(stage, iid, sha);
  });
});

describe('a GitLab', () => {
  it('that answers every third call with 502 sees our work done or given up with a reason, and nothing half-done', async () => {
    const stage = await Stage.set(product, { level: 'auto-lint', main: linted });
    const { sha, iid } = await stage.change(unlinted);
    await stage.failureIn('diagnosed', 'mending');
    await product.control.ask('PUT', '/faults/api', {
      faults: [
        {
          path: `/api/v4/projects/${stage.gitlabProjectId}/*`,
          ...{ kind: 'status', status: 502, ratio: 1 / 3, remaining: 60 },
        },
      ],
    });
    await until('it came to an end', 100, async () => {
      const failure = await stage.failure(sha);
      return failure && ['mended', 'no-fix'].includes(failure.status) ? failure : null;
    });
    await product.control.ask('POST', '/reset-faults');
    await stage.settled();
    const failure = await stage.failure(sha);
    if (failure?.status === 'mended') return expectMendedOnce(stage, iid, sha);
    expect(failure?.statusReason).toContain('could not finish');
    expect(await stage.head()).toBe(sha);
    // The clean-up may have met the same weather: the sweep makes up for it.
    const later = { now: () => new Date(Date.now() + 20 * 60_000) };
    const services = { ...product.services, clock: later };
    for (const failureId of await listLeftoverToolRuns(services)) {
      await cleanUpToolRuns(services, { failureId });
    }
    for (const fixId of await listLeftoverCandidates(services)) {
      await cleanUpCandidate(services, { fixId, cancelPipelines: true });
    }
    expect(await stage.scratchBranches()).toEqual([]);
  });

  it('whose answers to writes get lost gets each of them once', async () => {
    const stage = await Stage.set(product, { level: 'auto-lint', main: linted });
    const { sha, iid } = await stage.change(unlinted);
    const root = `/api/v4/projects/${stage.gitlabProjectId}`;
    await product.control.ask('PUT', '/faults/api', {
      faults: ['/repository/commits', '/merge_requests/*'].map((path) => ({
        ...{ method: 'POST', path: root + path, kind: 'lost', ratio: 0.5 },
      })),
    });
    await until('it is mended', 120, async () =>
      (await stage.failure(sha))?.status === 'mended' ? true : null,
    );
    await product.control.ask('POST', '/reset-faults');
    await stage.settled();
    await expectMendedOnce(stage, iid, sha);
  });

  it('that asks to be left alone for a moment is asked again after it', async () => {
    const stage = await Stage.set(product, { level: 'auto-lint', main: formatted });
    const { sha, iid } = await stage.change(unformatted);
    await product.control.ask('PUT', '/faults/api', {
      faults: [
        {
          path: `/api/v4/projects/${stage.gitlabProjectId}/*`,
          ...{ kind: 'status', status: 429, retryAfter: 1, remaining: 6, ratio: 0.5 },
        },
      ],
    });
    await until('it is mended', 120, async () =>
      (await stage.failure(sha))?.status === 'mended' ? true : null,
    );
    await stage.settled();
    await expectMendedOnce(stage, iid, sha);
  });

  it('that takes our access away while we work leaves a reason, and what it shows is looked at anew on request', async () => {
    const stage = await Stage.set(product, { level: 'auto-lint', main: formatted });
    const { sha, iid } = await stage.change(unformatted);
    const gone = { path: `/api/v4/projects/${stage.gitlabProjectId}/jobs/*`, kind: 'status', status: 401 };
    await product.control.ask('PUT', '/faults/api', { faults: [gone] });
    const failure = await stage.failureIn('no-fix');
    expect(failure.statusReason).toContain('could not finish its diagnosis');
    await product.control.ask('POST', '/reset-faults');
    await stage.settled();
    expect(await stage.head()).toBe(sha);
    await retryFailure(product.services, await product.signedIn('dev'), { failureId: failure.id });
    await stage.failureIn('mended');
    await stage.settled();
    await expectMendedOnce(stage, iid, sha);
  });

  it('that takes it away during the validation leaves a reason and no commit', async () => {
    const stage = await Stage.set(product, { level: 'auto-lint', main: formatted });
    const lint = `/api/v4/projects/${stage.gitlabProjectId}/ci/lint`;
    await product.control.ask('PUT', '/faults/api', {
      faults: [{ path: lint, kind: 'status', status: 401 }],
    });
    const { sha } = await stage.change(unformatted);
    const failure = await stage.failureIn('no-fix');
    await stage.settled();
    expect(failure.statusReason).toContain('could not finish');
    expect(failure.fixes.map(({ status }) => status)).toEqual(['abandoned']);
    expect(await stage.head()).toBe(sha);
    expect(await stage.scratchBranches()).toEqual([]);
  });
});
