import { afterAll, beforeAll, expect, it } from 'vitest';

import { until } from '@/scripts/demo/gitlab-person';

import { startProduct, type ProductInProcess } from './testing/product-in-process';
import { formatted, linted, reformatted, unformatted, withCi } from './testing/repositories';
import { Stage } from './testing/stage';

let product: ProductInProcess;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.stop());

const untidy = unformatted['src/greet.js'] ?? '';

it('mends the file in the folder where the job ran, not its namesake', async () => {
  const ci = 'format:\n  script:\n    - cd web\n    - prettier --check src\n';
  const main = {
    ...withCi(formatted, ci),
    'web/.prettierrc.json': '{ "singleQuote": true }\n',
    'web/src/name.js': "export const name = 'Eve';\n",
  };
  const stage = await Stage.set(product, { level: 'auto-lint', main });
  await stage.change({ 'src/greet.js': untidy, 'web/src/greet.js': untidy });
  const failure = await stage.failureIn('mended', 'no-fix');
  await stage.settled();
  expect(failure.fixes.map(({ status }) => status)).toEqual(['applied']);
  expect(await stage.text('web/src/greet.js')).toBe(reformatted);
  expect(await stage.text('src/greet.js')).toBe(untidy);
});

it('tries the same text once, whoever writes it', async () => {
  // What mends the first line leaves the second one red.
  const ci = 'format:\n  script:\n    - prettier --check src && node --check broken.txt\n';
  const stage = await Stage.set(product, { level: 'auto-lint', main: withCi(formatted, ci) });
  await stage.change(unformatted);
  const failure = await stage.failureIn('no-fix', 'mended');
  await stage.settled();
  expect(failure.fixes.map(({ origin, status }) => [origin, status])).toEqual([['formatter', 'not-mended']]);
  expect(failure.statusReason).toMatch(/still fails.*the same/s);
  expect(await stage.ourCommits()).toEqual([]);
  expect(await stage.scratchBranches()).toEqual([]);
});

it('shows nobody the secret in a line that it mends, and keeps the line', async () => {
  const token = ['gl', 'pat-', 'Zx81yQw7Ee5tR0aLm4Kp'].join('');
  const stage = await Stage.set(product, { level: 'auto-lint', main: linted });
  const { iid } = await stage.change({ 'double.js': `let factor = '${token}';\nexport { factor };\n` });
  const failure = await stage.failureIn('mended', 'no-fix');
  await stage.settled();
  expect(failure.fixes).toMatchObject([{ status: 'applied' }]);
  expect(failure.fixes[0]?.diff).toContain('+const factor');
  expect(await stage.text('double.js')).toBe(`const factor = '${token}';\nexport { factor };\n`);
  const shown = JSON.stringify([failure.fixes.map(({ diff }) => diff), await stage.ourNotes(iid)]);
  expect(shown).not.toContain(token);
});

it('suggests without waiting where the rules start no pipeline for a validation', async () => {
  const ci =
    'format:\n  rules:\n    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH\n  script:\n    - prettier --check src\n';
  const stage = await Stage.set(product, { level: 'auto-lint', main: withCi(formatted, ci) });
  const maya = await product.gitlab('maya');
  await maya.request('DELETE', stage.path('/protected_branches/main'));
  await stage.push(unformatted, { branch: 'main' });
  await until('the draft is tried, too', 60, async () => {
    const drafts = await stage.openMergeRequests();
    return drafts.length > 0 ? true : null;
  });
  // As if the minute that it waits for a pipeline had gone by.
  await stage.db.$executeRaw`UPDATE engine_queue SET due_at = now() WHERE kind = 'timer'`;
  const failure = await stage.failureIn('suggested', 'no-fix', 'mended');
  await stage.settled();
  expect(failure.fixes).toMatchObject([
    { status: 'suggested', validations: [{ method: 'api', outcome: 'inconclusive' }] },
  ]);
  expect(await stage.text('src/greet.js', 'main')).toBe(untidy);
  expect(await stage.openMergeRequests()).toEqual([]);
  expect(await stage.scratchBranches()).toEqual([]);
});
