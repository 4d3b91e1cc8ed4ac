import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';

import { chromium } from '@playwright/test';
import { z } from 'zod';

import { root } from '../root';
import { runCommand } from '../run-command';
import { progress } from '../stack/progress';

export interface Chromium {
  readonly path: string;
  /** What its process needs in its environment. */
  readonly env: Readonly<Record<string, string>>;
}

/** The last resort: Chromium as an npm package, for machines with neither a browser nor a way to install one. */
const packaged = '@sparticuz/chromium@147.0.0';

/**
 * A Chromium that starts: the one named by CHROMIUM_PATH, Playwright's, the system's, else one that is installed now
 * by Playwright, by apt-get (as root on Debian) or from npm. Throws when none can be had.
 */
export async function findChromium(): Promise<Chromium> {
  return (await findInstalled()) ?? (await install()) ?? raiseNone();
}

async function findInstalled(): Promise<Chromium | null> {
  const candidates = [
    process.env.CHROMIUM_PATH,
    chromium.executablePath(),
    ...[
      '/usr/bin/chromium',
      '/usr/bin/chromium-browser',
      '/usr/bin/google-chrome',
      '/usr/bin/google-chrome-stable',
    ],
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ];
  for (const candidate of candidates) {
    if (candidate && (await starts({ path: candidate, env: {} }))) return { path: candidate, env: {} };
  }
  return null;
}

async function starts({ path: program, env }: Chromium): Promise<boolean> {
  if (!existsSync(program)) return false;
  return (await runCommand(['--version'], { program, env })).code === 0;
}

async function install(): Promise<Chromium | null> {
  progress('… no Chromium here: asking Playwright for one');
  await runCommand([path.join(root, 'node_modules/@playwright/test/cli.js'), 'install', 'chromium']);
  const fromPlaywright = await findInstalled();
  if (fromPlaywright) return fromPlaywright;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    progress('… no Chromium here: asking apt-get for one');
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await runCommand(['update', '-qq'], { program: '/usr/bin/apt-get', env });
    const packages = ['chromium', 'fonts-liberation', 'fonts-noto-color-emoji'];
    await runCommand(['install', '-y', '-qq', '--no-install-recommends', ...packages], {
      program: '/usr/bin/apt-get',
      env,
    });
    const fromSystem = await findInstalled();
    if (fromSystem) return fromSystem;
  }
  return installPackaged();
}

const unpackedPlaces = z.object({ program: z.string(), libraries: z.string() });

async function installPackaged(): Promise<Chromium | null> {
  const folder = path.join(root, '.data/chromium');
  const found = path.join(folder, 'node_modules/@sparticuz/chromium');
  if (!existsSync(found)) {
    progress(`… no Chromium here: asking npm for ${packaged}`);
    const npm = process.env.npm_execpath;
    const args = ['install', '--prefix', folder, '--no-audit', '--no-fund', '--ignore-scripts', packaged];
    await (npm ? runCommand([npm, ...args]) : runCommand(args, { program: 'npm' }));
  }
  if (!existsSync(found)) return null;
  const unpacked = path.join(folder, 'unpacked');
  await mkdir(unpacked, { recursive: true });
  const { code, output } = await runCommand([path.join(import.meta.dirname, 'unpack-chromium.mjs'), found], {
    env: { TMPDIR: unpacked },
  });
  if (code !== 0) return null;
  const { program, libraries } = unpackedPlaces.parse(JSON.parse(output));
  // Its own libraries only where the system lacks them: they may not fit the system's others.
  for (const env of [{}, { LD_LIBRARY_PATH: libraries }]) {
    if (await starts({ path: program, env })) return { path: program, env };
  }
  return null;
}

function raiseNone(): never {
  throw new Error('No Chromium was found or could be installed; name one in CHROMIUM_PATH.');
}
