import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { applyFix } from '@/lib/operations/apply-fix';
import { cleanUpCandidate } from '@/lib/operations/clean-up-candidate';
import { cleanUpToolRuns } from '@/lib/operations/clean-up-tool-runs';
import { dismissFailure } from '@/lib/operations/dismiss-failure';
import { listLeftoverCandidates } from '@/lib/operations/list-leftover-candidates';
import { setLevel } from '@/lib/operations/set-level';
import { supersedeOnMergeRequestEnd, supersedeOnPush } from '@/lib/operations/supersede-failures';

import { startCandidate } from '@/lib/operations/start-candidate';

import { ByHand } from './testing/by-hand';
import { startProduct, type ProductInProcess } from './testing/product-in-process';
import { formatted, linted, unformatted, unlinted } from './testing/repositories';
import { Stage } from './testing/stage';

let product: ProductInProcess;
beforeAll(async () => {
  product = await startProduct({ byHand: true });
});
afterAll(() => product.stop());

async function stageAt(moment: 'diagnosed' | 'proposed' | 'prepared' | 'validated', files = 'formatted') {
  const isFormatted = files === 'formatted';
  const stage = await Stage.set(product, { level: 'auto-lint', main: isFormatted ? formatted : linted });
  const hand = new ByHand(stage);
  const { sha, iid } = await stage.change(isFormatted ? unformatted : unlinted);
  const { failureId, diagnosisId } = await hand.diagnose(sha);
  const fixId = moment === 'diagnosed' ? '' : await hand.propose(diagnosisId);
  if (moment === 'prepared') await hand.prepare(fixId);
  if (moment === 'validated') await hand.validate(fixId);
  return { stage, hand, sha, iid, failureId, diagnosisId, fixId };
}

/** What the product does when it hears of a Developer's push. */
async function pushByHand(stage: Stage): Promise<string> {
  const after = await stage.push({ 'src/mine.js': 'export {};\n' }, { message: 'My own' });
  const { id } = await stage.dev.get<{ id: number }>('/user');
  await supersedeOnPush(product.services, {
    projectId: stage.projectId,
    branch: 'change',
    after,
    gitlabUserId: id,
  });
  return after;
}

async function expectNothingOfOurs(stage: Stage, head: string): Promise<void> {
  expect(await stage.head()).toBe(head);
  expect(await stage.ourCommits()).toEqual([]);
  expect(await stage.scratchBranches()).toEqual([]);
  expect((await stage.openMergeRequests()).map(({ source_branch: from }) => from)).toEqual(['change']);
}

describe('a push by someone else', () => {
  it('before anything is begun: nothing is begun', async () => {
    const { stage, hand, fixId } = await stageAt('proposed');
    const head = await pushByHand(stage);
    expect(await hand.prepare(fixId)).toMatchObject({ kind: 'not-validated' });
    await expectNothingOfOurs(stage, head);
    expect((await hand.fix(fixId)).status).toBe('abandoned');
  });

  it('while a tool runs: its branch goes, and no tool is started after it', async () => {
    const { stage, hand, diagnosisId, failureId } = await stageAt('diagnosed', 'linted');
    expect(await hand.startTool(diagnosisId)).toMatchObject({ kind: 'started' });
    expect(await stage.scratchBranches()).toHaveLength(1);
    const head = await pushByHand(stage);
    const [branch] = await stage.scratchBranches();
    for (let time = 1; time <= 2; time += 1) await cleanUpToolRuns(product.services, { failureId });
    await expectNothingOfOurs(stage, head);
    const removals = (await stage.audit()).filter(({ action }) => action === 'scratch.removed');
    expect(removals).toMatchObject([
      { actorKind: 'automation', failureId, details: { branch, isDeleted: true } },
    ]);
    expect(await hand.startTool(diagnosisId)).toMatchObject({ kind: 'not-offered' });
    await expectNothingOfOurs(stage, head);
  });

  it('between preparing and starting: the validation is not started', async () => {
    const { stage, hand, fixId } = await stageAt('prepared');
    const head = await pushByHand(stage);
    expect(await hand.start(fixId)).toMatchObject({ kind: 'not-validated' });
    await cleanUpCandidate(product.services, { fixId, cancelPipelines: true });
    await expectNothingOfOurs(stage, head);
    expect((await hand.fix(fixId)).status).toBe('abandoned');
  });

  it('in the very moment of the start: the branch that comes after the clean-up goes, too', async () => {
    const { stage, hand, fixId, failureId } = await stageAt('prepared');
    // The start has read the fix; clean-up removes the branch; the commit then makes it anew.
    const codeHost = product.services.codeHost;
    let head = '';
    const services = {
      ...product.services,
      codeHost: async (connectionId: string) => {
        const host = await codeHost(connectionId);
        const commit: typeof host.commit = async (project, request) => {
          head = await pushByHand(stage);
          await cleanUpCandidate(product.services, { fixId, cancelPipelines: true });
          return host.commit(project, request);
        };
        return { ...host, commit };
      },
    };
    const started = await startCandidate(services, { fixId, method: 'branch' });
    expect(started).toMatchObject({ kind: 'not-validated' });
    await expectNothingOfOurs(stage, head);
    expect((await hand.failure(failureId)).status).toBe('superseded');
  });

  it('while its pipeline runs: another pipeline on the scratch branch says nothing of the fix', async () => {
    const { stage, hand, fixId } = await stageAt('prepared');
    const started = await hand.start(fixId);
    if (started.kind !== 'started') throw new Error(started.reason);
    const [branch = ''] = await stage.scratchBranches();
    const theirs = await stage.push({ 'src/greet.js': 'nothing (that) is  formatted\n' }, { branch });
    const { id: pipelineId } = await hand.ended(theirs);
    const judged = await hand.judge(fixId, 'branch', { sha: started.sha, pipelineId });
    expect(judged).toMatchObject({ outcome: 'mended' });
    const [validation] = (await hand.fix(fixId)).validations;
    expect(Number(validation?.pipelineId)).toBe((await hand.ended(started.sha)).id);
  });

  it('right before the fix is applied: nothing is overwritten, and the fix is given up', async () => {
    const { stage, hand, fixId } = await stageAt('validated');
    expect(await hand.decide(fixId)).toEqual({ kind: 'commit' });
    // Nobody has told us of it: GitLab itself is asked.
    const head = await stage.push({ 'src/mine.js': 'export {};\n' });
    expect(await applyFix(product.services, { fixId })).toMatchObject({ kind: 'abandoned' });
    await cleanUpCandidate(product.services, { fixId, cancelPipelines: false });
    await expectNothingOfOurs(stage, head);
    expect((await hand.fix(fixId)).status).toBe('abandoned');
    expect(await stage.actions()).toContain('fix.abandoned');
  });

  it('before it is decided: the fix is given up, and it is not said that it does not mend', async () => {
    const { stage, hand, fixId } = await stageAt('validated');
    await stage.push({ 'src/mine.js': 'export {};\n' });
    expect(await hand.decide(fixId)).toMatchObject({ kind: 'nothing' });
    expect(await hand.fix(fixId)).toMatchObject({
      status: 'abandoned',
      statusReason: expect.stringContaining('moved on'),
    });
  });

  it('after the last look, to a file of the fix: GitLab refuses our commit', async () => {
    const { stage, hand, fixId } = await stageAt('validated');
    const codeHost = product.services.codeHost;
    let head = '';
    const services = {
      ...product.services,
      codeHost: async (connectionId: string) => {
        const host = await codeHost(connectionId);
        const commit: typeof host.commit = async (project, request) => {
          head = await stage.push({ 'src/greet.js': 'export const greet = null;\n' });
          return host.commit(project, request);
        };
        return { ...host, commit };
      },
    };
    expect(await applyFix(services, { fixId })).toMatchObject({ kind: 'abandoned' });
    expect(await stage.head()).toBe(head);
    expect(await stage.text('src/greet.js')).toContain('null');
    expect((await hand.fix(fixId)).appliedSha).toBeNull();
  });

  it('that we hear of late, after a newer failure, ends nothing', async () => {
    const { stage, hand, failureId } = await stageAt('proposed');
    const { projectId } = stage;
    const { id: gitlabUserId } = await stage.dev.get<{ id: number }>('/user');
    const late = { projectId, branch: 'change', after: await stage.head('main'), gitlabUserId };
    expect(await supersedeOnPush(product.services, late)).toEqual({ superseded: 0 });
    expect((await hand.failure(failureId)).status).toBe('mending');
  });
});

describe('the end of a merge request', () => {
  it.each(['closed', 'merged'] as const)('%s while a fix is validated: nothing is pushed', async (end) => {
    const { stage, hand, iid, fixId, failureId } = await stageAt('validated');
    const change = stage.path(`/merge_requests/${iid}`);
    if (end === 'closed') await stage.dev.request('PUT', change, { state_event: 'close' });
    else
      await (
        await product.gitlab('maya')
      ).request('PUT', `${change}/merge`, { should_remove_source_branch: false });
    const head = await stage.head();
    // Nobody has told us: the commit is refused all the same.
    expect(await applyFix(product.services, { fixId })).toMatchObject({
      kind: 'abandoned',
      reason: expect.stringContaining(end),
    });
    await supersedeOnMergeRequestEnd(product.services, {
      projectId: stage.projectId,
      mergeRequestIid: iid,
      state: end,
    });
    expect((await hand.failure(failureId)).status).toBe('superseded');
    expect(await stage.head()).toBe(head);
    expect(await stage.ourCommits()).toEqual([]);
  });

  it('is no end when it was opened again', async () => {
    const { stage, hand, iid, failureId } = await stageAt('proposed');
    const ended = { projectId: stage.projectId, mergeRequestIid: iid, state: 'closed' as const };
    expect(await supersedeOnMergeRequestEnd(product.services, ended)).toEqual({ superseded: 0 });
    expect((await hand.failure(failureId)).status).toBe('mending');
  });
});

describe('a person of the project', () => {
  it('dismisses while the candidate is prepared: it stays dismissed and leaves nothing', async () => {
    const { stage, hand, fixId, failureId } = await stageAt('prepared');
    await dismissFailure(product.services, await product.signedIn('dev'), { failureId });
    expect(await hand.prepare(fixId)).toMatchObject({ kind: 'not-validated' });
    expect(await hand.start(fixId)).toMatchObject({ kind: 'not-validated' });
    expect((await hand.fix(fixId)).status).toBe('abandoned');
    await cleanUpCandidate(product.services, { fixId, cancelPipelines: true });
    expect(await stage.scratchBranches()).toEqual([]);
  });

  it('lowers the level to watch after the decision: nothing is written any more', async () => {
    const { stage, hand, sha, fixId } = await stageAt('validated');
    expect(await hand.decide(fixId)).toEqual({ kind: 'commit' });
    await setLevel(product.services, await product.signedIn('maya'), {
      projectId: stage.projectId,
      level: 'watch',
    });
    expect(await applyFix(product.services, { fixId })).toMatchObject({ kind: 'abandoned' });
    expect(await stage.head()).toBe(sha);
  });

  it('lowers the level to suggest after the decision: what nobody approved is not committed', async () => {
    const { stage, hand, sha, fixId } = await stageAt('validated');
    expect(await hand.decide(fixId)).toEqual({ kind: 'commit' });
    await setLevel(product.services, await product.signedIn('maya'), {
      projectId: stage.projectId,
      level: 'suggest',
    });
    expect(await applyFix(product.services, { fixId })).toMatchObject({ kind: 'abandoned' });
    expect(await stage.head()).toBe(sha);
  });
});

it('a scratch branch that a lost run left is found again by the sweep', async () => {
  const { stage, fixId, failureId } = await stageAt('prepared');
  await stage.db.failure.update({ where: { id: failureId }, data: { status: 'superseded' } });
  const later = { now: () => new Date(Date.now() + 20 * 60_000) };
  expect(await listLeftoverCandidates(product.services)).not.toContain(fixId);
  expect(await listLeftoverCandidates({ ...product.services, clock: later })).toContain(fixId);
});
