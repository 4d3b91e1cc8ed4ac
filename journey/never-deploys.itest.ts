import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { cleanUpCandidate } from '@/lib/operations/clean-up-candidate';
import { ensureControlRun } from '@/lib/operations/ensure-control-run';
import { ensureToolRun } from '@/lib/operations/ensure-tool-run';
import { until } from '@/scripts/demo/gitlab-person';

import { ByHand } from './testing/by-hand';
import { startProduct, type ProductInProcess } from './testing/product-in-process';
import { formatted, linted, unformatted, unlinted, withCi } from './testing/repositories';
import { Stage, type Files } from './testing/stage';

let product: ProductInProcess;
beforeAll(async () => {
  product = await startProduct({ byHand: true });
});
afterAll(() => product.stop());

const format = 'format:\n  stage: test\n  script:\n    - prettier --check src\n';
const stages = 'stages: [test, deploy]\n';
const onBranches = 'workflow:\n  rules:\n    - if: $CI_COMMIT_BRANCH\n';
const deploy = 'ship:\n  stage: deploy\n  environment: production\n  script:\n    - echo shipped\n';

async function failed(main: Files) {
  const stage = await Stage.set(product, { level: 'auto-validated', main });
  const hand = new ByHand(stage);
  const { sha } = await stage.change(unformatted);
  return { stage, hand, sha, ...(await hand.diagnose(sha)) };
}

/** Pipelines of ours in which something ran or is going to. */
async function ourPipelines(stage: Stage) {
  const all = await stage.pipelines();
  return all.filter(({ ref, status }) => ref.startsWith('pipemend/') && status !== 'skipped');
}

describe('a validation', () => {
  const temptations: Record<string, { ci: string; more?: Files; reason: RegExp }> = {
    'a job with an environment': {
      ci: stages + format + deploy,
      reason: /ship, which deploys to production/,
    },
    'a job that makes a release': {
      ci: `${stages}${format}tag:\n  stage: deploy\n  release:\n    tag_name: v1\n    description: one\n  script:\n    - echo released\n`,
      reason: /tag, which makes a release/,
    },
    'a job that publishes pages': {
      ci: `${stages}${format}pages:\n  stage: deploy\n  script:\n    - mkdir public\n  artifacts:\n    paths: [public]\n`,
      reason: /pages, which publishes GitLab Pages/,
    },
    'a trigger of another project': {
      ci: `${stages}${format}other:\n  stage: deploy\n  trigger:\n    project: acme/other\n`,
      reason: /other, which starts a pipeline in another project/,
    },
    'a job that only our branches would run': {
      ci: `${stages}${format}sneak:\n  stage: deploy\n  rules:\n    - if: $CI_COMMIT_BRANCH =~ /^pipemend/\n  script:\n    - echo shipped\n`,
      reason: /sneak, which was not part of the failed pipeline/,
    },
    'a deployment that only our branches would start': {
      ci: `${stages}${format}${deploy}  rules:\n    - if: $CI_COMMIT_BRANCH =~ /^pipemend/\n`,
      reason: /ship, which deploys to production/,
    },
    'a child pipeline that deploys': {
      ci: `${stages}${format}child:\n  stage: deploy\n  trigger:\n    include: child.yml\n`,
      more: { 'child.yml': 'ship:\n  environment: production\n  script:\n    - echo shipped\n' },
      reason: /ship, which deploys to production/,
    },
    'a child pipeline with another job for us': {
      ci: `${stages}${format}child:\n  stage: deploy\n  trigger:\n    include: child.yml\n`,
      more: { 'child.yml': 'sneak:\n  script:\n    - echo shipped\n' },
      reason: /sneak, which was not part of the failed pipeline/,
    },
    'a hidden template with the environment in it': {
      ci: `${stages}${format}.base:\n  environment:\n    name: review/$CI_COMMIT_REF_SLUG\nship:\n  extends: .base\n  stage: deploy\n  script:\n    - echo shipped\n`,
      reason: /ship, which deploys to/,
    },
    'a deployment that only the words of a commit hold back': {
      ci: `${onBranches}${stages}${format}${deploy}  rules:\n    - if: $CI_COMMIT_MESSAGE =~ /skip ci/\n      when: never\n    - when: on_success\n`,
      reason: /ship, which deploys to production/,
    },
    'a workflow without branch pipelines and a job that deploys from main alone': {
      ci: `workflow:\n  rules:\n    - if: $CI_PIPELINE_SOURCE == "merge_request_event"\n    - if: $CI_PIPELINE_SOURCE == "api"\n${stages}${format}${deploy}  rules:\n    - if: $CI_COMMIT_BRANCH == "main"\n`,
      reason: /ship, which deploys to production/,
    },
  };

  it.each(Object.entries(temptations))('is not started before %s', async (_, { ci, more, reason }) => {
    const { stage, hand, diagnosisId } = await failed({ ...withCi(formatted, ci), ...more });
    const fixId = await hand.propose(diagnosisId);
    expect(await hand.prepare(fixId)).toEqual({
      kind: 'not-validated',
      reason: expect.stringMatching(reason),
    });
    await cleanUpCandidate(product.services, { fixId, cancelPipelines: false });
    expect(await ourPipelines(stage)).toEqual([]);
    expect(await stage.deployments()).toEqual([]);
    expect(await stage.scratchBranches()).toEqual([]);
  });

  it('runs where the deployment waits for a person or for another branch', async () => {
    const manual = `${deploy}  when: manual\n`;
    const main = `later:\n  stage: deploy\n  environment: production\n  rules:\n    - if: $CI_COMMIT_BRANCH == "main"\n  script:\n    - echo shipped\n`;
    const { stage, hand, diagnosisId } = await failed(withCi(formatted, stages + format + manual + main));
    const fixId = await hand.propose(diagnosisId);
    expect(await hand.validate(fixId)).toMatchObject({ outcome: 'mended' });
    expect(await stage.deployments()).toEqual([]);
  });
});

describe('what a dry run says', () => {
  it('holds of the pipeline that is started, also where rules look at what changed', async () => {
    const held = `${deploy}  rules:\n    - changes: [docs/**]\n      when: never\n    - when: on_success\n`;
    const wanted = `code:\n  stage: test\n  rules:\n    - changes: [src/**]\n  script:\n    - echo checked\n`;
    const { stage, hand, diagnosisId } = await failed(
      withCi(formatted, onBranches + stages + format + held + wanted),
    );
    const fixId = await hand.propose(diagnosisId);
    expect(await hand.validate(fixId)).toMatchObject({ outcome: 'mended' });
    expect(await ourPipelines(stage)).toHaveLength(1);
    for (const { id } of await ourPipelines(stage)) {
      const jobs = await stage.dev.get<{ name: string }[]>(
        `/projects/${stage.gitlabProjectId}/pipelines/${id}/jobs`,
      );
      expect(jobs.map(({ name }) => name)).not.toContain('ship');
      expect(jobs.map(({ name }) => name)).toContain('code');
    }
    expect(await stage.deployments()).toEqual([]);
  });
});

describe('a tool run', () => {
  it('is not started where another file than the replaced one says what runs', async () => {
    const main = {
      ...linted,
      'ci/main.yml': `${stages}lint:\n  stage: test\n  script:\n    - eslint .\n${deploy}`,
    };
    const settings = { ciConfigPath: 'ci/main.yml' };
    const stage = await Stage.set(product, { level: 'auto-validated', main, settings });
    const hand = new ByHand(stage);
    const { sha } = await stage.change(unlinted);
    const { diagnosisId } = await hand.diagnose(sha);
    const run = await ensureToolRun(product.services, { diagnosisId, strategyIndex: 0, round: 1 });
    expect(run).toEqual({
      kind: 'not-offered',
      reason: expect.stringMatching(/not be the one job of ours.*ship/),
    });
    expect(await ourPipelines(stage)).toEqual([]);
    expect(await stage.deployments()).toEqual([]);
    expect(await stage.scratchBranches()).toEqual([]);
  });
});

describe('a control run', () => {
  const unit = (more = '') => `unit:\n  stage: test\n${more}  script:\n    - echo "AssertionError"; exit 1\n`;

  async function control(main: Files) {
    const staged = await failed(main);
    const { stage, sha, diagnosisId } = staged;
    const jobs = (await stage.failure(sha))?.jobs ?? [];
    const jobId = Number(jobs.find(({ name }) => name.startsWith('unit'))?.jobId);
    return { ...staged, run: await ensureControlRun(product.services, { diagnosisId, jobId }) };
  }

  const behind: Record<string, Files> = {
    'a job that deploys': withCi(formatted, stages + unit() + deploy),
    'a child pipeline that deploys': {
      ...withCi(formatted, `${stages}${unit()}child:\n  stage: deploy\n  trigger:\n    include: child.yml\n`),
      'child.yml': 'ship:\n  environment: production\n  script:\n    - echo shipped\n',
    },
    'the parent pipeline of the job, which deploys': {
      ...withCi(
        formatted,
        `${stages}child:\n  stage: test\n  trigger:\n    include: child.yml\n    strategy: depend\n${deploy}`,
      ),
      'child.yml': 'unit:\n  script:\n    - echo "AssertionError"; exit 1\n',
    },
    'a matrix of jobs that deploy': withCi(
      formatted,
      `${stages}${unit()}${deploy}  parallel:\n    matrix:\n      - WHERE: [eu, us]\n`,
    ),
  };

  it.each(Object.entries(behind))('is not made before %s', async (_, main) => {
    const { stage, run } = await control(main);
    expect(run).toEqual({
      kind: 'not-run',
      reason: expect.stringMatching(/not run again as a control.*ship/),
    });
    const [row] = await stage.db.controlRun.findMany({ where: { failure: { projectId: stage.projectId } } });
    expect(row).toMatchObject({ outcome: 'inconclusive', retriedJobId: null });
    expect(await stage.deployments()).toEqual([]);
    expect(await stage.writes()).not.toContainEqual(expect.stringContaining('retry'));
  });

  it('is made of the job itself, one of several alike included', async () => {
    const { stage, run, sha } = await control(withCi(formatted, stages + unit('  parallel: 2\n')));
    expect(run).toMatchObject({ kind: 'running' });
    await until('it ends', 30, async () => {
      const [pipeline] = await stage.pipelines(`&sha=${sha}`);
      return pipeline?.status === 'failed' ? true : null;
    });
  });
});
