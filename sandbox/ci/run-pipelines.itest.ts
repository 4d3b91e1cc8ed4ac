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
