import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { CiDriver } from './testing/ci-driver';

let gitlab: CiDriver;
beforeAll(async () => {
  gitlab = await CiDriver.start();
});
afterAll(() => gitlab.stop());

const SECRET = ['sup3r', 'secret', 'value'].join('-');

async function traceOf(name: string, yaml: string, more: object = {}, ref = 'main'): Promise<string> {
  const project = await gitlab.project(name, { '.gitlab-ci.yml': yaml }, more);
  const pipeline = await gitlab.run(project, ref);
  const jobs = await gitlab.jobs(project, pipeline.id);
  return gitlab.trace(project, jobs['job']?.id ?? 0);
}

describe('what a job sees', () => {
  it('is built from nothing: no settings of npm scripts, no variables of this process', async () => {
    vi.stubEnv('SANDBOX_TEST_SECRET', SECRET);
    vi.stubEnv('npm_lifecycle_event', 'test');
    try {
      const trace = await traceOf('environment', 'job: {script: [env]}\n');
      expect(trace).toContain('CI_PROJECT_PATH=acme/environment');
      expect(trace).toContain('CI_JOB_NAME=job');
      expect(trace).toContain('npm_config_registry=http');
      expect(trace).not.toMatch(/SANDBOX_TEST_SECRET|npm_lifecycle|INIT_CWD|NODE_OPTIONS|VITEST/);
      expect(trace).not.toContain(SECRET);
    } finally {
      vi.unstubAllEnvs();
    }
  });

  it('masks secret values and the job token, also where a value comes in two writes', async () => {
    const trace = await traceOf(
      'masked',
      `job:
  script:
    - echo "whole $KEY and token $CI_JOB_TOKEN"
    - printf '%s' "\${KEY:0:9}"; sleep 0.2; printf '%s\\n' "\${KEY:9}"
`,
      { variables: [{ key: 'KEY', value: SECRET, masked: true }] },
    );
    expect(trace).toContain('whole [MASKED] and token [MASKED]');
    expect(trace).not.toContain(SECRET);
    expect(trace.match(/\[MASKED\]/g)?.length).toBeGreaterThanOrEqual(3);
  });

  it('holds protected variables only on protected branches, and file variables as files', async () => {
    const yaml = 'job: {script: [\'echo "[$GUARDED]"\', \'cat "$CONFIG"\']}\n';
    const project = await gitlab.project(
      'protected',
      { '.gitlab-ci.yml': yaml },
      {
        variables: [
          { key: 'GUARDED', value: 'only-for-main', protected: true },
          { key: 'CONFIG', value: 'inside=the file', variableType: 'file' },
        ],
        branches: [{ name: 'topic', files: { 'a.txt': 'a' } }],
      },
    );
    const seen: string[] = [];
    for (const ref of ['main', 'topic']) {
      const pipeline = await gitlab.run(project, ref);
      seen.push(await gitlab.trace(project, (await gitlab.jobs(project, pipeline.id))['job']?.id ?? 0));
    }
    expect(seen[0]).toContain('[only-for-main]');
    expect(seen[1]).toContain('[]');
    for (const trace of seen) expect(trace).toContain('inside=the file');
  });

  it("knows its own work tree as a git checkout of the pipeline's commit", async () => {
    const trace = await traceOf(
      'checkout',
      'job: {script: [\'test "$(git rev-parse HEAD)" = "$CI_COMMIT_SHA" && echo same commit\', \'test "$PWD" = "$CI_PROJECT_DIR" && echo same folder\']}\n',
    );
    expect(trace).toContain('same commit\n');
    expect(trace).toContain('same folder\n');
  });
});

describe('the trace', () => {
  it('has the time and stream before each line unless the project switches that off', async () => {
    const trace = await traceOf('stamps', 'job: {script: [\'printf "a\\rb\\n"\']}\n');
    const lines = trace.split('\n').filter((line) => line !== '');
    for (const line of lines) expect(line).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z 00O[ +]/);
    expect(lines.some((line) => /00O[ +]section_start:\d+:step_script\r\u001b\[0K$/.test(line))).toBe(true);
    expect(lines.some((line) => /00O\+\u001b\[0K\u001b\[36;1mExecuting "step_script"/.test(line))).toBe(true);
  });

  it('stops at 4 MiB while the job runs on to its real end', async () => {
    const trace = await traceOf('limit', 'job: {script: ["yes 0123456789 | head -c 6000000", "exit 5"]}\n');
    expect(Buffer.byteLength(trace)).toBeLessThan(4 * 1024 * 1024 + 500);
    expect(trace).toContain(
      "Job's log exceeded limit of 4194304 bytes.\nJob execution will continue but no more output will be collected.",
    );
    expect(trace).not.toContain('ERROR: Job failed');
  });

  it('keeps bytes that are not UTF-8', async () => {
    const project = await gitlab.project('bytes', {
      '.gitlab-ci.yml': 'job: {script: [\'printf "\\377\\376\\n"\']}\n',
    });
    const pipeline = await gitlab.run(project);
    const { job } = await gitlab.jobs(project, pipeline.id);
    const answer = await fetch(`${gitlab.baseUrl}/api/v4/projects/${project}/jobs/${job?.id}/trace`, {
      headers: { 'PRIVATE-TOKEN': gitlab.token },
    });
    expect(Buffer.from(await answer.arrayBuffer()).includes(Buffer.from([0xff, 0xfe, 0x0a]))).toBe(true);
  });

  it("shows the first line of a command of several and runs after_script with the job's status", async () => {
    const trace = await traceOf(
      'after',
      `variables: {FF_TIMESTAMPS: "false"}
job:
  before_script: ['echo prepared']
  script:
    - |
      echo "it's one"
      false
  after_script: ['echo "was $CI_JOB_STATUS"', 'exit 9']
`,
    );
    expect(trace).toContain('$ echo "it\'s one" # collapsed multi-line command');
    expect(trace).toContain('prepared\n');
    expect(trace).toContain('was failed\n');
    expect(trace).toContain('after_script failed, but job will continue unaffected: exit code 9');
    expect(trace).toContain('ERROR: Job failed: exit code 1');
  });
});
