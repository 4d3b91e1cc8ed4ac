import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, beforeEach, expect, it } from 'vitest';

import { followDevHandler } from './dev-handler';
import { startEngine } from './embedded/engine';
import type { ServeHandler } from './embedded/engine-options';
import { EngineHarness } from './embedded/testing/engine-harness';
import { createRouteHandler } from './route-handler';
import { createServeHandler } from './serve-handler';

let harness: EngineHarness;
beforeEach(async () => {
  harness = await EngineHarness.create();
});
afterEach(async () => {
  await harness.stop();
});

it('runs the functions as the route has them now, after an edit', async () => {
  const { inngest, pool, url: databaseUrl } = harness;
  const version = (text: string, event: string) =>
    inngest.createFunction({ id: 'edited', triggers: { event } }, () => text);
  const asked: (string | undefined)[] = [];
  let route: ServeHandler = () => Promise.resolve(new Response(null, { status: 500 }));
  const server = createServer((request, response) => {
    const key = request.headers['x-pipemend-engine-key'];
    asked.push(typeof key === 'string' ? key : undefined);
    void route(
      new Request(`http://127.0.0.1${request.url ?? ''}`, {
        headers: typeof key === 'string' ? { 'x-pipemend-engine-key': key } : {},
      }),
    ).then((answer) => response.writeHead(answer.status).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const publicUrl = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  // What Next does when the route's modules change: it loads them anew.
  const edit = (text: string, event: string) => {
    route = createRouteHandler({
      inngest: () => ({ kind: 'embedded' }),
      publicUrl: () => publicUrl,
      client: inngest,
      functions: [version(text, event)],
    });
  };
  const first = createServeHandler(inngest, [version('one', 'go')], publicUrl);
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const engine = await startEngine({
    pool,
    databaseUrl,
    handler: followDevHandler(first, publicUrl, 0),
    log,
  });
  harness.engines.push(engine);
  try {
    await inngest.send({ name: 'go', data: {} });
    await harness.ended('edited', 1);
    edit('two', 'other');
    await inngest.send({ name: 'other', data: {} });
    const outputs = (await harness.ended('edited', 2)).map(({ output }) => output);
    expect(outputs).toEqual(['one', 'two']);

    // Only this process has the key, and without it there is nothing.
    expect(new Set(asked).size).toBe(1);
    expect(asked[0]).toMatch(/^[0-9a-f]{64}$/);
    for (const key of ['', '0'.repeat(64), asked[0]?.slice(1)]) {
      const answer = await fetch(`${publicUrl}/api/inngest`, {
        headers: { 'x-pipemend-engine-key': key ?? '' },
      });
      expect(answer.status).toBe(404);
    }
  } finally {
    server.closeAllConnections();
    server.close();
  }
  // The server is away, as while it starts again: the functions stay as they were.
  await inngest.send({ name: 'other', data: {} });
  expect((await harness.ended('edited', 3)).at(-1)?.output).toBe('two');
});
