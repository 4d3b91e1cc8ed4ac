import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, expect, it } from 'vitest';

import { root } from './root';
import { runCommand } from './run-command';

const door = path.join(root, 'scripts/run.mjs');
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'pipemend-run-'));
});

afterEach(() => rm(folder, { recursive: true }));

it.each(['18.20.4', '20.18.3', '12.22.12'])(
  'tells Node %s in one sentence that it is too old',
  async (version) => {
    const pretend = path.join(folder, 'pretend.cjs');
    await writeFile(
      pretend,
      `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });`,
    );
    const { code, output } = await runCommand(['--require', pretend, door, 'demo']);
    expect(code).toBe(1);
    expect(output).toBe(`Pipemend needs Node 20.19 or newer; this is Node ${version}.\n`);
  },
);

it.each([['../outside'], ['no-such-script'], ['']])('refuses to run %j', async (name) => {
  const { code, output } = await runCommand([door, name]);
  expect(code).toBe(1);
  expect(output).toMatch(/^(?:There is no script |Name one of the scripts).*\n$/);
});
