import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiPipeline } from './testing/ci-driver';
import { CiDriver } from './testing/ci-driver';

let gitlab: CiDriver;
beforeAll(async () => {
  gitlab = await CiDriver.start();
});
afterAll(() => gitlab.stop());

const RULES = `
workflow:
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
lint: {script: ["true"]}
only-merge-requests:
  script: ["true"]
  rules: [{if: $CI_MERGE_REQUEST_IID}]
`;

/** All but the skipped one that seeding a project leaves behind on its first branch. */
async function pipelines(project: number): Promise<ApiPipeline[]> {
  const all = await gitlab.api<ApiPipeline[]>('GET', `/projects/${project}/pipelines`);
  return all.filter((one) => one.ref !== 'main' || one.status !== 'skipped');
}

function push(
  project: number,
  name: string,
  files: Record<string, string>,
  message = 'Change',
): Promise<unknown> {
  return gitlab.control('POST', `/projects/${project}/branches`, {
    branches: [{ name, files, message }],
    announce: true,
  });
}

describe('which pipelines there are', () => {
  it('workflow rules keep a branch pipeline away and let the merge request have its own', async () => {
    const project = await gitlab.project('workflow', { '.gitlab-ci.yml': RULES });
    await push(project, 'topic', { 'a.txt': 'a' });
    expect(await pipelines(project)).toEqual([]);
    const refused = await gitlab.request('POST', `/projects/${project}/pipeline`, { ref: 'topic' });
    expect(refused).toEqual({
      status: 400,
      body: { message: { base: ['Pipeline filtered out by workflow rules.'] } },
    });
    const request = await gitlab.api<{ iid: number; sha: string }>(
      'POST',
      `/projects/${project}/merge_requests`,
      {
        source_branch: 'topic',
        target_branch: 'main',
        title: 'Topic',
      },
    );
    const [own] = await gitlab.until(
      () => pipelines(project),
      (all) => all.length === 1,
    );
    expect(own).toMatchObject({
      source: 'merge_request_event',
      ref: `refs/merge-requests/${request.iid}/head`,
      sha: request.sha,
    });
    const done = await gitlab.finished(project, own?.id ?? 0);
    expect(done.status).toBe('success');
    expect(Object.keys(await gitlab.jobs(project, done.id)).sort()).toEqual(['lint', 'only-merge-requests']);
    const again = await gitlab.api<ApiPipeline>(
      'POST',
      `/projects/${project}/merge_requests/${request.iid}/pipelines`,
    );
    expect(again).toMatchObject({ source: 'merge_request_event', sha: request.sha });
    const listed = await gitlab.api<ApiPipeline[]>(
      'GET',
      `/projects/${project}/merge_requests/${request.iid}/pipelines`,
    );
    expect(listed.map((one) => one.id)).toEqual([again.id, done.id]);
  });

  it('a merged-results pipeline runs on a commit that is in neither branch', async () => {
    const project = await gitlab.project(
      'merged-results',
      { '.gitlab-ci.yml': RULES },
      { settings: { mergePipelinesEnabled: true } },
    );
    await push(project, 'topic', { 'a.txt': 'a' });
    await push(project, 'main', { 'b.txt': 'b' });
    const request = await gitlab.api<{ iid: number; sha: string }>(
      'POST',
      `/projects/${project}/merge_requests`,
      {
        source_branch: 'topic',
        target_branch: 'main',
        title: 'Topic',
      },
    );
    const all = await gitlab.until(
      () => pipelines(project),
      (some) => some.some((one) => one.source === 'merge_request_event'),
    );
    const own = all.find((one) => one.source === 'merge_request_event');
    expect(own?.ref).toBe(`refs/merge-requests/${request.iid}/merge`);
    expect(own?.sha).not.toBe(request.sha);
    expect(await gitlab.api('GET', `/projects/${project}/pipelines?sha=${request.sha}`)).toEqual([]);
    const shown = await gitlab.api<{ head_pipeline: { id: number } | null }>(
      'GET',
      `/projects/${project}/merge_requests/${request.iid}`,
    );
    expect(shown.head_pipeline?.id).toBe(own?.id);
  });

  it('skip ci leaves a skipped pipeline without jobs, a broken file a failed one that says why', async () => {
    const project = await gitlab.project('skips', { '.gitlab-ci.yml': 'job: {script: ["true"]}\n' });
    await push(project, 'quiet', { 'a.txt': 'a' }, 'Nothing to see [skip ci]');
    const [skipped] = await gitlab.until(
      () => pipelines(project),
      (all) => all.length === 1,
    );
    expect(skipped).toMatchObject({ status: 'skipped', ref: 'quiet' });
    await push(project, 'broken', { '.gitlab-ci.yml': 'lint: {stage: test}\n' });
    const [failed] = await gitlab.until(
      () => pipelines(project),
      (all) => all.length === 2,
    );
    const shown = await gitlab.api<ApiPipeline>('GET', `/projects/${project}/pipelines/${failed?.id}`);
    expect(shown).toMatchObject({
      status: 'failed',
      yaml_errors: 'jobs:lint config should implement a script: or a trigger: keyword',
    });
  });

  it('asking by API is refused where nothing would run, the ref is unknown, the person may not or is not verified', async () => {
    const project = await gitlab.project('refusals', {
      '.gitlab-ci.yml': 'job: {script: ["true"], rules: [{if: $NEVER_SET}]}\n',
    });
    const create = (body: object, token?: string) =>
      gitlab.request('POST', `/projects/${project}/pipeline`, body, token);
    expect((await create({ ref: 'main' })).body).toEqual({
      message: {
        base: [
          'Pipeline will not run for the selected trigger. The rules configuration prevented any jobs from being added to the pipeline.',
        ],
      },
    });
    expect((await create({ ref: 'nowhere' })).body).toEqual({ message: { base: ['Reference not found'] } });
    expect((await create({ ref: 'main' }, await gitlab.tokenOf('rita'))).status).toBe(403);
    await gitlab.control('PUT', '/faults/identity-verification', { required: true });
    expect((await create({ ref: 'main' })).status).toBe(403);
    await gitlab.control('PUT', '/faults/identity-verification', { required: false });
    expect((await create({ ref: 'main', variables: [{ key: 'NEVER_SET', value: '1' }] })).status).toBe(201);
  });

  it('a newer push cancels the older pipeline while that is interruptible', async () => {
    const project = await gitlab.project('redundant', {
      '.gitlab-ci.yml': 'default: {interruptible: true}\njob: {script: ["sleep 600"]}\n',
    });
    await push(project, 'topic', { 'a.txt': 'a' });
    const [first] = await gitlab.until(
      () => pipelines(project),
      (all) => all[0]?.status === 'running',
    );
    await push(project, 'topic', { 'b.txt': 'b' });
    expect((await gitlab.finished(project, first?.id ?? 0)).status).toBe('canceled');
    const [second] = await pipelines(project);
    await gitlab.api('POST', `/projects/${project}/pipelines/${second?.id}/cancel`);
    expect((await gitlab.finished(project, second?.id ?? 0)).status).toBe('canceled');
  });
});

describe('CI lint', () => {
  const CONFIG = `
include: [{local: /ci/*.yml}]
default: {image: "node:20", before_script: [npm --version]}
.hidden: {script: [echo hidden], tags: [docker]}
lint:
  extends: .hidden
  script: [!reference [.hidden, script], eslint .]
deploy:
  script: [./ship]
  environment: production
  rules: [{if: $CI_COMMIT_BRANCH == "main", when: manual}]
`;

  it('gives the merged configuration with hidden jobs, extends and default, and the jobs of a ref', async () => {
    const project = await gitlab.project(
      'lint',
      { '.gitlab-ci.yml': CONFIG, 'ci/more.yml': 'extra: {script: ["true"]}\n' },
      { branches: [{ name: 'topic', files: { 'a.txt': 'a' } }] },
    );
    interface Lint {
      valid: boolean;
      errors: string[];
      merged_yaml: string;
      includes: { type: string; location: string }[];
      jobs: {
        name: string;
        environment: string | null;
        when: string;
        before_script: string[];
        script: string[];
        tag_list: string[];
      }[];
    }
    const lint = await gitlab.api<Lint>('GET', `/projects/${project}/ci/lint?include_jobs=true`);
    expect(lint).toMatchObject({
      valid: true,
      errors: [],
      includes: [{ type: 'local', location: 'ci/more.yml' }],
    });
    expect(lint.merged_yaml).toContain('.hidden');
    expect(lint.merged_yaml).toContain('extends: .hidden');
    expect(lint.merged_yaml).toMatch(/default:\n {2}image: node:20/);
    expect(lint.merged_yaml).not.toContain('include:');
    expect(lint.jobs.map((job) => job.name)).toEqual(['extra', 'lint', 'deploy']);
    expect(lint.jobs[1]).toMatchObject({
      before_script: ['npm --version'],
      script: ['echo hidden', 'eslint .'],
      tag_list: ['docker'],
    });
    const dry = (ref: string) =>
      gitlab.api<Lint>(
        'GET',
        `/projects/${project}/ci/lint?include_jobs=true&dry_run=true&dry_run_ref=${ref}`,
      );
    expect((await dry('main')).jobs.find((job) => job.name === 'deploy')).toMatchObject({
      environment: 'production',
      when: 'manual',
    });
    expect((await dry('topic')).jobs.map((job) => job.name)).toEqual(['extra', 'lint']);
  });

  it("says what is wrong in GitLab's words, for given content too", async () => {
    const project = await gitlab.project('lint-errors', { '.gitlab-ci.yml': RULES });
    const lint = (content: string, more: object = {}) =>
      gitlab.api<{ valid: boolean; errors: string[] }>('POST', `/projects/${project}/ci/lint`, {
        content,
        ...more,
      });
    expect(await lint('a: {stage: nowhere, script: [x]}')).toMatchObject({
      valid: false,
      errors: [
        'a job: chosen stage nowhere does not exist; available stages are .pre, build, test, deploy, .post',
      ],
    });
    expect((await lint('include: {remote: "https://example.com/x.yml"}')).errors).toEqual([
      'Remote file `https://example.com/x.yml` could not be fetched because of a socket error!',
    ]);
    const filtered = 'workflow: {rules: [{if: $NEVER}]}\na: {script: [x]}';
    expect((await lint(filtered)).valid).toBe(true);
    expect(await lint(filtered, { dry_run: true })).toMatchObject({
      valid: false,
      errors: ['Pipeline filtered out by workflow rules.'],
    });
  });
});
