import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { childEnvironment, environment } from './environment';

let folder: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sandbox-main-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

function run(args: string[]): ChildProcess {
  const child = spawn(process.execPath, args, {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: childEnvironment({ PATH: environment.path }),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  return child;
}

async function firstLine(child: ChildProcess): Promise<Record<string, unknown>> {
  let text = '';
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk);
    if (text.includes('\n')) break;
  }
  return JSON.parse(text) as Record<string, unknown>;
}

const start = (...more: string[]): ChildProcess =>
  run(['--import', 'tsx', 'sandbox/main.ts', '--data-dir', path.join(folder, 'data'), ...more]);

describe('the process', () => {
  it('says where it is in one line and ends cleanly when asked', async () => {
    const child = start();
    const { baseUrl, controlUrl, pid } = await firstLine(child);
    expect(pid).toBe(child.pid);
    expect((await fetch(`${String(controlUrl)}/health`)).status).toBe(200);
    expect((await fetch(`${String(baseUrl)}/users/sign_in`)).status).toBe(200);
    child.kill('SIGTERM');
    const [code] = (await once(child, 'exit')) as [number | null];
    expect(code).toBe(0);
  });

  it('ends when its parent is gone', async () => {
    const parent = run(['-e', 'setInterval(() => {}, 1000)']);
    const child = start('--parent-pid', String(parent.pid));
    await firstLine(child);
    const ended = once(child, 'exit');
    parent.kill('SIGKILL');
    const [code] = (await ended) as [number | null];
    expect(code).toBe(0);
  });

  it('names an option it cannot use', async () => {
    const child = start('--port', 'many');
    const [code] = (await once(child, 'exit')) as [number | null];
    expect(code).toBe(1);
  });
});
