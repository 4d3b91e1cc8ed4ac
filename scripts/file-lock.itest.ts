import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { takeFileLock } from './file-lock.mjs';
import { runCommand } from './run-command';

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'pipemend-lock-'));
  file = path.join(folder, 'a.lock');
});

afterEach(() => rm(folder, { recursive: true }));

const notWaiting = { giveUpAfterMs: 0 };

describe('takeFileLock', () => {
  it('gives the lock to one, and to the next when it is released', async () => {
    const first = await takeFileLock(file);
    expect(await takeFileLock(file, notWaiting)).toBeNull();
    const waiting = takeFileLock(file);
    first?.release();
    (await waiting)?.release();
    expect(await takeFileLock(file, notWaiting)).not.toBeNull();
  });

  it('takes over from a dead process and from one that has been silent for long, not from a living one', async () => {
    await writeFile(file, `999999999 ${os.hostname()}`);
    (await takeFileLock(file, notWaiting))?.release();

    await writeFile(file, `${process.ppid} ${os.hostname()}`);
    expect(await takeFileLock(file, notWaiting)).toBeNull();
    await writeFile(file, '1 another-machine');
    expect(await takeFileLock(file, notWaiting)).toBeNull();
    const longAgo = new Date(Date.now() - 10 * 60_000);
    await utimes(file, longAgo, longAgo);
    expect(await takeFileLock(file, notWaiting)).not.toBeNull();
  });

  it('lets one process at a time in, also when all find the lock of a dead one', async () => {
    await writeFile(file, `999999999 ${os.hostname()}`);
    const counter = path.join(folder, 'counter');
    await writeFile(counter, '0');
    const source = JSON.stringify(path.join(import.meta.dirname, 'file-lock.mjs'));
    const program = `
      import { readFileSync, writeFileSync } from 'node:fs';
      import { takeFileLock } from ${source};
      for (let i = 0; i < 5; i += 1) {
        const lock = await takeFileLock(${JSON.stringify(file)});
        const before = Number(readFileSync(${JSON.stringify(counter)}, 'utf8'));
        await new Promise((resolve) => setTimeout(resolve, 1));
        writeFileSync(${JSON.stringify(counter)}, String(before + 1));
        lock.release();
      }`;
    const runs = await Promise.all(
      [1, 2, 3, 4].map(() => runCommand(['--input-type=module', '-e', program])),
    );
    expect(runs.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    expect(await readFile(counter, 'utf8')).toBe('20');
  });
});
