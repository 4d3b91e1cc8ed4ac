import { existsSync, readFileSync } from 'node:fs';
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

describe('retry', () => {
  it('runs a failed job again by itself and counts only the newest', async () => {
    const project = await gitlab.project('auto-retry', {
      '.gitlab-ci.yml': `
flaky:
  retry: {max: 2, when: script_failure}
  script:
    - 'test -e ${scratch}/second || { touch ${scratch}/second; exit 1; }'
`,
    });
    const pipeline = await gitlab.run(project);
    expect(pipeline.status).toBe('success');
    const jobs = await gitlab.allJobs(project, pipeline.id);
    expect(jobs.map((job) => [job.name, job.status])).toEqual([
      ['flaky', 'success'],
      ['flaky', 'failed'],
    ]);
    expect(Object.keys(await gitlab.jobs(project, pipeline.id))).toEqual(['flaky']);
  });

  it('does not retry for another reason, and by hand gives a new id and revives skipped jobs', async () => {
    const project = await gitlab.project('hand-retry', {
      '.gitlab-ci.yml': `
stages: [test, after]
first:
  stage: test
  retry: {max: 2, when: runner_system_failure}
  script:
    - 'test -e ${scratch}/mended || exit 1'
last: {stage: after, script: ["true"]}
`,
    });
    const pipeline = await gitlab.run(project);
    const before = await gitlab.jobs(project, pipeline.id);
    expect(pipeline.status).toBe('failed');
    expect(before['last']?.status).toBe('skipped');
    expect(await gitlab.allJobs(project, pipeline.id)).toHaveLength(2);
    const { writeFile } = await import('node:fs/promises');
    await writeFile(path.join(scratch, 'mended'), '');
    const again = await gitlab.api<{ id: number; name: string }>(
      'POST',
      `/projects/${project}/jobs/${before['first']?.id}/retry`,
    );
    expect(again.name).toBe('first');
    expect(again.id).not.toBe(before['first']?.id);
    expect((await gitlab.finished(project, pipeline.id)).status).toBe('success');
    expect((await gitlab.jobs(project, pipeline.id))['last']?.status).toBe('success');
    const refused = await gitlab.request('POST', `/projects/${project}/jobs/${before['first']?.id}/retry`);
    expect(refused).toEqual({ status: 403, body: { message: '403 Forbidden - Job is not retryable' } });
  });
});

describe('time', () => {
  it('ends a job that takes longer than its timeout, and everything it started', async () => {
    const mark = path.join(scratch, 'timeout.pid');
    const project = await gitlab.project('timeout', {
      '.gitlab-ci.yml': `
variables: {FF_TIMESTAMPS: "false"}
slow: {timeout: 1 second, script: ["sleep 600 & echo $! > ${mark}; wait"]}
`,
    });
    const pipeline = await gitlab.run(project);
    const { slow } = await gitlab.jobs(project, pipeline.id);
    expect(slow).toMatchObject({ status: 'failed', failure_reason: 'job_execution_timeout' });
    expect(await gitlab.trace(project, slow?.id ?? 0)).toContain(
      'ERROR: Job failed: execution took longer than 1s seconds',
    );
    await gitlab.until(
      () => Promise.resolve(isAlive(mark)),
      (alive) => !alive,
    );
  });

  it('starts a delayed job when its time comes and gives up on tags that no runner has', async () => {
    const project = await gitlab.project('waiting', {
      '.gitlab-ci.yml': `
later: {when: delayed, start_in: 30 minutes, script: ["true"]}
elsewhere: {tags: [windows-gpu], script: ["true"]}
`,
    });
    const created = await gitlab.createPipeline(project);
    const before = await gitlab.until(
      () => gitlab.jobs(project, created.id),
      (jobs) => jobs['later']?.status === 'scheduled',
    );
    expect(before['elsewhere']?.status).toBe('pending');
    await gitlab.control('POST', '/clock', { advanceMs: 31 * 60 * 1000 });
    const pipeline = await gitlab.finished(project, created.id);
    const jobs = await gitlab.jobs(project, created.id);
    expect(pipeline.status).toBe('failed');
    expect(jobs['later']?.status).toBe('success');
    expect(jobs['elsewhere']).toMatchObject({ status: 'failed', failure_reason: 'stuck_or_timeout_failure' });
    expect(await gitlab.trace(project, jobs['elsewhere']?.id ?? 0)).toBe('');
  });
});

describe('cancel', () => {
  it('kills the process group of a running job and starts nothing in its place', async () => {
    const mark = path.join(scratch, 'cancel.pid');
    const project = await gitlab.project('cancel', {
      '.gitlab-ci.yml': `
stages: [one, two]
long: {stage: one, script: ["sleep 600 & echo $! > ${mark}; wait"]}
next: {stage: two, script: ["true"]}
`,
    });
    const created = await gitlab.createPipeline(project);
    await gitlab.until(() => Promise.resolve(existsSync(mark) && readFileSync(mark, 'utf8') !== ''), Boolean);
    await gitlab.api('POST', `/projects/${project}/pipelines/${created.id}/cancel`);
    expect((await gitlab.finished(project, created.id)).status).toBe('canceled');
    const jobs = await gitlab.jobs(project, created.id);
    expect([jobs['long']?.status, jobs['next']?.status]).toEqual(['canceled', 'canceled']);
    await gitlab.until(
      () => Promise.resolve(isAlive(mark)),
      (alive) => !alive,
    );
  });
});

describe('manual jobs', () => {
  it('block where failing is not allowed, run only by hand, and deploy only then', async () => {
    const project = await gitlab.project('manual', {
      '.gitlab-ci.yml': `
stages: [build, deploy, after]
build: {stage: build, script: ["true"]}
ship:
  stage: deploy
  script: ['echo "to $CI_ENVIRONMENT_NAME with $COLOUR"']
  environment: {name: production/$CI_COMMIT_REF_NAME}
  rules: [{if: '$CI_COMMIT_BRANCH == "main"', when: manual}]
after: {stage: after, script: ["true"]}
`,
    });
    const pipeline = await gitlab.run(project);
    expect(pipeline.status).toBe('manual');
    const jobs = await gitlab.jobs(project, pipeline.id);
    expect([jobs['ship']?.status, jobs['after']?.status]).toEqual(['manual', 'created']);
    expect(await gitlab.api('GET', `/projects/${project}/deployments`)).toEqual([]);
    const play = `/projects/${project}/jobs/${jobs['ship']?.id}/play`;
    expect((await gitlab.request('POST', play, {}, await gitlab.tokenOf('rita'))).status).toBe(403);
    await gitlab.api('POST', play, { job_variables_attributes: [{ key: 'COLOUR', value: 'green' }] });
    const after = await gitlab.until(
      () => gitlab.api<{ status: string }>('GET', `/projects/${project}/pipelines/${pipeline.id}`),
      (one) => one.status === 'success',
    );
    expect(after.status).toBe('success');
    expect(await gitlab.trace(project, jobs['ship']?.id ?? 0)).toContain('to production/main with green');
    const deployments = await gitlab.api<{ status: string; environment: { name: string } }[]>(
      'GET',
      `/projects/${project}/deployments`,
    );
    expect(deployments.map((one) => [one.environment.name, one.status])).toEqual([
      ['production/main', 'success'],
    ]);
  });
});

describe('runner failures', () => {
  it('end a job before its script, with the reason and either last words or no trace', async () => {
    const project = await gitlab.project('system-failure', {
      '.gitlab-ci.yml': 'job: {script: ["echo ran"]}\n',
    });
    for (const trace of ['error', 'none']) {
      await gitlab.control('PUT', '/faults/runner', {
        faults: [{ projectId: project, jobName: 'job', trace }],
      });
      const pipeline = await gitlab.run(project);
      const { job } = await gitlab.jobs(project, pipeline.id);
      expect(job).toMatchObject({ status: 'failed', failure_reason: 'runner_system_failure' });
      const text = await gitlab.trace(project, job?.id ?? 0);
      expect(text).not.toContain('ran\n');
      if (trace === 'error') expect(text).toContain('ERROR: Job failed (system failure): ');
      else expect(text).toBe('');
    }
    expect((await gitlab.run(project)).status).toBe('success');
  });

  it('a job whose needed artifacts were erased fails for a missing dependency', async () => {
    const project = await gitlab.project('erased', {
      '.gitlab-ci.yml': `
stages: [a, b]
make: {stage: a, script: ["echo x > x.txt"], artifacts: {paths: [x.txt]}}
use: {stage: b, script: ["cat x.txt"], needs: [make], when: manual}
`,
    });
    const pipeline = await gitlab.run(project);
    const jobs = await gitlab.jobs(project, pipeline.id);
    await gitlab.api('POST', `/projects/${project}/jobs/${jobs['make']?.id}/erase`);
    expect(await gitlab.trace(project, jobs['make']?.id ?? 0)).toBe('');
    await gitlab.api('POST', `/projects/${project}/jobs/${jobs['use']?.id}/play`);
    const use = await gitlab.until(
      async () => (await gitlab.jobs(project, pipeline.id))['use'],
      (job) => job?.status === 'failed',
    );
    expect(use?.failure_reason).toBe('missing_dependency_failure');
  });
});

describe('a restart', () => {
  it('ends what was running as a runner failure, kills its processes, and runs what was waiting', async () => {
    const mark = path.join(scratch, 'restart.pid');
    const project = await gitlab.project('restart', {
      '.gitlab-ci.yml': `
stages: [one, two]
long: {stage: one, script: ["test -e ${mark} && exit 0", "echo $$ > ${mark}", "sleep 600"]}
next: {stage: two, script: ["true"], when: always}
`,
    });
    const created = await gitlab.createPipeline(project);
    await gitlab.until(() => Promise.resolve(existsSync(mark) && readFileSync(mark, 'utf8') !== ''), Boolean);
    await gitlab.restart();
    expect(isAlive(mark)).toBe(false);
    const pipeline = await gitlab.finished(project, created.id);
    const jobs = await gitlab.jobs(project, created.id);
    expect(pipeline.status).toBe('failed');
    expect(jobs['long']).toMatchObject({ status: 'failed', failure_reason: 'runner_system_failure' });
    expect(jobs['next']?.status).toBe('success');
    await gitlab.api('POST', `/projects/${project}/jobs/${jobs['long']?.id}/retry`);
    expect((await gitlab.finished(project, created.id)).status).toBe('success');
  });
});

function isAlive(mark: string): boolean {
  try {
    process.kill(Number(readFileSync(mark, 'utf8')), 0);
    return true;
  } catch {
    // No such process, which is what is asked.
    return false;
  }
}
