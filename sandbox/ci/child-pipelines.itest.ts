import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CiDriver } from './testing/ci-driver';

let gitlab: CiDriver;
let scratch: string;
beforeAll(async () => {
  gitlab = await CiDriver.start();
  scratch = await mkdtemp(path.join(tmpdir(), 'sandbox-ci-marks-'));
});
afterAll(async () => {
  await gitlab.stop();
  await rm(scratch, { recursive: true, force: true });
});

const PARENT = `
stages: [start, after]
child:
  stage: start
  variables: {FROM_PARENT: "hello $CI_COMMIT_REF_NAME"}
  trigger: {include: ci/child.yml, strategy: depend}
quick:
  stage: start
  trigger: {include: ci/quick.yml}
after: {stage: after, script: ["true"]}
`;
const CHILD = `
test:
  script:
    - 'echo "$FROM_PARENT from $CI_PIPELINE_SOURCE"'
    - test -e mended
  rules: [{if: '$CI_PIPELINE_SOURCE == "parent_pipeline"'}]
`;
const QUICK = 'one: {script: ["true"]}\n';

describe('child pipelines', () => {
  it('a failing child fails its bridge and the parent; once it is mended all three are green', async () => {
    const files = { '.gitlab-ci.yml': PARENT, 'ci/child.yml': CHILD, 'ci/quick.yml': QUICK };
    const project = await gitlab.project('children', files);
    const pipeline = await gitlab.run(project);
    expect(pipeline.status).toBe('failed');
    expect(Object.keys(await gitlab.jobs(project, pipeline.id))).toEqual(['after']);
    const bridges = await gitlab.bridges(project, pipeline.id);
    const bridge = bridges.find((one) => one.name === 'child');
    expect(bridge).toMatchObject({
      status: 'failed',
      downstream_pipeline: { status: 'failed', project_id: project },
    });
    expect(bridges.find((one) => one.name === 'quick')?.status).toBe('success');
    const childId = bridge?.downstream_pipeline?.id ?? 0;
    const child = await gitlab.api<{ source: string; ref: string }>(
      'GET',
      `/projects/${project}/pipelines/${childId}`,
    );
    expect(child).toMatchObject({ source: 'parent_pipeline', ref: 'main' });
    const jobs = await gitlab.jobs(project, childId);
    expect(await gitlab.trace(project, jobs['test']?.id ?? 0)).toContain('hello main from parent_pipeline');
    const listed = await gitlab.api<{ id: number }[]>('GET', `/projects/${project}/pipelines?source=api`);
    expect(listed.map((one) => one.id)).toEqual([pipeline.id]);
    const children = await gitlab.api<{ id: number }[]>(
      'GET',
      `/projects/${project}/pipelines?source=parent_pipeline`,
    );
    expect(children).toHaveLength(2);

    await gitlab.control('POST', `/projects/${project}/branches`, {
      files: { ...files, mended: 'yes' },
      branch: 'main',
    });
    const mended = await gitlab.run(project);
    expect(mended.status).toBe('success');
    expect((await gitlab.bridges(project, mended.id)).map((one) => one.status)).toEqual([
      'success',
      'success',
    ]);
  });

  it("retrying the child's job takes bridge and parent along", async () => {
    const project = await gitlab.project('child-retry', {
      '.gitlab-ci.yml':
        'stages: [s, t]\nchild: {stage: s, trigger: {include: [{local: child.yml}], strategy: depend}}\nlast: {stage: t, script: ["true"]}\n',
      // The first run leaves a mark behind and fails, the second finds it.
      'child.yml': `job: {script: ['mkdir ${scratch}/once && exit 1 || true']}\n`,
    });
    const pipeline = await gitlab.run(project);
    expect(pipeline.status).toBe('failed');
    const childId = (await gitlab.bridges(project, pipeline.id))[0]?.downstream_pipeline?.id ?? 0;
    const { job } = await gitlab.jobs(project, childId);
    await gitlab.api('POST', `/projects/${project}/jobs/${job?.id}/retry`);
    const after = await gitlab.until(
      () => gitlab.api<{ status: string }>('GET', `/projects/${project}/pipelines/${pipeline.id}`),
      (one) => one.status === 'success',
    );
    expect(after.status).toBe('success');
    expect((await gitlab.bridges(project, pipeline.id))[0]?.status).toBe('success');
  });

  it('runs a configuration that a job has written', async () => {
    const project = await gitlab.project('generated', {
      '.gitlab-ci.yml': `
stages: [a, b]
generate:
  stage: a
  script: ['printf "dynamic:\\n  script: [echo written by a job]\\n" > generated.yml']
  artifacts: {paths: [generated.yml]}
child:
  stage: b
  trigger: {include: [{artifact: generated.yml, job: generate}], strategy: depend}
`,
    });
    const pipeline = await gitlab.run(project);
    expect(pipeline.status).toBe('success');
    const childId = (await gitlab.bridges(project, pipeline.id))[0]?.downstream_pipeline?.id ?? 0;
    expect(Object.keys(await gitlab.jobs(project, childId))).toEqual(['dynamic']);
  });

  it('a child with a broken configuration fails its bridge', async () => {
    const project = await gitlab.project('broken-child', {
      '.gitlab-ci.yml': 'child: {trigger: {include: child.yml, strategy: depend}}\n',
      'child.yml': 'job: {stage: nowhere, script: ["true"]}\n',
    });
    const pipeline = await gitlab.run(project);
    expect(pipeline.status).toBe('failed');
    expect((await gitlab.bridges(project, pipeline.id))[0]).toMatchObject({
      status: 'failed',
      failure_reason: 'downstream_pipeline_creation_failed',
    });
  });

  it('a pipeline of another project is null to who may not see it', async () => {
    const other = await gitlab.project(
      'downstream',
      { '.gitlab-ci.yml': 'deploy: {script: ["true"]}\n' },
      { namespace: 'secret' },
    );
    await gitlab.control('PATCH', `/projects/${other}`, { members: { maya: 'maintainer' } });
    const project = await gitlab.project('upstream', {
      '.gitlab-ci.yml': 'go: {trigger: {project: secret/downstream, strategy: depend}}\n',
    });
    const pipeline = await gitlab.run(project);
    expect(pipeline.status).toBe('success');
    const [mine] = await gitlab.bridges(project, pipeline.id);
    expect(mine?.downstream_pipeline).toMatchObject({ project_id: other, status: 'success' });
    const theirs = await gitlab.request(
      'GET',
      `/projects/${project}/pipelines/${pipeline.id}/bridges`,
      undefined,
      await gitlab.tokenOf('dev'),
    );
    expect(theirs.body).toMatchObject([{ name: 'go', downstream_pipeline: null }]);
  });
});
