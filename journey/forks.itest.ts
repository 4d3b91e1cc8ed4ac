import { afterAll, beforeAll, expect, it } from 'vitest';

import { applyFix } from '@/lib/operations/apply-fix';
import { approveFix } from '@/lib/operations/approve-fix';
import { decideFix } from '@/lib/operations/decide-fix';
import { ensureControlRun } from '@/lib/operations/ensure-control-run';
import { until } from '@/scripts/demo/gitlab-person';

import { ByHand } from './testing/by-hand';
import { startProduct, type ProductInProcess } from './testing/product-in-process';
import { formatted, linted, unformatted, unlinted } from './testing/repositories';
import { Stage, type Files } from './testing/stage';

let product: ProductInProcess;
beforeAll(async () => {
  product = await startProduct({ byHand: true });
});
afterAll(() => product.stop());

/** A failure on a merge request whose branch lies in a fork; the pipeline ran in this project. */
async function failedInFork(main: Files, change: Files) {
  const stage = await Stage.set(product, { level: 'auto-validated', main });
  const hand = new ByHand(stage);
  const { sha } = await stage.change(change);
  const found = await hand.diagnose(sha);
  const fork = await stage.dev.request<{ id: number }>('POST', stage.path('/fork'), {
    path: `fork-${stage.gitlabProjectId}`,
  });
  await until('the fork is there', 30, async () => {
    const { import_status: status } = await stage.dev.get<{ import_status: string }>(`/projects/${fork.id}`);
    return ['none', 'finished'].includes(status) ? true : null;
  });
  await stage.db.failure.update({ where: { id: found.failureId }, data: { sourceProjectId: fork.id } });
  return { stage, hand, sha, forkId: fork.id, ...found };
}

it("a fork's code is suggested to, and neither run with this project's variables nor committed to", async () => {
  const { stage, hand, sha, forkId, diagnosisId } = await failedInFork(formatted, unformatted);
  const before = await stage.pipelines();
  const [job] = (await stage.failure(sha))?.jobs ?? [];
  expect(await ensureControlRun(product.services, { diagnosisId, jobId: Number(job?.jobId) })).toMatchObject({
    kind: 'not-run',
  });
  const fixId = await hand.propose(diagnosisId);
  const prepared = await hand.prepare(fixId);
  expect(prepared).toEqual({ kind: 'not-validated', reason: expect.stringContaining('fork') });
  const decided = await decideFix(product.services, { fixId, notValidatedBecause: 'It lies in a fork.' });
  expect(decided).toEqual({ kind: 'suggest' });
  await expect(approveFix(product.services, await product.signedIn('maya'), { fixId })).rejects.toMatchObject(
    { kind: 'conflict' },
  );
  expect(await applyFix(product.services, { fixId })).toMatchObject({ kind: 'abandoned' });
  expect(await stage.pipelines()).toEqual(before);
  expect(await stage.scratchBranches()).toEqual([]);
  expect(await stage.head()).toBe(sha);
  expect(await stage.dev.branchHead(forkId, 'change')).toBe(sha);
});

it("a fork's code is given to no tool of this project", async () => {
  const { stage, hand, diagnosisId } = await failedInFork(linted, unlinted);
  expect(await hand.startTool(diagnosisId)).toEqual({
    kind: 'not-offered',
    reason: expect.stringContaining('fork'),
  });
  expect(await stage.scratchBranches()).toEqual([]);
});
