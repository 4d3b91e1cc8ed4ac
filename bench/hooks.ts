import { fork } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

import { Pool } from 'undici';

import { createClient } from '@/lib/db/client';
import { createPool } from '@/lib/db/pool';
import { forgetEnv } from '@/lib/env';
import { seedProject } from '@/lib/operations/testing/seed-project';
import { startStack, type Stack } from '@/scripts/stack';

export interface HooksResult {
  /** Acknowledged a second, the middle one of the rounds. */
  readonly receiver: number;
  readonly bare: number;
  readonly ratio: number;
  readonly floor: number;
  readonly ok: boolean;
}

const floor = 0.3;
const senders = 16;
const rounds = 5;
const deliveries = 1_500;

/** A failed pipeline's webhook of a usual size: thirty jobs. Each is another pipeline's, and so an event of its own. */
function body(pipeline: number): string {
  const builds = Array.from({ length: 30 }, (_, index) => ({
    id: index,
    stage: 'test',
    name: `job ${index}`,
    status: 'success',
    created_at: '2026-01-01 00:00:00 UTC',
    started_at: '2026-01-01 00:00:10 UTC',
    when: 'on_success',
    allow_failure: false,
    user: { id: 1, name: 'A person', username: 'person', email: 'person@example.com' },
    runner: { id: 12, description: 'a runner', active: true, tags: ['linux', 'docker'] },
  }));
  return JSON.stringify({
    object_kind: 'pipeline',
    object_attributes: {
      id: pipeline,
      iid: pipeline,
      ref: 'main',
      sha: 'a'.repeat(40),
      source: 'push',
      status: 'failed',
      finished_at: '2026-01-01 00:05:00 UTC',
    },
    project: { id: 7, name: 'app', path_with_namespace: 'group/app' },
    commit: { id: 'a'.repeat(40), message: 'A change that was made for a reason\n', title: 'A change' },
    builds,
  });
}

let pipelines = 0;

/** Sends `deliveries` from `senders` at once over kept connections; gives how many a second were acknowledged. */
async function send(url: string, headers: () => Record<string, string>): Promise<number> {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections: senders, pipelining: 1 });
  const bodies = Array.from({ length: deliveries }, () => body((pipelines += 1)));
  const from = performance.now();
  await Promise.all(
    Array.from({ length: senders }, async () => {
      for (let text = bodies.pop(); text !== undefined; text = bodies.pop()) {
        const answer = await pool.request({
          path: pathname,
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers() },
          body: text,
        });
        await answer.body.dump();
        if (answer.statusCode !== 200) throw new Error(`A delivery was answered with ${answer.statusCode}.`);
      }
    }),
  );
  const seconds = (performance.now() - from) / 1000;
  await pool.close();
  return deliveries / seconds;
}

/** The receiver of a running stack against the least that could take a webhook, turn by turn on the same database. */
export async function benchHooks(
  stack: Pick<Stack, 'appUrl' | 'databaseUrl' | 'appEnvironment'>,
): Promise<HooksResult> {
  Object.assign(process.env, stack.appEnvironment);
  forgetEnv();
  const pool = createPool(stack.databaseUrl);
  const db = createClient(() => pool);
  const project = await seedProject(db);
  const bareServer = fork(
    fileURLToPath(new URL('./bare-hook-server.ts', import.meta.url)),
    [stack.databaseUrl],
    { silent: true },
  );
  try {
    const bareUrl = await new Promise<string>((resolve, reject) => {
      bareServer.stdout?.once('data', (line: Buffer) => resolve(line.toString('utf8').trim()));
      bareServer.once('exit', () => reject(new Error('The bare server did not start.')));
    });
    const toReceiver = () =>
      send(`${stack.appUrl}/api/webhooks/gitlab/${project.key}`, () => ({
        'x-gitlab-token': project.token,
        'idempotency-key': randomUUID(),
      }));
    const toBare = () => send(`${bareUrl}/`, () => ({}));
    await toReceiver();
    await toBare();
    const receiver: number[] = [];
    const bare: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      receiver.push(await toReceiver());
      bare.push(await toBare());
    }
    const kept = await db.delivery.count({ where: { projectId: project.id } });
    if (kept !== deliveries * (rounds + 1)) throw new Error(`${kept} deliveries were kept, not all of them.`);
    const ratio = middle(receiver) / middle(bare);
    return {
      receiver: Math.round(middle(receiver)),
      bare: Math.round(middle(bare)),
      ratio: Number(ratio.toFixed(2)),
      floor,
      ok: ratio >= floor,
    };
  } finally {
    bareServer.disconnect();
    await db.$disconnect();
    await pool.query('DROP TABLE IF EXISTS bench_hooks');
    await pool.end();
  }
}

function middle(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;
}

/** Takes events and does nothing with them: what is measured is the taking of webhooks, not what follows. */
async function startEventSink(): Promise<{ url: string; stop(): void }> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":200,"ids":[]}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function main(): Promise<void> {
  const sink = await startEventSink();
  const env = {
    INNGEST_BASE_URL: sink.url,
    INNGEST_EVENT_KEY: 'bench',
    INNGEST_SIGNING_KEY: `signkey-test-${randomBytes(16).toString('hex')}`,
  };
  const dataDir = '.data/bench-hooks';
  const stack = await startStack({ mode: 'production', dataDir, keep: false, env });
  try {
    const result = await benchHooks(stack);
    console.log(JSON.stringify({ name: 'webhooks acknowledged', ...result }));
    if (!result.ok) process.exitCode = 1;
  } finally {
    await stack.stop();
    sink.stop();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
