import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

import { expect, it, vi } from 'vitest';

import { isAlive } from '../is-alive.mjs';
import { root } from '../root';
import { Supervisor } from './supervisor';

const stubborn = `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000);`;
/** A process that ignores SIGTERM and has a child in its group that does so too; prints both numbers. */
const family = `
  const child = require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(stubborn)}]);
  console.log(process.pid, child.pid);
  ${stubborn}`;

const settled = (pids: readonly number[]) =>
  vi.waitUntil(() => !pids.some((pid) => isAlive(pid)), { timeout: 30_000, interval: 50 });

async function firstLine(stream: NodeJS.ReadableStream | null): Promise<string> {
  if (!stream) throw new Error('There is no output to read.');
  for await (const line of createInterface({ input: stream })) return line;
  throw new Error('It ended without a word.');
}

it('ends a process with everything it started, at once if asked', async () => {
  const supervisor = new Supervisor();
  const options = {
    cwd: root,
    env: { NODE_ENV: 'test' as const },
    stdio: ['ignore', 'pipe', 'inherit'] as const,
  };
  const running = await supervisor.start(process.execPath, ['-e', family], {
    ...options,
    stdio: [...options.stdio],
  });
  const pids = (await firstLine(running.child.stdout)).split(' ').map(Number);
  expect(pids.every((pid) => isAlive(pid))).toBe(true);
  await running.kill();
  await settled(pids);
  expect(await running.ended).toMatchObject({ signal: 'SIGKILL' });
  supervisor.close();
});

it('ends what it started when its own process is killed', async () => {
  const program = `
    import { Supervisor } from ${JSON.stringify(new URL('./supervisor.ts', import.meta.url).href)};
    const running = await new Supervisor().start(process.execPath, ['-e', ${JSON.stringify(family)}], {
      cwd: '/', env: {}, stdio: ['ignore', 'inherit', 'inherit'],
    });
    setInterval(() => running, 1000);`;
  const parent = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const pids = (await firstLine(parent.stdout)).split(' ').map(Number);
  expect(pids.every((pid) => isAlive(pid))).toBe(true);
  parent.kill('SIGKILL');
  await settled(pids);
});
