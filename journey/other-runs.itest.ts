import { afterAll, beforeAll, expect, it } from 'vitest';

import { diagnosis as diagnosisSchema } from '@/lib/domain/diagnosis';

import { startProduct, type ProductInProcess } from './testing/product-in-process';
import { Stage, type Files } from './testing/stage';

let product: ProductInProcess;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.stop());

/** What was found of the failure of a commit, once nothing more is done about it. */
async function foundIn(stage: Stage, sha: string) {
  await stage.failureIn('no-fix', 'diagnosed', 'mended');
  await stage.settled();
  const failure = await stage.failure(sha);
  const rows = await stage.db.diagnosis.findMany({ where: { failureId: failure?.id ?? '' } });
  return rows.map(({ body }) => diagnosisSchema.parse(body));
}

/** The Maintainer pushes: the default branch is protected. */
async function pushToMain(stage: Stage, files: Files): Promise<string> {
  const max = await product.gitlab('max');
  return max.commit(stage.gitlabProjectId, {
    branch: 'main',
    message: 'Change main',
    files,
    existing: ['check.sh'],
  });
}

const bothPipelines = `workflow:
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH
`;

it('names what moved since the last green run of the same job on the target branch', async () => {
  const stage = await Stage.set(product, {
    level: 'watch',
    main: {
      'installed.txt': 'Successfully installed coins-1.9.1 money-1.0.0\n',
      'check.sh': 'echo "the drawer is counted"\n',
      '.gitlab-ci.yml': 'check:\n  script:\n    - cat installed.txt\n    - sh check.sh\n',
    },
  });
  await pushToMain(stage, { 'till.txt': 'open\n' });
  await stage.settled();
  const { sha } = await stage.change({
    'installed.txt': 'Successfully installed coins-2.0.0 money-1.0.0\n',
    'check.sh': 'echo "the drawer is of an unknown kind"; exit 3\n',
  });
  const [found] = await foundIn(stage, sha);
  expect(found?.changed).toMatchObject({
    green: { branch: 'main' },
    versions: [{ what: 'coins', from: '1.9.1', to: '2.0.0' }],
  });
  expect(found?.summary).toContain('coins from 1.9.1 to 2.0.0');
  expect(found?.evidence[0]?.lines.join('\n')).toContain('unknown kind');
});

it('says flaky of a job that passed in another pipeline of the very same commit', async () => {
  const ci = `${bothPipelines}check:
  script:
    - test "$CI_PIPELINE_SOURCE" = push || { echo "Error, the coin printer is silent"; exit 1; }
`;
  const stage = await Stage.set(product, { level: 'watch', main: { '.gitlab-ci.yml': ci } });
  const sha = await stage.push({ 'till.txt': 'open\n' }, { from: 'main' });
  await stage.settled();
  await stage.openMergeRequest();
  const [found] = await foundIn(stage, sha);
  expect(found).toMatchObject({ verdict: 'flaky', history: { passedIn: { isSamePipeline: false } } });
  expect(found?.verdictReason).toMatch(/^check passed in pipeline #\d+ on this very commit/);
});

it('blames the merge where both sides pass alone and only the merged result fails', async () => {
  const ci = `${bothPipelines}check:
  script:
    - if [ -e coins.txt ] && [ -e notes.txt ]; then echo "Error, coins and notes in one drawer"; exit 1; fi
`;
  const stage = await Stage.set(product, {
    level: 'watch',
    main: { '.gitlab-ci.yml': ci },
    settings: { mergePipelinesEnabled: true },
  });
  const sha = await stage.push({ 'coins.txt': 'coins\n' }, { from: 'main' });
  await pushToMain(stage, { 'notes.txt': 'notes\n' });
  await stage.settled();
  await stage.openMergeRequest();
  const [found] = await foundIn(stage, sha);
  expect(found).toMatchObject({
    verdict: 'merge',
    verdictReason: 'check passes on change alone and on main alone, and fails on the two merged.',
  });
});

it('says that the target branch was broken in the same way before, and since which commit', async () => {
  const stage = await Stage.set(product, {
    level: 'watch',
    main: { '.gitlab-ci.yml': 'check:\n  script:\n    - sh check.sh\n', 'check.sh': 'echo "all is well"\n' },
  });
  const broken = await pushToMain(stage, { 'check.sh': 'echo "Error: the drawer is empty"; exit 1\n' });
  await stage.failureIn('diagnosed');
  await stage.settled();
  const { sha } = await stage.change({ 'till.txt': 'open\n' });
  await stage.settled();
  const [found] = await foundIn(stage, sha);
  expect(found?.history?.brokenBefore).toMatchObject({ branch: 'main', sha: broken });
  expect(found?.verdictReason).toContain(
    `It was broken before on main: the same failure stands there since ${broken.slice(0, 8)}`,
  );
});
