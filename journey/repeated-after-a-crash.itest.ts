import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { applyFix } from '@/lib/operations/apply-fix';
import { ensureControlRun } from '@/lib/operations/ensure-control-run';
import { ensureNote } from '@/lib/operations/ensure-note';
import { postSuggestions } from '@/lib/operations/post-suggestions';
import { revertFix } from '@/lib/operations/revert-fix';
import type { CodeHost } from '@/lib/ports/code-host';
import type { Services } from '@/lib/operations/services';

import { startCandidate } from '@/lib/operations/start-candidate';

import { ByHand } from './testing/by-hand';
import { startProduct, type ProductInProcess } from './testing/product-in-process';
import {
  formatted,
  linted,
  reformatted,
  unformatted,
  unlinted,
  withCi,
  workflowForMergeRequests,
} from './testing/repositories';
import { Stage, type StageOptions } from './testing/stage';

let product: ProductInProcess;
beforeAll(async () => {
  product = await startProduct({ byHand: true });
});
afterAll(() => product.stop());

async function failedStage(options: Partial<StageOptions> = {}, change = unformatted) {
  const stage = await Stage.set(product, { level: 'auto-lint', main: formatted, ...options });
  const hand = new ByHand(stage);
  const { sha, iid } = await stage.change(change);
  return { stage, hand, sha, iid, ...(await hand.diagnose(sha)) };
}

/** Services whose process dies right after this call was carried out by GitLab. */
function dyingAfter(name: keyof CodeHost): Services {
  const { codeHost } = product.services;
  return {
    ...product.services,
    codeHost: async (connectionId) => {
      const host = await codeHost(connectionId);
      const call = host[name] as (...given: unknown[]) => Promise<unknown>;
      const dying = async (...given: unknown[]) => {
        await call(...given);
        throw new Error('killed');
      };
      return { ...host, [name]: dying };
    },
  };
}

describe('cut off between GitLab and the record, and called again', () => {
  it('the candidate is one commit with one pipeline', async () => {
    const { stage, hand, diagnosisId } = await failedStage();
    const fixId = await hand.propose(diagnosisId);
    await hand.prepare(fixId);
    const start = { fixId, method: 'branch' as const };
    await expect(startCandidate(dyingAfter('commit'), start)).rejects.toThrow('killed');
    const started = await startCandidate(product.services, start);
    expect(started).toMatchObject({ kind: 'started' });
    const [branch = ''] = await stage.scratchBranches();
    const sha = await stage.head(branch);
    expect(started).toMatchObject({ sha });
    const live = (await stage.pipelines(`&ref=${branch}`)).filter(({ status }) => status !== 'skipped');
    expect(live.map((pipeline) => pipeline.sha)).toEqual([sha]);
    expect(await hand.judge(fixId, 'branch', { sha, pipelineId: null })).toMatchObject({ outcome: 'mended' });
    // A preparation that comes again after its start does not pass for the candidate.
    expect(await hand.prepare(fixId)).toMatchObject({ kind: 'not-validated' });
  });

  it('a pipeline by API is asked for once', async () => {
    const { stage, hand, diagnosisId } = await failedStage({
      main: withCi(formatted, workflowForMergeRequests({ api: true })),
    });
    const fixId = await hand.propose(diagnosisId);
    expect(await hand.prepare(fixId)).toMatchObject({ kind: 'ready', method: 'api' });
    const start = { fixId, method: 'api' as const };
    await expect(startCandidate(dyingAfter('createPipeline'), start)).rejects.toThrow('killed');
    const started = await startCandidate(product.services, start);
    expect(started).toMatchObject({ kind: 'started' });
    const [branch = ''] = await stage.scratchBranches();
    const live = (await stage.pipelines(`&ref=${branch}`)).filter(({ status }) => status !== 'skipped');
    expect(live.map(({ source }) => source)).toEqual(['api']);
  });

  it('the fix is one commit, found again even under a commit that someone has pushed since', async () => {
    const { stage, hand, diagnosisId, sha } = await failedStage();
    const fixId = await hand.propose(diagnosisId);
    await hand.validate(fixId);
    await hand.decide(fixId);
    await expect(applyFix(dyingAfter('commit'), { fixId })).rejects.toThrow('killed');
    const [ours] = await stage.ourCommits();
    const mine = await stage.push({ 'src/mine.js': 'export {};\n' });
    expect(await applyFix(product.services, { fixId })).toEqual({ kind: 'applied', sha: ours?.id });
    expect(await applyFix(product.services, { fixId })).toEqual({ kind: 'applied', sha: ours?.id });
    expect((await stage.commits()).slice(0, 3).map(({ id }) => id)).toEqual([mine, ours?.id, sha]);
    expect(await hand.fix(fixId)).toMatchObject({ status: 'applied', appliedSha: ours?.id });
    expect((await stage.actions()).filter((action) => action === 'fix.applied')).toHaveLength(1);
  });

  it('a commit that only bears our trailer is not taken for ours', async () => {
    const { stage, hand, diagnosisId } = await failedStage();
    const fixId = await hand.propose(diagnosisId);
    await hand.validate(fixId);
    await hand.decide(fixId);
    await stage.push({ 'src/evil.js': 'export {};\n' }, { message: `Nice\n\nPipemend-Fix: ${fixId}` });
    expect(await applyFix(product.services, { fixId })).toMatchObject({ kind: 'abandoned' });
    expect((await hand.fix(fixId)).appliedSha).toBeNull();
  });

  it('what was committed is on record even when GitLab cannot compare it any more', async () => {
    const { hand, stage, diagnosisId } = await failedStage();
    const fixId = await hand.propose(diagnosisId);
    await hand.validate(fixId);
    await hand.decide(fixId);
    await product.control.ask('PUT', '/faults/api', {
      faults: [{ method: 'GET', path: '*repository/compare*', kind: 'status', status: 404 }],
    });
    const applied = await applyFix(product.services, { fixId });
    await product.control.ask('POST', '/reset-faults');
    expect(applied).toEqual({ kind: 'applied', sha: await stage.head() });
    const fix = await hand.fix(fixId);
    expect(fix.status).toBe('applied');
    expect(fix.statusReason).not.toMatch(/^Committed: exactly/);
  });

  it('the note is one, also when five write it at the same time', async () => {
    const { stage, iid, failureId } = await failedStage();
    await expect(ensureNote(dyingAfter('createNote'), { failureId })).rejects.toThrow('killed');
    await Promise.all(Array.from({ length: 5 }, () => ensureNote(product.services, { failureId })));
    expect(await stage.ourNotes(iid)).toHaveLength(1);

    const other = await failedStage();
    await Promise.all(
      Array.from({ length: 5 }, () => ensureNote(product.services, { failureId: other.failureId })),
    );
    expect(await other.stage.ourNotes(other.iid)).toHaveLength(1);
  });

  it('the note that somebody deleted is written anew, once', async () => {
    const { stage, iid, failureId } = await failedStage();
    await ensureNote(product.services, { failureId });
    const [note] = (await stage.notes(iid)).filter(({ system }) => !system);
    await (
      await product.gitlab('max')
    ).request('DELETE', stage.path(`/merge_requests/${iid}/notes/${note?.id ?? 0}`));
    await stage.db.failure.update({ where: { id: failureId }, data: { statusReason: 'News.' } });
    await ensureNote(product.services, { failureId });
    await ensureNote(product.services, { failureId });
    expect(await stage.ourNotes(iid)).toEqual([expect.stringContaining('News.')]);
    // Each of the two writes is on record, and the look that changed nothing is not.
    expect((await stage.actions()).filter((action) => action.startsWith('note.'))).toEqual([
      'note.created',
      'note.created',
    ]);
  });

  it('each suggestion is one', async () => {
    const { stage, hand, iid, diagnosisId } = await failedStage({ level: 'suggest' });
    const fixId = await hand.propose(diagnosisId);
    await hand.validate(fixId);
    expect(await hand.decide(fixId)).toEqual({ kind: 'suggest' });
    await expect(postSuggestions(dyingAfter('createDiffDiscussion'), { fixId })).rejects.toThrow('killed');
    await postSuggestions(product.services, { fixId });
    await postSuggestions(product.services, { fixId });
    const posted = (await stage.notes(iid)).filter(({ body }) => body.includes('```suggestion'));
    expect(posted).toHaveLength(1);
  });

  it('the unchanged job is run again once', async () => {
    const ci = 'unit:\n  script:\n    - echo "AssertionError"; exit 1\n';
    const { stage, sha, diagnosisId } = await failedStage({ main: withCi(linted, ci) }, unlinted);
    const { jobs } = (await stage.failure(sha)) ?? { jobs: [] };
    const jobId = Number(jobs[0]?.jobId);
    await expect(ensureControlRun(dyingAfter('retryJob'), { diagnosisId, jobId })).rejects.toThrow('killed');
    for (let time = 1; time <= 2; time += 1) {
      expect(await ensureControlRun(product.services, { diagnosisId, jobId })).toMatchObject({
        kind: 'running',
      });
    }
    const [pipeline] = await stage.pipelines(`&sha=${sha}`);
    const all = await stage.dev.get<unknown[]>(
      stage.path(`/pipelines/${pipeline?.id ?? 0}/jobs?include_retried=true`),
    );
    expect(all).toHaveLength(2);
  });

  it('the revert is one, and the branch is as it was', async () => {
    const { stage, hand, diagnosisId, sha } = await failedStage();
    const fixId = await hand.commit(diagnosisId);
    await expect(revertFix(dyingAfter('revertCommit'), { fixId })).rejects.toThrow('killed');
    expect(await revertFix(product.services, { fixId })).toMatchObject({ kind: 'reverted' });
    expect(await revertFix(product.services, { fixId })).toMatchObject({ kind: 'reverted' });
    const commits = await stage.commits();
    expect(commits).toHaveLength(4);
    expect(await stage.text('src/greet.js')).toBe(unformatted['src/greet.js']);
    expect(commits[2]?.id).toBe(sha);
    // The pipeline of the revert is red again, and starts nothing.
    expect(await hand.record(await stage.head())).toMatchObject({ kind: 'ignored' });
  });

  it('what only bears the words of a revert is not taken for ours: the fix is undone all the same', async () => {
    const { stage, hand, diagnosisId } = await failedStage();
    const fixId = await hand.commit(diagnosisId);
    const { appliedSha } = await hand.fix(fixId);
    const words = `Revert "Format src"\n\nThis reverts commit ${appliedSha ?? ''}`;
    await stage.push({ 'src/greet.js': `${reformatted}// kept\n` }, { message: words });
    await stage.push({ 'src/greet.js': reformatted }, { message: words });
    const evil = await stage.push({ 'src/evil.js': 'export {};\n' }, { message: words });
    expect(await revertFix(product.services, { fixId })).toMatchObject({ kind: 'reverted' });
    const [revert] = await stage.commits();
    expect(revert?.parent_ids).toEqual([evil]);
    expect(await stage.text('src/greet.js')).toBe(unformatted['src/greet.js']);
    expect(await hand.fix(fixId)).toMatchObject({ status: 'undone', revertSha: revert?.id });
  });

  it('a branch that has become protected is not written to, and the person who asked is told', async () => {
    const { stage, hand, diagnosisId } = await failedStage();
    const fixId = await hand.commit(diagnosisId);
    const maya = await product.gitlab('maya');
    await maya.request('POST', stage.path('/protected_branches'), { name: 'change', push_access_level: 30 });
    const head = await stage.head();
    const refused = { kind: 'refused', reason: expect.stringContaining('protected') };
    expect(await revertFix(product.services, { fixId })).toMatchObject(refused);
    expect(await stage.head()).toBe(head);
    expect(await hand.fix(fixId)).toMatchObject({
      status: 'applied',
      revertSha: null,
      statusReason: expect.stringContaining('protected'),
    });
  });
});
