import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { findFreePort } from '@/scripts/find-free-port';
import { root } from '@/scripts/root';

let data: string;
let app: ChildProcess | null = null;
test.beforeEach(async () => {
  data = await mkdtemp(path.join(tmpdir(), 'pipemend-start-'));
});
test.afterEach(async () => {
  app?.kill('SIGKILL');
  await rm(data, { recursive: true, force: true });
});

function start(port: number, settings: Record<string, string>) {
  const { PATH, HOME } = process.env;
  const started = spawn(
    process.execPath,
    ['scripts/run.mjs', 'start', '--port', String(port), '--data', data],
    {
      cwd: root,
      env: { ...(PATH ? { PATH } : {}), ...(HOME ? { HOME } : {}), NODE_ENV: 'production', ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  app = started;
  let said = '';
  for (const stream of [started.stdout, started.stderr])
    stream.on('data', (text: Buffer) => (said += text.toString()));
  const ended = new Promise<number | null>((resolve) => started.once('exit', resolve));
  return { process: started, ended, said: () => said };
}

const settings = (port: number) => ({
  PIPEMEND_URL: `http://127.0.0.1:${port}`,
  PIPEMEND_SECRET_KEY: randomBytes(32).toString('base64'),
  NEXTAUTH_SECRET: randomBytes(32).toString('hex'),
});

test('without a database named, npm start serves the app on a PostgreSQL of its own and closes it at the end', async () => {
  const port = await findFreePort();
  const running = start(port, settings(port));
  const health = () =>
    fetch(`http://127.0.0.1:${port}/api/health`)
      .then(async (response) => (await response.json()) as { database?: string })
      .catch(() => null);
  await expect.poll(health, { timeout: 60_000 }).toMatchObject({ database: 'ok' });
  running.process.kill('SIGTERM');
  await running.ended;
  expect(running.said()).toContain('closing the database');
  expect(await health()).toBeNull();
});

test('a missing setting stops the start with one sentence that names it', async () => {
  const port = await findFreePort();
  const { NEXTAUTH_SECRET: _, ...incomplete } = settings(port);
  const running = start(port, incomplete);
  expect(await running.ended).toBe(1);
  expect(running.said().trim()).toMatch(/^NEXTAUTH_SECRET must [^\n]*\.$/);
});
