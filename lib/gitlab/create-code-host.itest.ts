import { afterEach, describe, expect, it } from 'vitest';

import type { CodeHost } from '@/lib/ports/code-host';

import { createCodeHost } from './create-code-host';
import { sendJson, startStandIn, type StandIn } from './testing/stand-in';

const token = ['gl', 'oat-', 'x'.repeat(20)].join('');
const running: StandIn[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

async function standIn(answer: Parameters<typeof startStandIn>[0]): Promise<StandIn> {
  const server = await startStandIn(answer);
  running.push(server);
  return server;
}

function hostOf(
  server: StandIn,
  options: { onCall?: (method: string, template: string) => void; streamWithinMs?: number } = {},
): CodeHost {
  return createCodeHost({
    baseUrl: server.baseUrl,
    accessToken: token,
    allowPrivateNetworks: ['127.0.0.0/8'],
    ...options,
  });
}

async function textOf(chunks: AsyncIterable<Uint8Array> | null): Promise<string | null> {
  if (!chunks) return null;
  const kept: Uint8Array[] = [];
  for await (const chunk of chunks) kept.push(chunk);
  return Buffer.concat(kept).toString('utf8');
}

const pipeline = (id: number, webUrl = '') => ({
  id,
  iid: id,
  project_id: 7,
  sha: 'a'.repeat(40),
  ref: 'main',
  status: 'a-status-of-the-future',
  source: 'push',
  web_url: webUrl,
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
});

const job = (id: number) => ({
  id,
  name: `job ${id}`,
  stage: 'test',
  status: 'failed',
  allow_failure: false,
  failure_reason: 'script_failure',
  web_url: '',
  pipeline: { id: 1 },
  duration: 1.5,
  finished_at: null,
  artifacts: [{ file_type: 'trace' }],
});

describe('the sending', () => {
  it('carries the token as Bearer and tells what was called', async () => {
    const gitlab = await standIn((_request, response) => sendJson(response, 200, pipeline(3)));
    const calls: string[] = [];
    const host = hostOf(gitlab, { onCall: (method, template) => calls.push(`${method} ${template}`) });
    const found = await host.getPipeline(7, 3);
    expect(found).toMatchObject({ id: 3, status: 'unknown', userId: null, yamlErrors: null });
    expect(gitlab.seen[0]).toMatchObject({
      url: '/api/v4/projects/7/pipelines/3',
      headers: { authorization: `Bearer ${token}` },
    });
    expect(calls).toEqual(['GET /projects/:id/pipelines/:pipeline_id']);
  });

  it('works below a relative URL root', async () => {
    const gitlab = await standIn((_request, response) => sendJson(response, 200, pipeline(3)));
    const host = createCodeHost({
      baseUrl: `${gitlab.baseUrl}/gitlab/`,
      accessToken: token,
      allowPrivateNetworks: ['127.0.0.0/8'],
    });
    await host.getPipeline(7, 3);
    expect(gitlab.seen[0]?.url).toBe('/gitlab/api/v4/projects/7/pipelines/3');
  });

  it('never follows a redirect of an API call', async () => {
    const thief = await standIn((_request, response) => sendJson(response, 200, pipeline(3)));
    const gitlab = await standIn((_request, response) =>
      response.writeHead(302, { location: thief.baseUrl }).end(),
    );
    await expect(hostOf(gitlab).getPipeline(7, 3)).rejects.toMatchObject({ kind: 'unexpected' });
    expect(thief.seen).toEqual([]);
  });

  it('follows the redirect of a trace without the token', async () => {
    const store = await standIn((_request, response) => response.end('the log'));
    const gitlab = await standIn((_request, response) =>
      response.writeHead(302, { location: `${store.baseUrl}/object` }).end(),
    );
    expect(await textOf(await hostOf(gitlab).openTrace(7, 9))).toBe('the log');
    expect(store.seen[0]?.headers.authorization).toBeUndefined();
  });

  it('ends a log that drips without end', async () => {
    const gitlab = await standIn((_request, response) => {
      const drip = setInterval(() => response.write('.'), 5);
      response.on('close', () => clearInterval(drip));
    });
    const trace = await hostOf(gitlab, { streamWithinMs: 100 }).openTrace(7, 9);
    await expect(textOf(trace)).rejects.toMatchObject({ kind: 'unavailable' });
  });

  it('ends a redirect loop', async () => {
    const gitlab: StandIn = await standIn((_request, response) =>
      response.writeHead(302, { location: '/again' }).end(),
    );
    await expect(hostOf(gitlab).openTrace(7, 9)).rejects.toMatchObject({ kind: 'unexpected' });
    expect(gitlab.seen.length).toBeLessThan(6);
  });

  it('refuses an address that is not public and not listed, without connecting', async () => {
    const gitlab = await standIn((_request, response) => sendJson(response, 200, pipeline(3)));
    for (const baseUrl of [gitlab.baseUrl, gitlab.baseUrl.replace('127.0.0.1', 'localhost')]) {
      const host = createCodeHost({ baseUrl, accessToken: token, allowPrivateNetworks: [] });
      await expect(host.getPipeline(7, 3)).rejects.toMatchObject({ kind: 'invalid' });
    }
    expect(gitlab.seen).toEqual([]);
  });

  it.each(['..', '.', ''])('refuses %j as a name within an address', async (name) => {
    const gitlab = await standIn((_request, response) => sendJson(response, 200, {}));
    const host = hostOf(gitlab);
    await expect(host.findBranch(7, name)).rejects.toMatchObject({ kind: 'invalid' });
    await expect(host.findArtifact(7, 1, `a/${name}/b`, 10)).rejects.toMatchObject({ kind: 'invalid' });
    expect(gitlab.seen).toEqual([]);
  });
});

describe('refusals', () => {
  it.each([
    [401, { message: '401 Unauthorized' }, 'unauthorized', '401 Unauthorized'],
    [403, { error: 'insufficient_scope', error_description: 'Needs more.' }, 'forbidden', 'Needs more.'],
    [404, { message: '404 Project Not Found' }, 'not-found', '404 Project Not Found'],
    [400, { message: { base: ['is wrong', 'twice'] } }, 'invalid', 'base: is wrong; twice'],
    [422, { message: ['one', 'two'] }, 'invalid', 'one; two'],
    [409, { message: 'Conflict' }, 'conflict', 'Conflict'],
    [502, '<html>', 'unavailable', 'GitLab answered 502.'],
  ])('%i says %j and is %s', async (status, body, kind, message) => {
    const gitlab = await standIn((_request, response) => sendJson(response, status, body));
    await expect(hostOf(gitlab).getPipeline(7, 3)).rejects.toMatchObject({
      kind,
      message,
      details: { status },
    });
    expect(gitlab.seen).toHaveLength(1);
  });

  it('keeps Retry-After and sends once', async () => {
    const gitlab = await standIn((_request, response) =>
      sendJson(response, 429, { message: 'slow' }, { 'retry-after': '60' }),
    );
    await expect(hostOf(gitlab).createNote(7, 1, 'hello')).rejects.toMatchObject({
      kind: 'rate-limited',
      details: { retryAfterSeconds: 60 },
    });
    expect(gitlab.seen).toHaveLength(1);
  });

  it('strikes the token out of what GitLab says', async () => {
    const gitlab = await standIn((request, response) =>
      sendJson(response, 400, { message: `You sent ${request.headers.authorization}` }),
    );
    const error = await hostOf(gitlab)
      .getPipeline(7, 3)
      .catch((reason: unknown) => reason);
    expect(String(error)).toContain('You sent Bearer [token]');
    expect(String(error)).not.toContain(token);
  });

  it.each([
    ['a page instead of JSON', 'text/html', '<html>sign in</html>', 'unexpected'],
    ['JSON cut short', 'application/json', '{"id":3,"na', 'unavailable'],
    ['another shape', 'application/json', '{"id":"three"}', 'unexpected'],
  ])('%s is no answer', async (_name, type, body, kind) => {
    const gitlab = await standIn((_request, response) =>
      response.writeHead(200, { 'content-type': type }).end(body),
    );
    await expect(hostOf(gitlab).getPipeline(7, 3)).rejects.toMatchObject({ name: 'PlatformError', kind });
  });

  it('a refusal with an endless page is one by its status, and one that is cut short is unavailable', async () => {
    const page = 'x'.repeat(80 * 1024);
    const long = await standIn((_request, response) => {
      response.writeHead(403, { 'content-type': 'text/html' }).end(page);
    });
    await expect(hostOf(long).getJob(7, 1)).rejects.toMatchObject({ kind: 'forbidden' });
    const cut = await standIn((_request, response) => {
      response.writeHead(403, { 'content-length': '100' });
      response.write('{"mess', () => response.destroy());
    });
    await expect(hostOf(cut).getJob(7, 1)).rejects.toMatchObject({ kind: 'unavailable' });
  });

  it('a connection that is cut is unavailable', async () => {
    const gitlab = await standIn((_request, response) => response.destroy());
    await expect(hostOf(gitlab).getPipeline(7, 3)).rejects.toMatchObject({ kind: 'unavailable' });
  });
});

describe('lists', () => {
  it('reads all pages and asks only for what failed', async () => {
    const gitlab: StandIn = await standIn((request, response) => {
      const page = new URL(request.url, gitlab.baseUrl).searchParams.get('page') ?? '1';
      const next = `<${gitlab.baseUrl}/api/v4/projects/7/pipelines/1/jobs?page=2&per_page=100&scope%5B%5D=failed>; rel="next"`;
      sendJson(response, 200, [job(Number(page))], page === '1' ? { link: next } : {});
    });
    const jobs = await hostOf(gitlab).listJobs(7, 1, { failedOnly: true });
    expect(jobs.map(({ id }) => id)).toEqual([1, 2]);
    expect(jobs[0]).toMatchObject({ hasArtifacts: false, failureReason: 'script_failure', pipelineId: 1 });
    for (const { url } of gitlab.seen) {
      expect(new URL(url, gitlab.baseUrl).searchParams.getAll('scope[]')).toEqual(['failed']);
    }
  });

  it('one bad element does not spoil the rest', async () => {
    const gitlab = await standIn((_request, response) =>
      sendJson(response, 200, [job(1), { id: 'two' }, null, job(3)]),
    );
    const jobs = await hostOf(gitlab).listJobs(7, 1);
    expect(jobs.map(({ id }) => id)).toEqual([1, 3]);
  });

  it('an empty page that names a next one is the last', async () => {
    const gitlab: StandIn = await standIn((_request, response) =>
      sendJson(response, 200, [], { link: `<${gitlab.baseUrl}/api/v4/x?page=2>; rel="next"` }),
    );
    expect(await hostOf(gitlab).listJobs(7, 1)).toEqual([]);
    expect(gitlab.seen).toHaveLength(1);
  });
});

describe('files', () => {
  it('come in one GraphQL request once an answer has told the path', async () => {
    const gitlab: StandIn = await standIn((request, response) => {
      if (request.url !== '/api/graphql') {
        sendJson(response, 200, pipeline(3, `${gitlab.baseUrl}/group/sub/app/-/pipelines/3`));
        return;
      }
      const nodes = [
        { path: 'a.txt', rawTextBlob: 'á', size: '2' },
        { path: 'latin1.txt', rawTextBlob: 'á', size: '1' },
        { path: 'b.png', rawTextBlob: null, size: '9' },
      ];
      sendJson(response, 200, { data: { project: { repository: { blobs: { nodes } } } } });
    });
    const host = hostOf(gitlab);
    await host.getPipeline(7, 3);
    const files = await host.readFiles(7, 'sha', ['a.txt', 'latin1.txt', 'b.png', 'gone.txt']);
    expect([...files]).toEqual([['a.txt', 'á']]);
    expect(gitlab.seen).toHaveLength(2);
    expect(JSON.parse(gitlab.seen[1]?.body ?? '')).toMatchObject({
      variables: { project: 'group/sub/app', ref: 'sha' },
    });
  });

  it('come one by one where GraphQL does not answer', async () => {
    const gitlab: StandIn = await standIn((request, response) => {
      if (request.url === '/api/graphql') sendJson(response, 404, { message: '404 Not Found' });
      else if (request.url.includes('a%2Fb.txt')) response.end('text');
      else if (request.url.includes('bad.bin')) response.end(Buffer.from([0xff, 0xfe, 0x00]));
      else if (request.url.startsWith('/api/v4/projects/8/')) sendJson(response, 404, {});
      else
        sendJson(response, 200, {
          id: 8,
          name: 'app',
          path_with_namespace: 'group/app',
          web_url: '',
          namespace: { id: 1, name: 'Group', path: 'group', full_path: 'group' },
        });
    });
    const files = await hostOf(gitlab).readFiles(8, 'sha', ['a/b.txt', 'bad.bin', 'gone.txt']);
    expect([...files]).toEqual([['a/b.txt', 'text']]);
  });

  it('the last commit of a file is read from the head of the answer', async () => {
    const gitlab = await standIn((request, response) =>
      request.url.includes('gone')
        ? response.writeHead(404).end()
        : response.writeHead(200, { 'x-gitlab-last-commit-id': 'abc' }).end(),
    );
    const host = hostOf(gitlab);
    expect(await host.findLastCommit(7, 'main', 'src/a.ts')).toBe('abc');
    expect(await host.findLastCommit(7, 'main', 'gone.ts')).toBeNull();
    expect(gitlab.seen[0]).toMatchObject({
      method: 'HEAD',
      url: '/api/v4/projects/7/repository/files/src%2Fa.ts?ref=main',
    });
  });
});

describe('writing', () => {
  it('puts a whole fix into one commit with its guards', async () => {
    const gitlab = await standIn((_request, response) => sendJson(response, 201, { id: 'new' }));
    await hostOf(gitlab).commit(7, {
      branch: 'pipemend/x',
      startSha: 'base',
      message: 'mend',
      actions: [
        { action: 'update', path: 'a.ts', content: 'a', lastCommitId: 'c1' },
        { action: 'delete', path: 'b.ts' },
      ],
    });
    expect(JSON.parse(gitlab.seen[0]?.body ?? '')).toEqual({
      branch: 'pipemend/x',
      start_sha: 'base',
      commit_message: 'mend',
      actions: [
        { action: 'update', file_path: 'a.ts', content: 'a', last_commit_id: 'c1' },
        { action: 'delete', file_path: 'b.ts' },
      ],
    });
  });

  it.each([
    ['You are attempting to update a file that has changed since you started editing it.', 'conflict'],
    ["A branch called 'x' already exists. Switch to that branch in order to make changes", 'conflict'],
    ["A file with this name doesn't exist", 'invalid'],
  ])('a 400 that says %j is %s', async (message, kind) => {
    const gitlab = await standIn((_request, response) => sendJson(response, 400, { message }));
    const request = { branch: 'x', message: 'm', actions: [] };
    await expect(hostOf(gitlab).commit(7, request)).rejects.toMatchObject({ kind, message });
  });

  it('names only the side of the diff that a line is on', async () => {
    const gitlab = await standIn((_request, response) =>
      sendJson(response, 201, { id: 'd1', notes: [{ id: 5 }] }),
    );
    const made = await hostOf(gitlab).createDiffDiscussion(7, 1, 'look', {
      baseSha: 'b',
      startSha: 's',
      headSha: 'h',
      oldPath: 'a.ts',
      newPath: 'a.ts',
      oldLine: null,
      newLine: 4,
    });
    expect(made).toEqual({ id: 'd1', noteId: 5 });
    const sent = gitlab.seen[0]?.body ?? '';
    expect(sent).toMatch(/name="position\[new_line\]"\s+4\s/);
    expect(sent).toMatch(/name="position\[head_sha\]"\s+h\s/);
    expect(sent).not.toContain('old_line');
  });

  it('says that a branch was deleted', async () => {
    const gitlab = await standIn((_request, response) => response.writeHead(204).end());
    await expect(hostOf(gitlab).deleteBranch(7, 'x')).resolves.toBe(true);
  });

  it('a branch that is gone is deleted well', async () => {
    const gitlab = await standIn((_request, response) =>
      sendJson(response, 404, { message: '404 Branch Not Found' }),
    );
    await expect(hostOf(gitlab).deleteBranch(7, 'x')).resolves.toBe(false);
  });

  it('leaves one webhook for an address, in shape', async () => {
    const hooks = [
      { id: 1, url: 'https://elsewhere.example' },
      { id: 2, url: 'https://here.example' },
      { id: 3, url: 'https://here.example' },
    ];
    const gitlab = await standIn((request, response) => {
      if (request.method === 'GET') sendJson(response, 200, hooks);
      else if (request.method === 'DELETE') response.writeHead(204).end();
      else sendJson(response, 200, hooks[1]);
    });
    const hook = { url: 'https://here.example', token: 't', signingToken: 's' };
    expect(await hostOf(gitlab).ensureHook(7, hook)).toBe(2);
    expect(gitlab.seen.map(({ method, url }) => `${method} ${url.split('?')[0]}`)).toEqual([
      'GET /api/v4/projects/7/hooks',
      'DELETE /api/v4/projects/7/hooks/3',
      'PUT /api/v4/projects/7/hooks/2',
    ]);
    expect(JSON.parse(gitlab.seen[2]?.body ?? '')).toMatchObject({
      token: 't',
      signing_token: 's',
      pipeline_events: true,
      push_events: true,
      merge_requests_events: true,
      note_events: true,
    });
  });
});
