import NextAuth from 'next-auth';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { db } from '@/lib/db/client';
import { closePool } from '@/lib/db/pool';
import { stubSettings } from '@/lib/db/testing/stub-settings';
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/test-database';
import { forgetEnv } from '@/lib/env';
import { startTestGitLab, type TestGitLab } from '@/lib/gitlab/testing/sandbox-control';
import { listInstances, providerIdOf } from '@/lib/operations/list-instances';
import { codeHostForConnection, projectRoles } from '@/lib/runtime/gitlab';

import { authOptions } from './auth-options';

const publicUrl = 'http://127.0.0.1:3000';
let database: TestDatabase;
let gitlab: TestGitLab;
let providerId: string;
let instanceId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  gitlab = await startTestGitLab();
  const application = await gitlab.control<{ uid: string; secret: string }>('POST', '/oauth-applications', {
    name: 'Pipemend',
    redirectUris: [`${publicUrl}/api/auth/callback/${providerIdOf(gitlab.baseUrl)}`],
    scopes: ['api'],
  });
  stubSettings({
    DATABASE_URL: database.url,
    PIPEMEND_URL: publicUrl,
    NEXTAUTH_URL: publicUrl,
    PIPEMEND_GITLAB_URL: gitlab.baseUrl,
    PIPEMEND_GITLAB_CLIENT_ID: application.uid,
    PIPEMEND_GITLAB_CLIENT_SECRET: application.secret,
    PIPEMEND_ALLOW_PRIVATE_NETWORKS: '127.0.0.0/8',
    PIPEMEND_LOG_LEVEL: 'silent',
  });
  await authOptions();
  const [instance] = await listInstances({ db });
  providerId = instance?.providerId ?? '';
  instanceId = instance?.id ?? '';
});
afterAll(async () => {
  await gitlab.stop();
  await db.$disconnect();
  await closePool();
  await database.drop();
  vi.unstubAllEnvs();
  forgetEnv();
});

interface Answer {
  status: number;
  location: string;
  body: unknown;
}

/** A browser as far as next-auth can tell: it keeps cookies and follows nothing by itself. */
class Browser {
  readonly cookies = new Map<string, string>();
  private readonly gitlabCookies = new Map<string, string>();

  async ask(method: string, path: string, body: Record<string, string> = {}): Promise<Answer> {
    const url = new URL(path, publicUrl);
    const nextauth = url.pathname.replace('/api/auth/', '').split('/');
    const answer: Answer = { status: 200, location: '', body: null };
    const set: string[] = [];
    const response = {
      status(code: number) {
        answer.status = code;
        return response;
      },
      getHeader: (name: string) => (name.toLowerCase() === 'set-cookie' ? set : undefined),
      setHeader(name: string, value: string | string[]) {
        if (name.toLowerCase() === 'location') answer.location = String(value);
        if (name.toLowerCase() === 'set-cookie') set.splice(0, set.length, ...[value].flat());
      },
      end: () => undefined,
      json: (value: unknown) => void (answer.body = value),
      send: (value: unknown) => void (answer.body = value),
    };
    const query = { ...Object.fromEntries(url.searchParams), nextauth };
    const request = { method, query, body, cookies: Object.fromEntries(this.cookies), headers: {} };
    await NextAuth(request as never, response as never, await authOptions());
    for (const cookie of set) keep(this.cookies, cookie);
    return answer;
  }

  /** Begins to sign in; gives the address at GitLab that the person is sent to. */
  async begin(): Promise<URL> {
    const { body } = await this.ask('GET', '/api/auth/csrf');
    const { csrfToken } = body as { csrfToken: string };
    const { location } = await this.ask('POST', `/api/auth/signin/${providerId}`, { csrfToken });
    return new URL(location);
  }

  /** What the person does at GitLab; gives the address that GitLab sends them back to. */
  async consent(at: URL, username: string): Promise<URL> {
    const send = async (url: URL | string, form?: Record<string, string>) => {
      const answer = await fetch(url, {
        redirect: 'manual',
        headers: { cookie: [...this.gitlabCookies].map(([name, value]) => `${name}=${value}`).join('; ') },
        ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
      });
      for (const cookie of answer.headers.getSetCookie()) keep(this.gitlabCookies, cookie);
      return answer;
    };
    await send(`${gitlab.baseUrl}/users/sign_in`, { username, password: 'password', return_to: '/' });
    const page = await (await send(at)).text();
    const fields = [...page.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
      ([, name = '', value = '']) => [name, value.replaceAll('&amp;', '&')],
    );
    const form = { ...(Object.fromEntries(fields) as Record<string, string>), decision: 'authorize' };
    const back = await send(`${gitlab.baseUrl}/oauth/authorize`, form);
    return new URL(back.headers.get('location') ?? 'about:blank');
  }

  async signIn(username: string): Promise<Answer> {
    const back = await this.consent(await this.begin(), username);
    return this.ask('GET', `${back.pathname}${back.search}`);
  }

  async session(): Promise<{ userId?: string; user?: { name: string } }> {
    return (await this.ask('GET', '/api/auth/session')).body as { userId?: string };
  }
}

function keep(jar: Map<string, string>, cookie: string): void {
  const [pair = ''] = cookie.split(';');
  const [name = '', ...value] = pair.split('=');
  if (/max-age=0|expires=Thu, 01 Jan 1970/i.test(cookie) || value.join('=') === '') jar.delete(name);
  else jar.set(name, decodeURIComponent(value.join('=')));
}

describe('signing in with a GitLab', () => {
  it('asks with PKCE and state, and only for what is needed', async () => {
    const browser = new Browser();
    const at = await browser.begin();
    expect(at.origin).toBe(gitlab.baseUrl);
    const asked = Object.fromEntries(at.searchParams);
    expect(asked).toMatchObject({
      response_type: 'code',
      scope: 'api',
      code_challenge_method: 'S256',
      redirect_uri: `${publicUrl}/api/auth/callback/${providerId}`,
    });
    expect(asked['state']?.length).toBeGreaterThan(20);
    expect(asked['code_challenge']?.length).toBe(43);
  });

  it('makes a person with a session and a sealed connection, and no e-mail address', async () => {
    const browser = new Browser();
    const answer = await browser.signIn('maya');
    expect(answer).toMatchObject({ status: 302, location: publicUrl });
    const { userId, user } = await browser.session();
    expect(user?.name).toBe('Maya Owner');
    const person = await db.user.findUniqueOrThrow({
      where: { id: userId ?? '' },
      include: { accounts: true, connections: true, sessions: true },
    });
    expect(person.email).toBeNull();
    expect(person.accounts).toMatchObject([{ provider: providerId, type: 'oauth' }]);
    expect(person.sessions).toHaveLength(1);
    const [connection] = person.connections;
    expect(connection).toMatchObject({ instanceId, username: 'maya', scopes: ['api'], state: 'active' });
    const host = await codeHostForConnection(connection?.id ?? '');
    expect((await host.currentUser()).username).toBe('maya');
  });

  it('again is the same person with fresh tokens', async () => {
    const first = new Browser();
    await first.signIn('dev');
    const { userId } = await first.session();
    await db.connection.updateMany({ where: { userId: userId ?? '' }, data: { state: 'broken' } });
    const second = new Browser();
    await second.signIn('dev');
    expect((await second.session()).userId).toBe(userId);
    const connections = await db.connection.findMany({ where: { userId: userId ?? '' } });
    expect(connections).toMatchObject([{ state: 'active', version: 2 }]);
  });

  it('keeps no token and no client secret in the clear, anywhere in the database', async () => {
    const browser = new Browser();
    await browser.signIn('max');
    const rows = await Promise.all([
      db.account.findMany(),
      db.connection.findMany(),
      db.user.findMany(),
      db.instance.findMany(),
    ]);
    const texts = rows.flat().flatMap((row) => Object.values(row).map(String));
    const known = await gitlab.control<{ entries: unknown[] }>('GET', '/journal');
    expect(known.entries.length).toBeGreaterThan(0);
    const connection = await db.connection.findFirstOrThrow({ where: { username: 'max' } });
    const { createConnectionTokens } = await import('@/lib/operations/connections/connection-tokens');
    const { gitlabAccess, systemClock } = await import('@/lib/runtime/gitlab');
    const open = createConnectionTokens({ db, clock: systemClock, gitlab: gitlabAccess() });
    const { accessToken } = await open(connection.id);
    expect(accessToken.length).toBeGreaterThan(20);
    for (const text of texts) expect(text).not.toContain(accessToken);
  });

  it("gives GitLab's own roles, asked with the person's own tokens", async () => {
    const { id } = await gitlab.control<{ id: number }>('POST', '/projects', {
      path: 'roles',
      files: { 'README.md': 'hello' },
    });
    const levels: Record<string, number | null> = {};
    for (const username of ['maya', 'max', 'dev', 'rita', 'guest']) {
      const browser = new Browser();
      await browser.signIn(username);
      const { userId } = await browser.session();
      levels[username] = await projectRoles.accessLevel(userId ?? '', { instanceId, gitlabProjectId: id });
    }
    expect(levels).toEqual({ maya: 50, max: 40, dev: 30, rita: 20, guest: 10 });
    const nobody = '00000000-0000-4000-8000-000000000000';
    expect(await projectRoles.accessLevel(nobody, { instanceId, gitlabProjectId: id })).toBeNull();
  });
});

describe('what is not signed in', () => {
  const isNobody = async (browser: Browser) => {
    expect(await browser.session()).toEqual({});
  };

  it('somebody with a state of their own making', async () => {
    const browser = new Browser();
    const back = await browser.consent(await browser.begin(), 'maya');
    back.searchParams.set('state', 'made-up');
    const answer = await browser.ask('GET', `${back.pathname}${back.search}`);
    expect(answer.location).toContain('error=');
    await isNobody(browser);
  });

  it('somebody with the code of another browser', async () => {
    const victim = new Browser();
    const back = await victim.consent(await victim.begin(), 'maya');
    const thief = new Browser();
    const own = await thief.begin();
    back.searchParams.set('state', own.searchParams.get('state') ?? '');
    const answer = await thief.ask('GET', `${back.pathname}${back.search}`);
    expect(answer.location).toContain('error=');
    await isNobody(thief);
  });

  it('somebody who brings a code twice', async () => {
    const browser = new Browser();
    const at = await browser.begin();
    const back = await browser.consent(at, 'maya');
    const cookies = new Map(browser.cookies);
    await browser.ask('GET', `${back.pathname}${back.search}`);
    const again = new Browser();
    for (const [name, value] of cookies) again.cookies.set(name, value);
    const answer = await again.ask('GET', `${back.pathname}${back.search}`);
    expect(answer.location).toContain('error=');
    await isNobody(again);
  });

  it('somebody without the cookies that began it', async () => {
    const browser = new Browser();
    const back = await browser.consent(await browser.begin(), 'maya');
    const stranger = new Browser();
    await stranger.ask('GET', `${back.pathname}${back.search}`);
    await isNobody(stranger);
  });

  it('somebody who said no', async () => {
    const browser = new Browser();
    const at = await browser.begin();
    const state = at.searchParams.get('state') ?? '';
    const answer = await browser.ask(
      'GET',
      `/api/auth/callback/${providerId}?error=access_denied&state=${encodeURIComponent(state)}`,
    );
    expect(answer.location).toContain('error=');
    await isNobody(browser);
  });

  it('somebody who comes back to another GitLab than they were sent to', async () => {
    const other = await db.instance.create({
      data: { baseUrl: 'https://other.example', name: 'other', clientId: 'c', clientSecret: '' },
    });
    const { ensureFirstInstance } = await import('@/lib/operations/ensure-first-instance');
    await ensureFirstInstance(db, { url: other.baseUrl, clientId: 'c', clientSecret: 's' });
    const browser = new Browser();
    const back = await browser.consent(await browser.begin(), 'maya');
    const answer = await browser.ask(
      'GET',
      `/api/auth/callback/${providerIdOf(other.baseUrl)}${back.search}`,
    );
    expect(answer.location).toContain('error=');
    await isNobody(browser);
    await db.instance.delete({ where: { id: other.id } });
  });
});
