import { afterAll, beforeAll, expect, it } from 'vitest';
import { HookReceiver } from '../testing/hook-receiver';
import { CiDriver } from './testing/ci-driver';

let gitlab: CiDriver;
let receiver: HookReceiver;
beforeAll(async () => {
  gitlab = await CiDriver.start();
  receiver = await HookReceiver.start();
});
afterAll(async () => {
  await receiver.stop();
  await gitlab.stop();
});

interface PipelineEvent {
  object_kind: 'pipeline';
  object_attributes: {
    id: number;
    status: string;
    ref: string;
    sha: string;
    source: string;
    variables: object[];
    stages: string[];
  };
  merge_request: { iid: number; source_branch: string } | null;
  source_pipeline?: { pipeline_id: number; job_id: number; project: { id: number } };
  builds: {
    id: number;
    name: string;
    status: string;
    failure_reason: string | null;
    allow_failure: boolean;
    when: string;
    manual: boolean;
  }[];
}
interface JobEvent {
  object_kind: 'build';
  build_id: number;
  build_name: string;
  build_status: string;
  build_failure_reason: string;
  pipeline_id: number;
  sha: string;
  commit: { id: number };
}

const events = <T extends { object_kind: string }>(kind: T['object_kind']): T[] =>
  receiver.received.map((one) => one.payload as unknown as T).filter((one) => one.object_kind === kind);

async function hooked(name: string, files: Record<string, string>): Promise<number> {
  const project = await gitlab.project(name, files);
  await gitlab.api('POST', `/projects/${project}/hooks`, {
    url: receiver.url,
    pipeline_events: true,
    job_events: true,
    push_events: false,
  });
  receiver.received.length = 0;
  return project;
}

it('tell of every status of a pipeline and its jobs, the terminal one with the reason of each failure', async () => {
  const project = await hooked('events', {
    '.gitlab-ci.yml': `
stages: [test, deploy]
test: {stage: test, script: [exit 1]}
ship: {stage: deploy, script: ["true"], when: manual, environment: production}
`,
  });
  const pipeline = await gitlab.run(project, 'main', [{ key: 'COLOUR', value: 'red' }]);
  await gitlab.until(
    () => Promise.resolve(events<PipelineEvent>('pipeline')),
    (all) => all.some((one) => one.object_attributes.status === 'failed'),
  );
  const own = events<PipelineEvent>('pipeline');
  const statuses = own.map((one) => one.object_attributes.status);
  expect(new Set(statuses)).toEqual(new Set(['pending', 'running', 'failed']));
  const last = own.find((one) => one.object_attributes.status === 'failed');
  expect(last?.object_attributes).toMatchObject({
    id: pipeline.id,
    ref: 'main',
    sha: pipeline.sha,
    source: 'api',
    stages: ['test', 'deploy'],
    variables: [{ key: 'COLOUR', value: 'red' }],
  });
  expect(last?.merge_request).toBeNull();
  expect(last).not.toHaveProperty('source_pipeline');
  expect(last?.builds.map((one) => [one.name, one.status, one.failure_reason, one.manual])).toEqual([
    ['test', 'failed', 'script_failure', false],
    ['ship', 'skipped', null, true],
  ]);
  const jobs = events<JobEvent>('build').filter((one) => one.build_name === 'test');
  expect(new Set(jobs.map((one) => one.build_status))).toEqual(
    new Set(['created', 'pending', 'running', 'failed']),
  );
  expect(jobs.find((one) => one.build_status === 'failed')).toMatchObject({
    build_failure_reason: 'script_failure',
    pipeline_id: pipeline.id,
    sha: pipeline.sha,
    commit: { id: pipeline.id },
  });
});

it('name the parent of a child, and send no job event for the trigger job', async () => {
  const project = await hooked('child-events', {
    '.gitlab-ci.yml': 'child: {trigger: {include: child.yml, strategy: depend}}\n',
    'child.yml': 'job: {script: ["true"]}\n',
  });
  const pipeline = await gitlab.run(project);
  const done = (one: PipelineEvent) => one.object_attributes.status === 'success';
  await gitlab.until(
    () => Promise.resolve(events<PipelineEvent>('pipeline').filter(done)),
    (all) => all.length === 2,
  );
  const child = events<PipelineEvent>('pipeline')
    .filter(done)
    .find((one) => one.object_attributes.id !== pipeline.id);
  const [bridge] = await gitlab.bridges(project, pipeline.id);
  expect(child?.object_attributes.source).toBe('parent_pipeline');
  expect(child?.source_pipeline).toMatchObject({
    pipeline_id: pipeline.id,
    job_id: bridge?.id,
    project: { id: project },
  });
  const parent = events<PipelineEvent>('pipeline')
    .filter(done)
    .find((one) => one.object_attributes.id === pipeline.id);
  expect(parent?.builds).toEqual([]);
  expect(events<JobEvent>('build').map((one) => one.build_name)).not.toContain('child');
});

it('name the merge request and its branch', async () => {
  const project = await hooked('mr-events', {
    '.gitlab-ci.yml': 'job: {script: ["true"], rules: [{if: $CI_MERGE_REQUEST_IID}]}\n',
  });
  await gitlab.control('POST', `/projects/${project}/branches`, {
    branches: [{ name: 'topic', files: { 'a.txt': 'a' } }],
    announce: true,
  });
  const request = await gitlab.api<{ iid: number }>('POST', `/projects/${project}/merge_requests`, {
    source_branch: 'topic',
    target_branch: 'main',
    title: 'Topic',
  });
  await gitlab.until(
    () => Promise.resolve(events<PipelineEvent>('pipeline')),
    (all) => all.some((one) => one.object_attributes.status === 'success'),
  );
  const last = events<PipelineEvent>('pipeline').find((one) => one.object_attributes.status === 'success');
  expect(last?.object_attributes).toMatchObject({ ref: 'topic', source: 'merge_request_event' });
  expect(last?.merge_request).toMatchObject({ iid: request.iid, source_branch: 'topic' });
});
