import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CiDriver } from './testing/ci-driver';

let gitlab: CiDriver;
beforeAll(async () => {
  gitlab = await CiDriver.start();
});
afterAll(() => gitlab.stop());

const NO_STAMPS = 'variables:\n  FF_TIMESTAMPS: "false"\n';

describe('a pipeline of stages', () => {
  it('hands artifacts and dotenv variables on and succeeds', async () => {
    const project = await gitlab.project('stages', {
      '.gitlab-ci.yml': `${NO_STAMPS}
stages: [build, test]
build:
  stage: build
  script:
    - mkdir -p dist/deep && echo built > dist/deep/out.txt && echo "VERSION=1.2.3" > build.env
  artifacts: {paths: [dist/], reports: {dotenv: build.env}}
test:
  stage: test
  script:
    - cat dist/deep/out.txt
    - echo "version is $VERSION on $CI_COMMIT_REF_NAME"
`,
    });
    const pipeline = await gitlab.run(project);
    const jobs = await gitlab.jobs(project, pipeline.id);
    const trace = await gitlab.trace(project, jobs['test']?.id ?? 0);
    expect(pipeline.status, trace).toBe('success');
    expect(trace).toContain('built');
    expect(trace).toContain('version is 1.2.3 on main');
    const answer = await fetch(
      `${gitlab.baseUrl}/api/v4/projects/${project}/jobs/${jobs['build']?.id}/artifacts`,
      {
        headers: { 'PRIVATE-TOKEN': gitlab.token },
      },
    );
    const zip = unzipSync(new Uint8Array(await answer.arrayBuffer()));
    expect(Buffer.from(zip['dist/deep/out.txt'] ?? []).toString()).toBe('built\n');
    expect(
      await gitlab.text(`/projects/${project}/jobs/${jobs['build']?.id}/artifacts/dist/deep/out.txt`),
    ).toBe('built\n');
  });

  it('skips what comes after a failure, runs on_failure and always, and tells the exit code', async () => {
    const project = await gitlab.project('failing', {
      '.gitlab-ci.yml': `${NO_STAMPS}
stages: [test, after]
broken: {stage: test, script: ["echo before", "exit 3", "echo never"]}
tolerated: {stage: test, script: ["exit 7"], allow_failure: {exit_codes: [7]}}
next: {stage: after, script: ["true"]}
rescue: {stage: after, script: ["echo rescued"], when: on_failure}
clean: {stage: after, script: ["echo cleaned"], when: always}
`,
    });
    const pipeline = await gitlab.run(project);
    const jobs = await gitlab.jobs(project, pipeline.id);
    expect(pipeline.status).toBe('failed');
    expect(jobs['broken']).toMatchObject({
      status: 'failed',
      failure_reason: 'script_failure',
      allow_failure: false,
    });
    expect(jobs['tolerated']).toMatchObject({ status: 'failed', allow_failure: true });
    expect(jobs['next']?.status).toBe('skipped');
    expect(jobs['rescue']?.status).toBe('success');
    expect(jobs['clean']?.status).toBe('success');
    const trace = await gitlab.trace(project, jobs['broken']?.id ?? 0);
    expect(trace).toMatch(/^\u001b\[0KRunning with gitlab-runner 18\./);
    expect(trace).toContain('\u001b[32;1m$ echo before\u001b[0;m\nbefore\n');
    expect(trace).not.toContain('never\n');
    expect(trace).toMatch(
      /section_start:\d+:step_script\r\u001b\[0K\u001b\[0K\u001b\[36;1mExecuting "step_script" stage of the job script/,
    );
    expect(trace).toMatch(/\u001b\[31;1mERROR: Job failed: exit code 3\u001b\[0;m\n$/);
  });
});

describe('artifacts', () => {
  it('keep modes and links, leave out what is excluded, and reports are kept of failed jobs too', async () => {
    const project = await gitlab.project('artifacts', {
      '.gitlab-ci.yml': `
stages: [a, b]
make:
  stage: a
  script:
    - mkdir -p out && printf '#!/bin/sh\\necho ran\\n' > out/tool && chmod +x out/tool && ln -s tool out/link
    - echo map > out/x.map && echo loose > loose.txt
  artifacts: {paths: [out], exclude: ["out/*.map"], untracked: true}
test:
  stage: a
  allow_failure: true
  script:
    - printf '<testsuite><testcase name="adds" time="0.5"><failure message="no"/></testcase></testsuite>' > junit.xml
    - exit 1
  artifacts: {reports: {junit: junit.xml}}
use:
  stage: b
  script: [./out/tool, ./out/link, "test ! -e out/x.map", cat loose.txt]
`,
    });
    const pipeline = await gitlab.run(project);
    const jobs = await gitlab.jobs(project, pipeline.id);
    const trace = await gitlab.trace(project, jobs['use']?.id ?? 0);
    expect(pipeline.status, trace).toBe('success');
    expect(jobs['make']?.artifacts.map((one) => one.file_type)).toEqual(['archive', 'trace']);
    expect(jobs['test']?.artifacts.map((one) => one.file_type)).toEqual(['junit', 'trace']);
    const report = await gitlab.api('GET', `/projects/${project}/pipelines/${pipeline.id}/test_report`);
    expect(report).toMatchObject({
      total_count: 1,
      failed_count: 1,
      test_suites: [{ name: 'test', test_cases: [{ name: 'adds', status: 'failed', system_output: 'no' }] }],
    });
  });

  it('never reach outside the work tree', async () => {
    const project = await gitlab.project('escape', {
      '.gitlab-ci.yml': `
job:
  script: [mkdir out, ln -s /etc out/etc, ln -s /etc/hostname out/file]
  artifacts: {paths: [../, /etc/hostname, out/]}
`,
    });
    const pipeline = await gitlab.run(project);
    const { job } = await gitlab.jobs(project, pipeline.id);
    const answer = await fetch(`${gitlab.baseUrl}/api/v4/projects/${project}/jobs/${job?.id}/artifacts`, {
      headers: { 'PRIVATE-TOKEN': gitlab.token },
    });
    const zip = unzipSync(new Uint8Array(await answer.arrayBuffer()));
    // The links themselves, and nothing that they point to.
    expect(Object.entries(zip).map(([name, bytes]) => [name, Buffer.from(bytes).toString()])).toEqual([
      ['out/etc', '/etc'],
      ['out/file', '/etc/hostname'],
    ]);
  });
});

describe('needs', () => {
  it('start a job before its stage and hand on only what they name', async () => {
    const project = await gitlab.project('needs', {
      '.gitlab-ci.yml': `
stages: [build, test, deploy]
one: {stage: build, script: ["echo 1 > one.txt"], artifacts: {paths: ["*.txt"]}}
two: {stage: build, script: ["echo 2 > two.txt"], artifacts: {paths: ["*.txt"]}}
slow: {stage: test, script: ["sleep 600"]}
eager: {stage: deploy, needs: [one], script: [test -e one.txt, "test ! -e two.txt"]}
`,
    });
    const created = await gitlab.createPipeline(project);
    const jobs = await gitlab.until(
      () => gitlab.jobs(project, created.id),
      (all) => all['eager']?.status === 'success' && all['slow']?.status === 'running',
    );
    expect(jobs['eager']?.status).toBe('success');
    await gitlab.api('POST', `/projects/${project}/pipelines/${created.id}/cancel`);
    expect((await gitlab.finished(project, created.id)).status).toBe('canceled');
  });

  it('hand a cache from one pipeline to the next', async () => {
    const project = await gitlab.project('cache', {
      '.gitlab-ci.yml':
        'job: {cache: {key: k, paths: [store/]}, script: ["mkdir -p store; ls store | wc -l; touch store/$CI_JOB_ID"]}\n',
    });
    const counts: string[] = [];
    for (let round = 0; round < 2; round += 1) {
      const pipeline = await gitlab.run(project);
      const trace = await gitlab.trace(project, (await gitlab.jobs(project, pipeline.id))['job']?.id ?? 0);
      counts.push(/00O (\d+)$/m.exec(trace)?.[1] ?? '');
    }
    expect(counts).toEqual(['0', '1']);
  });
});
