import { afterAll, beforeAll, expect, it } from 'vitest';

import { startProduct, type ProductInProcess } from './testing/product-in-process';
import { formatted, linted, reformatted, unformatted, unlinted, withCi } from './testing/repositories';
import { Stage } from './testing/stage';

let product: ProductInProcess;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.stop());

it('mends a red merge request with one commit, one note and no traces', async () => {
  const stage = await Stage.set(product, { level: 'auto-lint', main: formatted });
  const { sha, iid } = await stage.change(unformatted);
  const failure = await stage.failureIn('mended');
  await stage.settled();
  const ours = await stage.ourCommits();
  expect(ours).toHaveLength(1);
  expect(ours[0]).toMatchObject({ id: await stage.head(), parent_ids: [sha] });
  expect(await stage.text('src/greet.js')).toBe(reformatted);
  expect(await stage.ourNotes(iid)).toHaveLength(1);
  expect(await stage.scratchBranches()).toEqual([]);
  expect(failure.fixes).toMatchObject([{ status: 'applied', appliedOutcome: 'green' }]);
});

it('mends two failing jobs with two commits, each on top of the other, each validated', async () => {
  const ci = 'lint:\n  script:\n    - eslint .\n\nformat:\n  script:\n    - prettier --check src\n';
  const stage = await Stage.set(product, {
    level: 'auto-validated',
    main: withCi({ ...linted, ...formatted }, ci),
  });
  const { sha, iid } = await stage.change({ ...unformatted, ...unlinted });
  const failure = await stage.failureIn('mended', 'no-fix');
  await stage.settled();
  expect(failure.fixes.map(({ status }) => status)).toEqual(['applied', 'applied']);
  expect(failure.fixes.every((fix) => fix.validations[0]?.outcome === 'mended')).toBe(true);
  const [second, first] = await stage.ourCommits();
  expect(first?.parent_ids).toEqual([sha]);
  expect(second?.parent_ids).toEqual([first?.id]);
  expect(await stage.text('double.js')).toContain('const factor');
  expect(await stage.text('src/greet.js')).toBe(reformatted);
  const last = await stage.pipelines(`&sha=${second?.id ?? ''}`);
  expect(last.map(({ status }) => status)).toEqual(['success']);
  expect((await stage.failure())?.status).toBe('mended');
  expect(await stage.ourNotes(iid)).toHaveLength(1);
  expect(await stage.scratchBranches()).toEqual([]);
});

it('makes one failure, one note and one commit of two red pipelines of one push', async () => {
  const ci = `workflow:
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH
format:
  script:
    - prettier --check src
`;
  const stage = await Stage.set(product, { level: 'auto-lint', main: withCi(formatted, ci) });
  const sha = await stage.push({ 'src/ok.js': 'export {};\n' }, { from: 'main' });
  const iid = await stage.openMergeRequest();
  const broken = await stage.push(unformatted);
  await stage.failureIn('mended');
  await stage.settled();
  const red = await stage.pipelines(`&sha=${broken}`);
  expect(red.map(({ source }) => source).sort()).toEqual(['merge_request_event', 'push']);
  expect(await stage.db.failure.count({ where: { projectId: stage.projectId } })).toBe(1);
  expect(await stage.ourCommits()).toHaveLength(1);
  expect(await stage.ourNotes(iid)).toHaveLength(1);
  expect((await stage.commits()).map(({ id }) => id)).toContain(sha);
});
