import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { childEnvironment, environment } from '../environment';
import type { JournalEntry } from '../store/journal';
import { startSandbox } from '../start-sandbox';
import type { RunningSandbox } from '../start-sandbox';

export interface Answer {
  status: number;
  headers: Headers;
  /** JSON where the answer is JSON, else its text. */
  body: unknown;
}

/** A sandbox of a test's own, talked to over HTTP and git only. */
export class GitlabDriver {
  private constructor(
    private running: RunningSandbox,
    readonly folder: string,
  ) {}

  static async start(): Promise<GitlabDriver> {
    const folder = await mkdtemp(path.join(tmpdir(), 'sandbox-core-'));
    return new GitlabDriver(await startSandbox({ dataDir: path.join(folder, 'data') }), folder);
  }

  /** Ends it and starts another one on the same data. */
  async restart(): Promise<void> {
    await this.running.stop();
    this.running = await startSandbox({ dataDir: path.join(this.folder, 'data') });
  }

  async stop(): Promise<void> {
    await this.running.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  get baseUrl(): string {
    return this.running.baseUrl;
  }

  /** Asks the control interface; anything but success is an error. */
  async control(method: string, route: string, body?: object): Promise<unknown> {
    const answer = await send(this.running.controlUrl + route, method, {}, body);
    if (answer.status >= 300)
      throw new Error(`${method} ${route}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  async tokenOf(username: string, ...scopes: string[]): Promise<string> {
    const minted = await this.control(
      'POST',
      '/mint-token',
      scopes.length > 0 ? { username, scopes } : { username },
    );
    return field(minted, 'token');
  }

  /** A project in the group `acme`, quietly filled; gives its id. */
  async project(name: string, files: Record<string, string>, more: object = {}): Promise<number> {
    return number(await this.control('POST', '/projects', { path: name, files, ...more }), 'id');
  }

  /** A request to `/api/v4` with a token, or as a visitor with null. */
  api(token: string | null, method: string, route: string, body?: object): Promise<Answer> {
    return send(
      `${this.baseUrl}/api/v4${route}`,
      method,
      token === null ? {} : { authorization: `Bearer ${token}` },
      body,
    );
  }

  /** As `api`, for answers that have to be a success. */
  async ok(token: string, method: string, route: string, body?: object): Promise<Record<string, unknown>> {
    const answer = await this.api(token, method, route, body);
    if (answer.status >= 300)
      throw new Error(`${method} ${route}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return record(answer.body);
  }

  async list(token: string, route: string): Promise<Record<string, unknown>[]> {
    const answer = await this.api(token, 'GET', route);
    if (answer.status !== 200)
      throw new Error(`GET ${route}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return records(answer.body);
  }

  async journal(): Promise<JournalEntry[]> {
    const answer = record(await this.control('GET', '/journal'));
    return answer['entries'] as JournalEntry[];
  }

  /** Runs git as a person would, with the token as password. */
  async git(args: string[], cwd = this.folder): Promise<{ code: number; output: string }> {
    const identity = ['-c', 'user.name=Dev', '-c', 'user.email=dev@example.com'];
    const child = spawn('git', [...identity, ...args], {
      cwd,
      env: childEnvironment({
        PATH: environment.path,
        HOME: this.folder,
        GIT_TERMINAL_PROMPT: '0',
        GIT_CONFIG_NOSYSTEM: '1',
        LC_ALL: 'C',
      }),
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number | null];
    return { code: code ?? -1, output };
  }

  remote(token: string, project: string): string {
    const url = new URL(`${this.baseUrl}/${project}.git`);
    url.username = 'oauth2';
    url.password = token;
    return url.toString();
  }
}

export async function send(
  url: string,
  method: string,
  headers: Record<string, string> = {},
  body?: object | URLSearchParams,
): Promise<Answer> {
  const form = body instanceof URLSearchParams;
  const response = await fetch(url, {
    method,
    redirect: 'manual',
    headers: {
      ...headers,
      ...(body === undefined || form ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const json = (response.headers.get('content-type') ?? '').includes('json');
  return {
    status: response.status,
    headers: response.headers,
    body: json && text !== '' ? (JSON.parse(text) as unknown) : text,
  };
}

export function record(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) throw new Error(`not an object: ${JSON.stringify(value)}`);
  return value as Record<string, unknown>;
}

export function records(value: unknown): Record<string, unknown>[] {
  if (!Array.isArray(value)) throw new Error(`not a list: ${JSON.stringify(value)}`);
  return value.map(record);
}

export function field(value: unknown, name: string): string {
  const found = record(value)[name];
  if (typeof found !== 'string') throw new Error(`${name} is no text in ${JSON.stringify(value)}`);
  return found;
}

export function number(value: unknown, name: string): number {
  const found = record(value)[name];
  if (typeof found !== 'number') throw new Error(`${name} is no number in ${JSON.stringify(value)}`);
  return found;
}

/** Asks again until the answer is there; the bound only ends a test that would hang. */
export async function eventually<T>(look: () => Promise<T | null> | T | null): Promise<T> {
  const until = Date.now() + 30_000;
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (Date.now() > until) throw new Error('what was waited for did not come');
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
