import { createHash, randomBytes } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { field, GitlabDriver, record, send } from '../testing/gitlab-driver';

const REDIRECT = 'http://127.0.0.1:3999/callback';
let gitlab: GitlabDriver;
let client: { uid: string; secret: string };

beforeAll(async () => {
  gitlab = await GitlabDriver.start();
  const made = await gitlab.control('POST', '/oauth-applications', {
    name: 'Tester',
    redirectUris: [REDIRECT],
    scopes: ['api', 'read_api', 'read_user'],
  });
  client = { uid: field(made, 'uid'), secret: field(made, 'secret') };
});
afterAll(() => gitlab.stop());

const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url');

function authorizeUrl(scope: string, challenge: string, changes: Record<string, string> = {}): string {
  const query = new URLSearchParams({
    client_id: client.uid,
    redirect_uri: REDIRECT,
    response_type: 'code',
    scope,
    state: 'xyzzy',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...changes,
  });
  return `${gitlab.baseUrl}/oauth/authorize?${query}`;
}

async function signIn(username: string): Promise<string> {
  const answer = await send(
    `${gitlab.baseUrl}/users/sign_in`,
    'POST',
    {},
    new URLSearchParams({ username, password: 'password' }),
  );
  expect(answer.status).toBe(302);
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

/** Presses a button of the consent page and gives where it leads. */
async function decide(cookie: string, url: string, decision: string): Promise<URL> {
  const page = await send(url, 'GET', { cookie });
  expect(page.status).toBe(200);
  const form = new URLSearchParams();
  for (const match of String(page.body).matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g))
    form.set(match[1] ?? '', (match[2] ?? '').replaceAll('&amp;', '&'));
  form.set('decision', decision);
  const answer = await send(`${gitlab.baseUrl}/oauth/authorize`, 'POST', { cookie }, form);
  expect(answer.status).toBe(302);
  return new URL(answer.headers.get('location') ?? '');
}

const token = (fields: Record<string, string>) =>
  send(
    `${gitlab.baseUrl}/oauth/token`,
    'POST',
    {},
    new URLSearchParams({ client_id: client.uid, client_secret: client.secret, ...fields }),
  );

async function codeFor(username: string, scope: string): Promise<{ code: string; verifier: string }> {
  const verifier = randomBytes(32).toString('base64url');
  const back = await decide(await signIn(username), authorizeUrl(scope, challengeOf(verifier)), 'authorize');
  expect(back.searchParams.get('state')).toBe('xyzzy');
  return { code: back.searchParams.get('code') ?? '', verifier };
}

const spend = ({ code, verifier }: { code: string; verifier: string }) =>
  token({ grant_type: 'authorization_code', code, redirect_uri: REDIRECT, code_verifier: verifier });

describe('the authorization code flow', () => {
  it('sends a visitor to sign in and brings them back to the same request', async () => {
    const url = authorizeUrl('api', challengeOf('v'));
    const answer = await send(url, 'GET');
    expect(answer.status).toBe(302);
    const location = new URL(answer.headers.get('location') ?? '', gitlab.baseUrl);
    expect(location.pathname).toBe('/users/sign_in');
    expect(location.searchParams.get('return_to')).toBe(url.slice(gitlab.baseUrl.length));
  });

  it('gives a token for a code, once, and only to who can prove to have asked for it', async () => {
    const granted = await codeFor('dev', 'api');
    const stolen = await spend({ ...granted, verifier: 'somebody else' });
    expect(stolen.status).toBe(400);
    expect(record(stolen.body)['error']).toBe('invalid_grant');

    const answer = await spend(granted);
    expect(answer.status).toBe(200);
    expect(record(answer.body)).toMatchObject({ token_type: 'Bearer', expires_in: 7200, scope: 'api' });
    const access = field(answer.body, 'access_token');
    expect((await gitlab.ok(access, 'GET', '/user'))['username']).toBe('dev');

    const again = await spend(granted);
    expect(again.status).toBe(400);
    // The code was used twice, so what it gave is taken back.
    expect((await gitlab.api(access, 'GET', '/user')).status).toBe(401);
  });

  it('refuses an address or client that nobody registered without sending anyone there', async () => {
    const other = { redirect_uri: `${REDIRECT}/more` };
    const wrongAddress = await send(authorizeUrl('api', challengeOf('v'), other), 'GET');
    const wrongClient = await send(authorizeUrl('api', challengeOf('v'), { client_id: 'nobody' }), 'GET');
    for (const answer of [wrongAddress, wrongClient]) {
      expect(answer.status).toBe(400);
      expect(answer.headers.get('location')).toBeNull();
    }
  });

  it('tells the application about a scope it may not have and about a refusal', async () => {
    const scope = await send(authorizeUrl('write_repository', challengeOf('v')), 'GET');
    expect(new URL(scope.headers.get('location') ?? '').searchParams.get('error')).toBe('invalid_scope');
    const denied = await decide(await signIn('dev'), authorizeUrl('api', challengeOf('v')), 'deny');
    expect(denied.searchParams.get('error')).toBe('access_denied');
    expect(denied.searchParams.get('code')).toBeNull();
  });

  it('takes no consent from a form of another site', async () => {
    const cookie = await signIn('dev');
    const form = new URLSearchParams(new URL(authorizeUrl('api', challengeOf('v'))).search);
    form.set('decision', 'authorize');
    const answer = await send(`${gitlab.baseUrl}/oauth/authorize`, 'POST', { cookie }, form);
    expect(answer.status).toBe(403);
  });

  it('wants the right password', async () => {
    const form = new URLSearchParams({ username: 'dev', password: 'guessed' });
    const answer = await send(`${gitlab.baseUrl}/users/sign_in`, 'POST', {}, form);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('set-cookie')).toBeNull();
  });
});

describe('refreshing', () => {
  it('replaces both tokens, and an old refresh token ends the whole family', async () => {
    const first = (await spend(await codeFor('maya', 'api'))).body;
    const second = await token({ grant_type: 'refresh_token', refresh_token: field(first, 'refresh_token') });
    expect(second.status).toBe(200);
    expect((await gitlab.api(field(first, 'access_token'), 'GET', '/user')).status).toBe(401);
    expect((await gitlab.api(field(second.body, 'access_token'), 'GET', '/user')).status).toBe(200);

    const reused = await token({ grant_type: 'refresh_token', refresh_token: field(first, 'refresh_token') });
    expect(reused.status).toBe(400);
    expect(record(reused.body)['error']).toBe('invalid_grant');
    expect((await gitlab.api(field(second.body, 'access_token'), 'GET', '/user')).status).toBe(401);
    const dead = await token({
      grant_type: 'refresh_token',
      refresh_token: field(second.body, 'refresh_token'),
    });
    expect(dead.status).toBe(400);
  });

  it('works after the access token has expired, whose end it tells apart', async () => {
    await gitlab.control('PUT', '/oauth-lifetime', { seconds: 60 });
    const tokens = (await spend(await codeFor('maya', 'api'))).body;
    expect(record(tokens)['expires_in']).toBe(60);
    await gitlab.control('PUT', '/oauth-lifetime', { seconds: 7200 });
    await gitlab.control('POST', '/clock', { advanceMs: 61_000 });
    const expired = await gitlab.api(field(tokens, 'access_token'), 'GET', '/user');
    expect(expired.status).toBe(401);
    expect(record(expired.body)).toMatchObject({ error: 'invalid_token' });
    const fresh = await token({ grant_type: 'refresh_token', refresh_token: field(tokens, 'refresh_token') });
    expect(fresh.status).toBe(200);
  });

  it('refuses a client with the wrong secret', async () => {
    const answer = await token({ grant_type: 'refresh_token', refresh_token: 'x', client_secret: 'wrong' });
    expect(answer.status).toBe(401);
    expect(record(answer.body)['error']).toBe('invalid_client');
  });

  it('revokes and says what a token is worth', async () => {
    const tokens = (await spend(await codeFor('rita', 'read_api'))).body;
    const access = field(tokens, 'access_token');
    const info = await send(`${gitlab.baseUrl}/oauth/token/info`, 'GET', {
      authorization: `Bearer ${access}`,
    });
    expect(record(info.body)).toMatchObject({ scope: ['read_api'], application: { uid: client.uid } });
    const body = new URLSearchParams({ client_id: client.uid, client_secret: client.secret, token: access });
    expect((await send(`${gitlab.baseUrl}/oauth/revoke`, 'POST', {}, body)).status).toBe(200);
    expect((await gitlab.api(access, 'GET', '/user')).status).toBe(401);
    const refreshed = await token({
      grant_type: 'refresh_token',
      refresh_token: field(tokens, 'refresh_token'),
    });
    expect(refreshed.status).toBe(400);
  });
});

describe('scopes', () => {
  it('lets a reading token read and answers its writing with insufficient_scope', async () => {
    const id = await gitlab.project('scoped', { 'a.txt': 'a\n' });
    const reader = await gitlab.tokenOf('maya', 'read_api');
    expect((await gitlab.api(reader, 'GET', `/projects/${id}`)).status).toBe(200);
    const refused = await gitlab.api(reader, 'POST', `/projects/${id}/repository/branches`, {
      branch: 'b',
      ref: 'main',
    });
    expect(refused.status).toBe(403);
    expect(record(refused.body)).toMatchObject({ error: 'insufficient_scope', scope: 'api' });
    expect((await gitlab.list(reader, `/projects/${id}/repository/branches`)).length).toBe(1);
  });

  it('keeps a token for the person out of projects', async () => {
    const person = await gitlab.tokenOf('maya', 'read_user');
    expect((await gitlab.api(person, 'GET', '/user')).status).toBe(200);
    expect((await gitlab.api(person, 'GET', '/projects')).status).toBe(403);
  });
});
