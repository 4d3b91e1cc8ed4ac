import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Inngest } from 'inngest';
import { afterEach, describe, expect, it } from 'vitest';

import type { InngestSettings } from '@/lib/env';

import { createClient } from './client';
import type { ServeHandler } from './embedded/engine-options';
import { EngineHarness } from './embedded/testing/engine-harness';
import { createRouteHandler } from './route-handler';

const hex = createHash('sha256').update('a key for these tests').digest('hex');
const signingKey = `signkey-test-${hex}`;
const eventKey = 'event-key-of-these-tests';

interface Heard {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

interface Operation {
  readonly id: string;
  readonly op: string;
  readonly data: unknown;
}

describe('the Inngest route', () => {
  const servers: Server[] = [];
  afterEach(async () => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });

  async function listen(answer: (heard: Heard) => Promise<Response> | Response): Promise<string> {
    const server = createServer((request, response) => {
      void (async () => {
        const chunks: Buffer[] = [];
        for await (const chunk of request) chunks.push(chunk as Buffer);
        const text = Buffer.concat(chunks).toString();
        const { method = '', url: path = '', headers } = request;
        const answered = await answer({
          method,
          path,
          headers,
          body: text === '' ? undefined : JSON.parse(text),
        });
        response.writeHead(answered.status, Object.fromEntries(answered.headers));
        response.end(await answered.text());
      })();
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  }

  /** The function that both engines run, unchanged. */
  function createGreeting(client: Inngest) {
    return client.createFunction({ id: 'greet', triggers: { event: 'go' } }, async ({ event, step }) => {
      const name = await step.run('name', () => String(event.data.name));
      await step.sendEvent('tell', { id: `told-${name}`, name: 'told', data: { name } });
      return `Hello, ${name}`;
    });
  }

  /** A stand-in for an Inngest server, and the application's route reachable over HTTP. */
  async function startRemote() {
    const heard: Heard[] = [];
    const server = await listen((request) => {
      heard.push(request);
      if (request.path.startsWith('/e/')) return Response.json({ ids: ['1'], status: 200 });
      return Response.json({ ok: true, status: 200 });
    });
    const settings: InngestSettings = { kind: 'remote', eventKey, signingKey, baseUrl: server, dev: false };
    const client = createClient(
      () => settings,
      () => fetch,
      { debug: ignore, info: ignore, warn: ignore, error: ignore },
    );
    let app = '';
    const route = createRouteHandler({
      inngest: () => settings,
      publicUrl: () => app,
      client,
      functions: [createGreeting(client)],
    });
    app = await listen(({ method, path, headers, body }) => toWeb(route, app, method, path, headers, body));
    const call = (body: unknown, headers: Record<string, string> = {}) =>
      fetch(`${app}/api/inngest?fnId=pipemend-greet&stepId=step`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
    return { heard, client, app, call };
  }

  function toWeb(
    route: ServeHandler,
    origin: string,
    method: string,
    path: string,
    headers: IncomingMessage['headers'],
    body: unknown,
  ): Promise<Response> {
    const given = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' && name !== 'content-length' ? [[name, value]] : [],
    );
    return route(
      new Request(`${origin}${path}`, {
        method,
        headers: given,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
  }

  const runBody = (steps: Record<string, unknown> = {}) => ({
    event: { name: 'go', data: { name: 'Ada' }, id: 'e1', ts: 1 },
    events: [{ name: 'go', data: { name: 'Ada' }, id: 'e1', ts: 1 }],
    steps,
    version: -1,
    use_api: false,
    ctx: {
      run_id: 'run1',
      attempt: 0,
      max_attempts: 5,
      disable_immediate_execution: false,
      use_api: false,
      stack: { stack: Object.keys(steps), current: Object.keys(steps).length },
    },
  });

  function sign(body: unknown, at = Date.now(), key = hex): Record<string, string> {
    const seconds = String(Math.round(at / 1_000));
    const s = createHmac('sha256', key).update(canonical(body)).update(seconds).digest('hex');
    return { 'x-inngest-signature': `t=${seconds}&s=${s}` };
  }

  it('registers its functions with the server when it is put, under the public address', async () => {
    const { heard, app } = await startRemote();
    // What a stranger adds to the address or claims about it must not end up in what is registered.
    const response = await fetch(`${app}/api/inngest?probe=trust&fnId=x`, {
      method: 'PUT',
      headers: { 'x-forwarded-host': 'evil.example', 'content-type': 'application/json' },
    });
    expect(response.status, await response.text()).toBe(200);
    const [register] = heard;
    expect(register).toMatchObject({ method: 'POST', path: '/fn/register' });
    const hashed = createHash('sha256').update(Buffer.from(hex, 'hex')).digest('hex');
    expect(register?.headers.authorization).toBe(`Bearer signkey-test-${hashed}`);
    expect(register?.body).toMatchObject({
      appName: 'pipemend',
      url: `${app}/api/inngest`,
      functions: [
        {
          id: 'pipemend-greet',
          triggers: [{ event: 'go' }],
          steps: { step: { runtime: { url: `${app}/api/inngest?fnId=pipemend-greet&stepId=step` } } },
        },
      ],
    });
  });

  it('sends events to the server with the event key', async () => {
    const { heard, client } = await startRemote();
    await client.send({ id: 'e7', name: 'go', data: { name: 'Ada' } });
    expect(heard).toHaveLength(1);
    expect(heard[0]).toMatchObject({
      method: 'POST',
      path: `/e/${eventKey}`,
      body: [{ id: 'e7', name: 'go', data: { name: 'Ada' } }],
    });
  });

  it('answers signed calls, step by step to the end, and signs its answers', async () => {
    const { heard, call } = await startRemote();
    const steps: Record<string, unknown> = {};
    const statuses: number[] = [];
    let result: unknown;
    for (let calls = 0; calls < 5 && result === undefined; calls++) {
      const body = runBody(steps);
      const response = await call(body, sign(body));
      statuses.push(response.status);
      expect(response.headers.get('x-inngest-signature')).toMatch(/^t=\d+&s=[0-9a-f]{64}$/);
      const answer = (await response.json()) as unknown;
      if (response.status !== 206) result = answer;
      else for (const { id, data } of answer as Operation[]) steps[id] = { data };
    }
    expect(statuses).toEqual([206, 206, 200]);
    expect(result).toBe('Hello, Ada');
    expect(heard.map(({ path }) => path)).toEqual([`/e/${eventKey}`]);
    expect(heard[0]?.body).toMatchObject([{ id: 'told-Ada', name: 'told' }]);
  });

  it('refuses calls that are not signed, or not by the server, or not now, or not for this body', async () => {
    const { heard, call, app } = await startRemote();
    const body = runBody();
    const refused = {
      unsigned: await call(body),
      'with an empty signature': await call(body, { 'x-inngest-signature': '' }),
      'with another key': await call(body, sign(body, Date.now(), 'f'.repeat(64))),
      'signed six minutes ago': await call(body, sign(body, Date.now() - 360_000)),
      'with another body': await call({ ...body, steps: { forged: { data: 1 } } }, sign(body)),
      inspection: await fetch(`${app}/api/inngest`),
      'in-band sync': await fetch(`${app}/api/inngest`, {
        method: 'PUT',
        headers: { 'x-inngest-sync-kind': 'in_band', 'content-type': 'application/json' },
        body: JSON.stringify({ url: app }),
      }),
    };
    for (const [what, response] of Object.entries(refused)) {
      expect(response.status, what).toBe(401);
      expect(await response.text(), what).not.toContain('greet');
    }
    expect(heard).toEqual([]);
  });

  it('is not there for anyone with the embedded engine, which runs the very same function', async () => {
    const harness = await EngineHarness.create();
    try {
      const fn = createGreeting(harness.inngest);
      const route = createRouteHandler({
        inngest: () => ({ kind: 'embedded' }),
        publicUrl: () => 'http://127.0.0.1:1',
        client: harness.inngest,
        functions: [fn],
      });
      const body = runBody();
      for (const method of ['GET', 'POST', 'PUT']) {
        for (const headers of [
          {},
          sign(body),
          { 'x-pipemend-engine-key': '' },
          { 'x-inngest-sync-kind': 'in_band' },
        ]) {
          const request = new Request('http://127.0.0.1/api/inngest?fnId=app-greet&stepId=step', {
            method,
            headers: { 'content-type': 'application/json', ...headers },
            ...(method === 'GET' ? {} : { body: JSON.stringify(body) }),
          });
          const response = await route(request);
          expect(response.status).toBe(404);
          expect(response.headers.get('x-inngest-sdk')).toBeNull();
        }
      }
      await harness.start([fn]);
      await harness.inngest.send({ name: 'go', data: { name: 'Ada' } });
      expect(await harness.endedRun('greet')).toMatchObject({ output: 'Hello, Ada' });
    } finally {
      await harness.stop();
    }
  });
});

function ignore(): void {
  // What the SDK says is not what these tests look at.
}

/** JSON with sorted keys, as the signature is made over. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join(',')}}`;
}
