import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { createGitLabAccess } from '@/lib/gitlab/create-gitlab-access';
import { startTestGitLab, type TestGitLab } from '@/lib/gitlab/testing/sandbox-control';
import type { CodeHost } from '@/lib/ports/code-host';

import { createGitLabChecker } from './gitlab-checker';
import { recordExchanges } from './record-exchanges';

const checker = createGitLabChecker();
const recorder = recordExchanges();
const access = createGitLabAccess({ allowPrivateNetworks: ['127.0.0.0/8'], fetchImpl: recorder.fetch });
const sent: { kind: string; payload: unknown }[] = [];
let gitlab: TestGitLab;
let receiver: Server;
let host: CodeHost;
let project: number;

const ci = `
stages: [build, test, child]
build:
  stage: build
  script: [mkdir out, echo built > out/result.txt]
  artifacts: { paths: [out] }
test:
  stage: test
  script: [echo failing, exit 1]
  allow_failure: true
child:
  stage: child
  trigger: { include: child.yml, strategy: depend }
`;
const child = `
inner:
  script: [echo inside]
`;

beforeAll(async () => {
  gitlab = await startTestGitLab();
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const payload = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { object_kind: string };
      sent.push({ kind: payload.object_kind, payload });
      response.end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  host = access.open(gitlab.baseUrl, await gitlab.tokenOf('maya'));
  const made = await gitlab.control<{ id: number }>('POST', '/projects', {
    path: 'contract',
    files: { '.gitlab-ci.yml': ci, 'child.yml': child, 'src/a.txt': 'one\\ntwo\\nthree\\n' },
  });
  project = made.id;
});

afterAll(async () => {
  await gitlab.stop();
  receiver.closeAllConnections();
  await new Promise((resolve) => receiver.close(resolve));
});

async function finished(id: number): Promise<void> {
  await vi.waitUntil(
    async () =>
      ['success', 'failed', 'canceled', 'skipped'].includes((await host.getPipeline(project, id)).status),
    { timeout: 90_000, interval: 500 },
  );
}

const hookUrl = () => `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;

/** Every method of the port at least once, against the running sandbox; gives nothing back, the recorder listens. */
async function journey(): Promise<void> {
  const me = await host.currentUser();
  await host.listProjects({ minAccessLevel: 40 });
  await host.listProjects({ minAccessLevel: 30, search: 'contract' });
  const { defaultBranch } = await host.getProject(project);
  const main = defaultBranch ?? 'main';
  expect(await host.findAccessLevel(project, me.id)).toBe(50);
  expect(await host.findAccessLevel(project, 999_999)).toBeNull();
  const hook = { url: hookUrl(), token: 'token', signingToken: `whsec_${btoa('x'.repeat(32))}` };
  const hookId = await host.ensureHook(project, hook);
  expect(await host.ensureHook(project, hook)).toBe(hookId);
  await host.testHook(project, hookId);
  await listenToJobs();

  const head = (await host.findBranch(project, main))?.headSha ?? '';
  expect(await host.findBranch(project, 'absent')).toBeNull();
  expect(await host.listFiles(project, head)).toContain('src/a.txt');
  expect([...(await host.readFiles(project, head, ['src/a.txt', 'absent.txt'])).keys()]).toEqual([
    'src/a.txt',
  ]);
  await readWithoutGraphql(head);
  expect((await host.getCommit(project, head)).sha).toBe(head);
  expect(await host.listCommits(project, main, 5)).toHaveLength(1);
  const last = await host.findLastCommit(project, main, 'src/a.txt');
  expect(last).toBe(head);

  await host.createBranch(project, 'feature', head);
  await expect(host.createBranch(project, 'feature', head)).rejects.toMatchObject({ kind: 'conflict' });
  const changed = await host.commit(project, {
    branch: 'feature',
    message: 'Change a file',
    actions: [
      { action: 'update', path: 'src/a.txt', content: 'one\ntwo!\nthree\n', lastCommitId: head },
      { action: 'create', path: 'src/b.txt', content: 'new\n' },
    ],
  });
  const stale = { action: 'update', path: 'src/a.txt', content: 'lost', lastCommitId: head } as const;
  await expect(
    host.commit(project, { branch: 'feature', message: 'Too late', actions: [stale] }),
  ).rejects.toMatchObject({ kind: 'conflict' });
  const scratch = { branch: 'scratch', startSha: changed.sha, message: 'Scratch' };
  const actions = [{ action: 'delete', path: 'src/b.txt' }] as const;
  await host.commit(project, { ...scratch, actions });
  await host.commit(project, { ...scratch, actions, replaceBranch: true });
  expect((await host.comparePaths(project, head, changed.sha)).sort()).toEqual(['src/a.txt', 'src/b.txt']);

  await mergeRequest(me.id, main, head, changed.sha);
  await pipelines(changed.sha, main);
  await host.revertCommit(project, changed.sha, 'feature');
  await host.deleteBranch(project, 'scratch');
  await host.deleteBranch(project, 'scratch');
  await host.deleteHook(project, hookId);
  await refusals();
}

/** Our client asks for no job events; the sandbox's are held to the recordings all the same. */
async function listenToJobs(): Promise<void> {
  const answer = await fetch(`${gitlab.baseUrl}/api/v4/projects/${project}/hooks`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await gitlab.tokenOf('maya')}`, 'content-type': 'application/json' },
    body: JSON.stringify({ url: `${hookUrl()}/jobs`, job_events: true, push_events: false }),
  });
  expect(answer.status).toBe(201);
}

async function readWithoutGraphql(head: string): Promise<void> {
  const without = createGitLabAccess({
    allowPrivateNetworks: ['127.0.0.0/8'],
    fetchImpl: async (input, init) => {
      const { Response } = await import('undici');
      const isGraphql = input instanceof URL && input.pathname === '/api/graphql';
      return isGraphql ? new Response('{}', { status: 404 }) : recorder.fetch(input, init);
    },
  }).open(gitlab.baseUrl, await gitlab.tokenOf('maya'));
  const files = await without.readFiles(project, head, ['src/a.txt', 'absent.txt']);
  expect([...files.keys()]).toEqual(['src/a.txt']);
}

async function mergeRequest(me: number, main: string, base: string, head: string): Promise<void> {
  const { iid } = await host.createMergeRequest(project, {
    sourceBranch: 'feature',
    targetBranch: main,
    title: 'A change',
    description: 'For a reason',
    removeSourceBranch: false,
  });
  expect(await host.listOpenMergeRequests(project, 'feature')).toHaveLength(1);
  expect(await host.getMergeRequest(project, iid)).toMatchObject({ state: 'opened', headSha: head });
  const note = await host.createNote(project, iid, 'Hello');
  await host.updateNote(project, iid, note.id, 'Hello again');
  expect(await host.listNotesBy(project, iid, me)).toMatchObject([{ body: 'Hello again' }]);
  expect((await host.listDiffs(project, iid)).map(({ newPath }) => newPath)).toContain('src/a.txt');
  const place = { baseSha: base, startSha: base, headSha: head, oldPath: 'src/a.txt', newPath: 'src/a.txt' };
  await host.createDiffDiscussion(project, iid, 'Here', { ...place, oldLine: null, newLine: 2 });
  await expect(
    host.createDiffDiscussion(project, iid, 'Nowhere', { ...place, oldLine: null, newLine: 999 }),
  ).rejects.toMatchObject({ kind: 'invalid' });
  await host.closeMergeRequest(project, iid);
}

async function pipelines(sha: string, main: string): Promise<void> {
  const [pipeline] = await host.listPipelines(project, { sha });
  const id = pipeline?.id ?? 0;
  await finished(id);
  await host.listPipelines(project, { ref: 'feature', updatedAfter: '2020-01-01T00:00:00Z' });
  const jobs = await host.listJobs(project, id);
  const build = jobs.find(({ name }) => name === 'build')?.id ?? 0;
  const [failed] = await host.listJobs(project, id, { failedOnly: true });
  expect(failed).toMatchObject({ name: 'test', failureReason: 'script_failure', allowFailure: true });
  const [bridge] = await host.listBridges(project, id);
  expect(bridge).toMatchObject({ name: 'child', downstream: { projectId: project } });
  await host.getJob(project, build);
  let trace = '';
  for await (const chunk of (await host.openTrace(project, build)) ?? [])
    trace += Buffer.from(chunk).toString();
  expect(trace).toContain('Job succeeded');
  const artifact = await host.findArtifact(project, build, 'out/result.txt', 1000);
  expect(Buffer.from(artifact ?? []).toString()).toBe('built\n');
  expect(await host.findArtifact(project, build, 'out/absent.txt', 1000)).toBeNull();
  const retried = await host.retryJob(project, failed?.id ?? 0);
  expect(retried.id).not.toBe(failed?.id);
  await finished(id);
  const fresh = await host.createPipeline(project, main);
  await host.cancelPipeline(project, fresh.id);
  await finished(fresh.id);
  expect((await host.lint(project, { contentRef: sha })).valid).toBe(true);
  const run = await host.lint(project, { contentRef: sha, dryRunRef: 'feature' });
  expect(run.jobs.map(({ name }) => name)).toContain('build');
  expect((await host.lint(project, { content: 'job: { stage: nowhere }' })).valid).toBe(false);
}

async function refusals(): Promise<void> {
  await expect(host.getProject(999_999)).rejects.toMatchObject({ kind: 'not-found' });
  const guest = access.open(gitlab.baseUrl, await gitlab.tokenOf('guest'));
  await expect(guest.createBranch(project, 'mine', 'main')).rejects.toMatchObject({ kind: 'forbidden' });
  const reader = access.open(gitlab.baseUrl, await gitlab.tokenOf('maya', ['read_api']));
  await expect(reader.createBranch(project, 'mine', 'main')).rejects.toMatchObject({ kind: 'forbidden' });
  await expect(access.open(gitlab.baseUrl, 'wrong').currentUser()).rejects.toMatchObject({
    kind: 'unauthorized',
  });
  const { uid, secret } = await gitlab.control<{ uid: string; secret: string }>(
    'POST',
    '/oauth-applications',
    {
      name: 'Contract',
      redirectUris: ['http://127.0.0.1/'],
    },
  );
  const application = { baseUrl: gitlab.baseUrl, clientId: uid, clientSecret: secret };
  const minted = await gitlab.control<{ refresh_token: string }>('POST', '/mint-token', {
    username: 'maya',
    kind: 'oauth',
    application: uid,
  });
  const now = new Date();
  const answer = await access.refresh(application, minted.refresh_token, now);
  expect(answer.kind).toBe('granted');
  expect((await access.refresh(application, minted.refresh_token, now)).kind).toBe('refused');
  await access.revoke(application, minted.refresh_token);
}

describe('the sandbox and our client, by GitLab’s own words', () => {
  it('agree in every request, answer and webhook of a journey through all methods', async () => {
    await journey();
    const exchanges = await recorder.all();
    expect(exchanges.length).toBeGreaterThan(60);
    const kinds = new Set(sent.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(['build', 'merge_request', 'note', 'pipeline', 'push']);
    const problems = [
      ...exchanges.flatMap((exchange) => checker.checkExchange(exchange)),
      ...sent.flatMap(({ kind, payload }) => checker.checkWebhook(kind, payload)),
    ];
    expect([...new Set(problems)].sort()).toEqual([]);
  });
});
