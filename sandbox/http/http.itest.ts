import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { field, GitlabDriver, number, record, records } from '../testing/gitlab-driver';

let gitlab: GitlabDriver;
let maya: string;

beforeAll(async () => {
  gitlab = await GitlabDriver.start();
  maya = await gitlab.tokenOf('maya');
});
afterAll(() => gitlab.stop());
afterEach(() => gitlab.control('POST', '/reset-faults'));

describe('pages of results', () => {
  it('are walked by offset with the headers that tell the way', async () => {
    const id = await gitlab.project(
      'paged',
      Object.fromEntries(Array.from({ length: 7 }, (_, at) => [`f${at}`, 'x\n'])),
    );
    const route = `/projects/${id}/repository/tree?per_page=3`;
    const names: unknown[] = [];
    let page = '1';
    for (let turn = 0; turn < 5 && page !== ''; turn += 1) {
      const answer = await gitlab.api(maya, 'GET', `${route}&page=${page}`);
      expect(answer.headers.get('x-total')).toBe('7');
      expect(answer.headers.get('x-total-pages')).toBe('3');
      expect(answer.headers.get('x-page')).toBe(page);
      names.push(...records(answer.body).map((entry) => entry['name']));
      page = answer.headers.get('x-next-page') ?? '';
    }
    expect(names).toEqual(['f0', 'f1', 'f2', 'f3', 'f4', 'f5', 'f6']);
    const last = await gitlab.api(maya, 'GET', `${route}&page=3`);
    expect(last.headers.get('link')).not.toContain('rel="next"');
    expect(last.headers.get('link')).toContain('rel="prev"');
  });

  it('are walked by keyset through the link alone', async () => {
    for (let at = 0; at < 5; at += 1) await gitlab.project(`many-${at}`, {});
    let route: string | null =
      '/projects?membership=true&order_by=id&sort=asc&pagination=keyset&per_page=2&search=many-';
    const names: unknown[] = [];
    while (route !== null) {
      const answer = await gitlab.api(maya, 'GET', route);
      names.push(...records(answer.body).map((project) => project['path']));
      const next = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1];
      route = next === undefined ? null : next.slice(`${gitlab.baseUrl}/api/v4`.length);
    }
    expect(names).toEqual(['many-0', 'many-1', 'many-2', 'many-3', 'many-4']);
  });

  it('hold a hundred at most, and refuse what is no number', async () => {
    const answer = await gitlab.api(maya, 'GET', '/projects?per_page=1000');
    expect(answer.headers.get('x-per-page')).toBe('100');
    const refused = await gitlab.api(maya, 'GET', '/projects?page=first');
    expect([refused.status, refused.body]).toEqual([400, { error: 'page is invalid' }]);
  });
});

describe('who sees what', () => {
  it('tells a foreign project from a forbidden one only to members', async () => {
    const id = await gitlab.project('secret', { 'a.txt': 'a\n' });
    await gitlab.control('POST', '/users', { username: 'alien' });
    const alien = await gitlab.tokenOf('alien');
    const hidden = await gitlab.api(alien, 'GET', `/projects/${id}`);
    expect([hidden.status, hidden.body]).toEqual([404, { message: '404 Project Not Found' }]);
    expect((await gitlab.api(null, 'GET', `/projects/${id}`)).status).toBe(404);
    const guest = await gitlab.tokenOf('guest');
    const forbidden = await gitlab.api(guest, 'GET', `/projects/${id}/repository/tree`);
    expect([forbidden.status, forbidden.body]).toEqual([403, { message: '403 Forbidden' }]);
    expect((await gitlab.list(alien, '/projects?membership=true')).length).toBe(0);
    const wrong = await gitlab.api('nonsense', 'GET', '/user');
    expect([wrong.status, wrong.body]).toEqual([401, { message: '401 Unauthorized' }]);
  });

  it('gives levels by role, found by number or by path', async () => {
    await gitlab.project('roles', {});
    const levels: Record<string, unknown> = {};
    for (const name of ['maya', 'max', 'dev', 'rita', 'guest']) {
      const project = await gitlab.ok(await gitlab.tokenOf(name), 'GET', '/projects/acme%2Froles');
      levels[name] = record(record(project['permissions'])['group_access'])['access_level'];
    }
    expect(levels).toEqual({ maya: 50, max: 40, dev: 30, rita: 20, guest: 10 });
    const dev = await gitlab.ok(await gitlab.tokenOf('dev'), 'GET', '/user');
    const member = await gitlab.ok(maya, 'GET', `/projects/acme%2Froles/members/all/${number(dev, 'id')}`);
    expect(member).toMatchObject({ username: 'dev', access_level: 30 });
    const names = await gitlab.list(await gitlab.tokenOf('dev'), '/projects?min_access_level=40&simple=true');
    expect(names).toEqual([]);
  });

  it('lets project tokens act as a bot of their level, and rotates them once', async () => {
    const id = await gitlab.project('botted', { 'a.txt': 'a\n' });
    const made = await gitlab.ok(maya, 'POST', `/projects/${id}/access_tokens`, {
      name: 'writer',
      scopes: ['api'],
      access_level: 30,
    });
    const token = field(made, 'token');
    expect((await gitlab.ok(token, 'GET', '/user'))['bot']).toBe(true);
    expect(await gitlab.ok(token, 'GET', '/personal_access_tokens/self')).toMatchObject({
      name: 'writer',
      scopes: ['api'],
    });
    const route = `/projects/${id}/access_tokens/${number(made, 'id')}/rotate`;
    const rotated = await gitlab.ok(maya, 'POST', route);
    expect((await gitlab.api(token, 'GET', '/user')).status).toBe(401);
    expect((await gitlab.api(field(rotated, 'token'), 'GET', '/user')).status).toBe(200);
    expect((await gitlab.api(maya, 'POST', route)).status).toBe(400);
    expect((await gitlab.api(field(rotated, 'token'), 'GET', '/user')).status).toBe(401);
    const listed = JSON.stringify(await gitlab.list(maya, `/projects/${id}/access_tokens`));
    expect(listed).not.toContain(token);
  });
});

describe('a deleted project', () => {
  it('is gone for everyone, and only its Owner can do that', async () => {
    const id = await gitlab.project('deleted', { 'a.txt': 'a\n' });
    expect((await gitlab.api(await gitlab.tokenOf('max'), 'DELETE', `/projects/${id}`)).status).toBe(403);
    expect((await gitlab.api(maya, 'DELETE', `/projects/${id}`)).status).toBe(202);
    expect((await gitlab.api(maya, 'GET', `/projects/${id}`)).status).toBe(404);
  });
});

describe('group tokens', () => {
  it('reach the projects of their group and no other', async () => {
    const inside = await gitlab.project('inside', {});
    const outside = await gitlab.project('outside', {}, { namespace: 'elsewhere' });
    const made = await gitlab.ok(maya, 'POST', '/groups/acme/access_tokens', {
      name: 'reader',
      scopes: ['read_api'],
      access_level: 20,
    });
    const token = field(made, 'token');
    expect((await gitlab.api(token, 'GET', `/projects/${inside}`)).status).toBe(200);
    expect((await gitlab.api(token, 'GET', `/projects/${outside}`)).status).toBe(404);
    const max = await gitlab.tokenOf('max');
    expect((await gitlab.api(max, 'GET', '/groups/acme/access_tokens')).status).toBe(403);
  });
});

describe('what goes wrong on request', () => {
  it('answers with storms, evenly spread and counted down', async () => {
    await gitlab.control('PUT', '/faults/api', {
      faults: [
        { path: '/api/v4/user*', kind: 'status', status: 429, retryAfter: 7, ratio: 0.5, remaining: 2 },
      ],
    });
    const answers = [];
    for (let turn = 0; turn < 6; turn += 1) answers.push(await gitlab.api(maya, 'GET', '/user'));
    expect(answers.map((answer) => answer.status)).toEqual([200, 429, 200, 429, 200, 200]);
    expect(answers[1]?.headers.get('retry-after')).toBe('7');
    expect(answers[0]?.headers.get('ratelimit-limit')).toBe('2000');
  });

  it('loses an answer after doing what was asked', async () => {
    const id = await gitlab.project('lossy', { 'a.txt': 'a\n' });
    await gitlab.control('PUT', '/faults/api', {
      faults: [{ method: 'POST', path: '*/repository/branches', kind: 'lost', remaining: 1 }],
    });
    await expect(
      gitlab.api(maya, 'POST', `/projects/${id}/repository/branches`, { branch: 'made', ref: 'main' }),
    ).rejects.toThrow();
    const branches = await gitlab.list(maya, `/projects/${id}/repository/branches`);
    expect(branches.map((branch) => branch['name'])).toEqual(['made', 'main'].sort());
  });

  it('revokes and expires tokens', async () => {
    const token = await gitlab.tokenOf('dev');
    await gitlab.control('POST', '/tokens/revoke', { token });
    const answer = await gitlab.api(token, 'GET', '/user');
    expect(answer.status).toBe(401);
    expect(record(answer.body)['error']).toBe('invalid_token');
  });

  it('keeps a journal of requests by route pattern, without their secrets', async () => {
    const id = await gitlab.project('journal', { 'a.txt': 'a\n' });
    await gitlab.control('DELETE', '/journal');
    await gitlab.api(null, 'GET', `/projects/${id}/repository/branches/main?private_token=${maya}`);
    const entries = await gitlab.journal();
    expect(entries).toMatchObject([
      {
        kind: 'request',
        method: 'GET',
        route: '/api/v4/projects/:id/repository/branches/:branch',
        username: 'maya',
        status: 200,
      },
    ]);
    expect(JSON.stringify(entries)).not.toContain(maya);
  });
});

describe('pages', () => {
  it('open every address in an answer, escaped and without scripts, for people who may see it', async () => {
    const id = await gitlab.project('shown', { 'a.txt': 'a\n' });
    await gitlab.control('POST', `/projects/${id}/branches`, {
      branches: [{ name: 'work', files: { 'a.txt': 'b\n' } }],
    });
    const opened = await gitlab.ok(maya, 'POST', `/projects/${id}/merge_requests`, {
      source_branch: 'work',
      target_branch: 'main',
      title: '<script>alert(1)</script>',
      description: '<img src=x onerror=alert(1)>',
    });
    const visitor = await fetch(field(opened, 'web_url'), { redirect: 'manual' });
    expect(visitor.status).toBe(302);
    const signedIn = await fetch(`${gitlab.baseUrl}/users/sign_in`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ username: 'maya', password: 'password' }),
    });
    const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const page = await fetch(field(opened, 'web_url'), { headers: { cookie } });
    const text = await page.text();
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(text).not.toContain('<script');
    expect(text).not.toContain('<img');
    expect(text).toContain('&lt;script&gt;');
    const commit = (await gitlab.list(maya, `/projects/${id}/repository/commits`))[0];
    expect((await fetch(field(commit, 'web_url'), { headers: { cookie } })).status).toBe(200);
  });

  it('never lead away from the sandbox after signing in', async () => {
    for (const returnTo of ['//evil.example', 'https://evil.example', '/\\evil.example']) {
      const answer = await fetch(`${gitlab.baseUrl}/users/sign_in`, {
        method: 'POST',
        redirect: 'manual',
        body: new URLSearchParams({ username: 'maya', password: 'password', return_to: returnTo }),
      });
      expect(answer.headers.get('location')).toBe('/');
    }
  });
});

describe('a restart', () => {
  it('keeps projects, tokens and merge requests', async () => {
    const id = await gitlab.project('kept', { 'a.txt': 'a\n' });
    await gitlab.restart();
    expect((await gitlab.ok(maya, 'GET', `/projects/${id}`))['path']).toBe('kept');
    const file = await gitlab.api(maya, 'GET', `/projects/${id}/repository/files/a.txt/raw?ref=main`);
    expect(file.body).toBe('a\n');
  });
});
