import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { vi } from 'vitest';

import { inngest } from '@/inngest/client';
import { acceptEvents } from '@/inngest/embedded/accept-events';
import { startEngine } from '@/inngest/embedded/engine';
import { allFunctions } from '@/inngest/functions/all-functions';
import { startRelay } from '@/inngest/relay';
import { createServeHandler } from '@/inngest/serve-handler';
import { db } from '@/lib/db/client';
import { closePool, getPool } from '@/lib/db/pool';
import { stubSettings } from '@/lib/db/testing/stub-settings';
import { createTestDatabase } from '@/lib/db/testing/test-database';
import { forgetEnv } from '@/lib/env';
import { receiveWebhook } from '@/lib/http/receive-webhook';
import type { Caller } from '@/lib/operations/caller';
import { storeConnection } from '@/lib/operations/connections/store-connection';
import { ensureFirstInstance } from '@/lib/operations/ensure-first-instance';
import type { Services } from '@/lib/operations/services';
import { services as makeServices } from '@/lib/runtime';
import { gitlabAccess } from '@/lib/runtime/gitlab';
import { startSandbox } from '@/sandbox/start-sandbox';
import type { GitLabPerson } from '@/scripts/demo/gitlab-person';
import { SandboxControl } from '@/scripts/demo/sandbox-control';

import { writeTools } from './write-tools';

/** The whole product and a GitLab beside it, in the test's own process: hooks, relay, engine and functions are the real ones. */
export interface ProductInProcess {
  readonly services: Services;
  readonly instanceId: string;
  readonly control: SandboxControl;
  /** Where the product takes its webhooks. */
  readonly publicUrl: string;
  /** Someone of the sandbox with a token of their own, as they use GitLab. */
  gitlab(username: string): Promise<GitLabPerson>;
  /** The same person signed in to the product. */
  signedIn(username: string): Promise<Caller & { kind: 'person' }>;
  /** Nobody takes events from the outbox any more, nor runs functions: the operations are called by hand. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  stop(): Promise<void>;
}

const quiet = { info: ignore, warn: ignore, error: ignore };
function ignore(): void {
  // What the engine says is not what these tests look at.
}

/**
 * Starts it, with retries at once instead of after a quarter of a minute. `byHand`: without what runs in the background, for
 * tests that call the operations themselves.
 */
export async function startProduct({ byHand = false } = {}): Promise<ProductInProcess> {
  const database = await createTestDatabase();
  const dataDir = await mkdtemp(path.join(tmpdir(), 'pipemend-journey-'));
  const sandbox = await startSandbox({
    dataDir,
    toolPath: [await writeTools(path.join(dataDir, 'tools')), path.dirname(process.execPath)],
  });
  const hooks = await startHookServer();
  const publicUrl = `http://127.0.0.1:${(hooks.address() as AddressInfo).port}`;
  stubSettings({
    DATABASE_URL: database.url,
    PIPEMEND_URL: publicUrl,
    PIPEMEND_ALLOW_PRIVATE_NETWORKS: '127.0.0.0/8',
    PIPEMEND_LOG_LEVEL: 'silent',
  });
  const services = makeServices();
  const firstInstance = { url: sandbox.baseUrl, clientId: 'c', clientSecret: 's' };
  const instanceId = (await ensureFirstInstance(db, firstInstance)) ?? '';
  const control = new SandboxControl(sandbox.controlUrl, sandbox.baseUrl);
  const people = new Map<string, Promise<GitLabPerson>>();
  const callers = new Map<string, Promise<Caller & { kind: 'person' }>>();

  const gitlab = (username: string) => remember(people, username, () => control.person(username));
  const signIn = async (username: string): Promise<Caller & { kind: 'person' }> => {
    const accessToken = (await gitlab(username)).token;
    const me = await gitlabAccess().open(sandbox.baseUrl, accessToken).currentUser();
    const { id: userId } = await db.user.create({ data: { name: username } });
    const grant = { accessToken, refreshToken: null, expiresAt: null, scopes: ['api'] };
    await storeConnection(db, { userId, instanceId, gitlabUserId: me.id, username, grant });
    return { kind: 'person', userId, name: username };
  };

  let background = byHand ? null : await startBackground(database.url, publicUrl);
  const pause = async () => {
    await background?.();
    background = null;
  };
  return {
    services,
    instanceId,
    control,
    publicUrl,
    gitlab,
    signedIn: (username) => remember(callers, username, () => signIn(username)),
    pause,
    resume: async () => {
      background ??= await startBackground(database.url, publicUrl);
    },
    stop: async () => {
      await pause();
      await sandbox.stop();
      hooks.closeAllConnections();
      await new Promise((resolve) => hooks.close(resolve));
      await db.$disconnect();
      await closePool();
      await database.drop();
      vi.unstubAllEnvs();
      forgetEnv();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function startBackground(
  databaseUrl: string,
  publicUrl: string,
): Promise<(() => Promise<void>) | null> {
  const handler = createServeHandler(inngest, allFunctions, publicUrl);
  const pool = getPool();
  const engine = await startEngine({
    pool,
    databaseUrl,
    handler: () => handler,
    log: quiet,
    retryDelay: () => 50,
  });
  const relay = startRelay({ pool, databaseUrl, publish: acceptEvents, log: quiet });
  return async () => {
    await relay.stop();
    await engine.stop(10_000);
  };
}

function remember<Value>(known: Map<string, Value>, name: string, make: () => Value): Value {
  const value = known.get(name) ?? make();
  known.set(name, value);
  return value;
}

async function startHookServer(): Promise<Server> {
  const server = createServer((request, response) => {
    const key = request.url?.split('/').at(-1) ?? '';
    void receiveWebhook(toRequest(request), key).then((answer) => response.writeHead(answer.status).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function toRequest(message: IncomingMessage): Request {
  const headers = Object.entries(message.headers).map(([name, value]): [string, string] => [
    name,
    String(value),
  ]);
  const body = new ReadableStream({
    start(controller) {
      message.on('data', (chunk: Buffer) => controller.enqueue(new Uint8Array(chunk)));
      message.on('end', () => controller.close());
    },
  });
  const init = { method: 'POST', headers, body, duplex: 'half' };
  return new Request(`http://hooks${message.url ?? ''}`, init);
}
