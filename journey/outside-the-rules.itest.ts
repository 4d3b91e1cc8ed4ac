import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { approveFix } from '@/lib/operations/approve-fix';
import { getFailure } from '@/lib/operations/get-failure';
import { undoFix } from '@/lib/operations/undo-fix';
import { until } from '@/scripts/demo/gitlab-person';

import { startProduct, type ProductInProcess } from './testing/product-in-process';
import { formatted, unformatted, withCi, workflowForMergeRequests } from './testing/repositories';
import { Stage } from './testing/stage';

let product: ProductInProcess;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.stop());

describe('where nothing may be written', () => {
  it('level watch explains and writes nothing to GitLab at all', async () => {
    const stage = await Stage.set(product, { level: 'watch', main: formatted });
    await product.control.ask('DELETE', '/journal');
    const { iid } = await stage.change(unformatted);
    await stage.failureIn('diagnosed');
    await stage.settled();
    expect(await stage.failure()).toMatchObject({
      category: 'format',
      statusReason: expect.stringContaining('watch'),
    });
    await stage.write(iid, 'pipemend retry');
    await stage.write(iid, 'pipemend apply');
    await stage.settled();
    expect(await stage.writes()).toEqual([]);
    expect((await stage.notes(iid)).filter(({ author }) => author.username === 'max')).toEqual([]);
  });

  it('a protected branch gets no commit, asked for or not', async () => {
    const stage = await Stage.set(product, { level: 'auto-validated', main: formatted });
    const maya = await product.gitlab('maya');
    await stage.push({ 'src/ok.js': 'export {};\n' }, { from: 'main' });
    await maya.request('POST', stage.path('/protected_branches'), { name: 'change', push_access_level: 30 });
    const sha = await stage.push(unformatted);
    const failure = await stage.failureIn('suggested', 'waiting');
    await stage.settled();
    expect(failure.statusReason).toContain('protected');
    const [fix] = failure.fixes;
    await expect(
      approveFix(product.services, await product.signedIn('maya'), { fixId: fix?.id ?? '' }),
    ).rejects.toMatchObject({ kind: 'conflict' });
    await stage.settled();
    expect(await stage.head()).toBe(sha);
    expect(await stage.scratchBranches()).toEqual([]);
  });

  it('a red default branch gets no commit', async () => {
    const stage = await Stage.set(product, { level: 'auto-validated', main: formatted });
    const maya = await product.gitlab('maya');
    const sha = await maya.commit(stage.gitlabProjectId, {
      ...{ branch: 'main', message: 'Straight to main', files: unformatted, existing: [] },
    });
    const failure = await stage.failureIn('suggested', 'waiting', 'no-fix');
    await stage.settled();
    expect(failure.mergeRequestIid).toBeNull();
    expect(await stage.head('main')).toBe(sha);
    expect(await stage.scratchBranches()).toEqual([]);
  });
});

describe('a fork', () => {
  it('cannot hide a failure behind a merge request from a branch of the same name', async () => {
    const stage = await Stage.set(product, { level: 'watch', main: formatted });
    const dev = stage.dev;
    const fork = await dev.request<{ id: number }>('POST', stage.path('/fork'), {
      path: `fork-${stage.gitlabProjectId}`,
    });
    await until('the fork is there', 30, async () => {
      const { import_status: status } = await dev.get<{ import_status: string }>(`/projects/${fork.id}`);
      return ['none', 'finished'].includes(status) ? true : null;
    });
    await dev.commit(fork.id, {
      ...{ branch: 'change', startBranch: 'main', message: 'Mine', files: { 'src/x.js': '' }, existing: [] },
    });
    const { iid } = await dev.request<{ iid: number }>('POST', `/projects/${fork.id}/merge_requests`, {
      ...{ source_branch: 'change', target_branch: 'main', title: 'Mine' },
      target_project_id: stage.gitlabProjectId,
    });
    const sha = await stage.push(unformatted, { from: 'main' });
    const failure = await stage.failureIn('diagnosed');
    expect(failure).toMatchObject({ sha, mergeRequestIid: null, sourceProjectId: null });
    expect(await stage.ourNotes(iid)).toEqual([]);
  });
});

describe('where only merge requests get pipelines', () => {
  it('a fix is validated by a draft merge request, which is closed afterwards', async () => {
    const stage = await Stage.set(product, {
      level: 'auto-lint',
      main: withCi(formatted, workflowForMergeRequests({ api: false })),
    });
    const { sha, iid } = await stage.change(unformatted);
    await stage.failureIn('mended');
    await stage.settled();
    expect((await stage.ourCommits()).map(({ parent_ids: [parent] }) => parent)).toEqual([sha]);
    expect((await stage.openMergeRequests()).map((one) => one.iid)).toEqual([iid]);
    const closed = await stage.dev.get<{ iid: number; title: string }[]>(
      stage.path('/merge_requests?state=closed'),
    );
    expect(closed).toHaveLength(1);
    expect(closed[0]?.title).toMatch(/^Draft: /);
    expect(await stage.scratchBranches()).toEqual([]);
    const removals = (await stage.audit()).filter(({ action }) => action === 'scratch.removed');
    expect(removals).toMatchObject([
      { actorKind: 'automation', details: { isDeleted: true, closedDrafts: [closed[0]?.iid] } },
    ]);
    // On record, but no news to whoever reads what happened.
    const { timeline } = await getFailure(product.services, await product.signedIn('dev'), {
      failureId: (await stage.failure())?.id ?? '',
    });
    const texts = timeline.map(({ text }) => text).join('\n');
    expect(texts).toContain('Committed the fix to change');
    expect(texts).not.toMatch(/Cleared away|the note on/);
  });

  it('a fix is validated by the merged result of the draft merge request, where the project wants that', async () => {
    const stage = await Stage.set(product, {
      level: 'auto-lint',
      main: withCi(formatted, workflowForMergeRequests({ api: false })),
      settings: { mergePipelinesEnabled: true },
    });
    const { sha } = await stage.change(unformatted);
    const failure = await stage.failureIn('mended');
    await stage.settled();
    expect((await stage.ourCommits()).map(({ parent_ids: [parent] }) => parent)).toEqual([sha]);
    const [fix] = failure.fixes;
    const validation = await stage.db.validation.findFirstOrThrow({ where: { fixId: fix?.id ?? '' } });
    expect(validation).toMatchObject({ method: 'api', outcome: 'mended' });
    const ran = (await stage.pipelines()).find(({ id }) => id === Number(validation.pipelineId));
    expect(ran?.ref).toMatch(/^refs\/merge-requests\/\d+\/merge$/);
    expect(ran?.sha).not.toBe(fix?.candidateSha);
    expect(await stage.scratchBranches()).toEqual([]);
  });

  it('a pipeline by API is enough where that is allowed: no merge request is opened', async () => {
    const stage = await Stage.set(product, {
      level: 'auto-lint',
      main: withCi(formatted, workflowForMergeRequests({ api: true })),
    });
    const { sha } = await stage.change(unformatted);
    await stage.failureIn('mended');
    await stage.settled();
    expect((await stage.ourCommits()).map(({ parent_ids: [parent] }) => parent)).toEqual([sha]);
    const all = await stage.dev.get<unknown[]>(stage.path('/merge_requests?state=all'));
    expect(all).toHaveLength(1);
    expect(await stage.scratchBranches()).toEqual([]);
  });
});

it('a commit of ours that turns out red is said to be, starts nothing, and can be undone by a note', async () => {
  // Green on scratch branches, red on the branch itself once the fix is there.
  const ci = `format:
  script:
    - prettier --check src
    - case "$CI_COMMIT_REF_NAME" in pipemend/*) ;; *) if grep -q "'hi '" src/*.js; then exit 1; fi;; esac
`;
  const stage = await Stage.set(product, { level: 'auto-lint', main: withCi(formatted, ci) });
  const { iid } = await stage.change(unformatted);
  const failure = await stage.failureIn('no-fix');
  await stage.settled();
  expect(failure.statusReason).toMatch(/red.*undone/);
  expect(failure.fixes).toMatchObject([{ status: 'applied', appliedOutcome: 'red' }]);
  expect(await stage.db.failure.count({ where: { projectId: stage.projectId } })).toBe(1);
  expect(await stage.ourCommits()).toHaveLength(1);

  await stage.write(iid, 'pipemend undo');
  await until('it is undone', 60, async () => {
    const [fix] = (await stage.failure())?.fixes ?? [];
    return fix?.status === 'undone' ? true : null;
  });
  await stage.settled();
  expect(await stage.text('src/greet.js')).toBe(unformatted['src/greet.js']);
  // The revert is red as well, and that is the person's wish: nothing starts again.
  expect(await stage.db.failure.count({ where: { projectId: stage.projectId } })).toBe(1);
  expect(await stage.commits()).toHaveLength(4);
  const again = await product.signedIn('dev');
  const [fix] = (await stage.failure())?.fixes ?? [];
  await undoFix(product.services, again, { fixId: fix?.id ?? '' });
  await stage.settled();
  expect(await stage.commits()).toHaveLength(4);

  // The same failure again on this branch: what a person undid is not committed unasked.
  const next = await stage.push({ 'src/other.js': 'export {};\n' });
  await until('the new failure waits', 60, async () => {
    const found = await stage.failure(next);
    return found && ['waiting', 'suggested', 'no-fix'].includes(found.status) ? true : null;
  });
  await stage.settled();
  expect(await stage.head()).toBe(next);
});
