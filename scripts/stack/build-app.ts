import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { nullFor } from '../error-code.mjs';
import { takeFileLock } from '../file-lock.mjs';
import { root } from '../root';
import { baseEnvironment } from './base-environment';
import { inStep } from './progress';

/** What the build is made from. Tests are left out; the generated client follows from prisma/. */
const inputs = [
  ...['app', 'components', 'inngest', 'lib', 'prisma', 'public'],
  ...[
    'instrumentation.ts',
    'proxy.ts',
    'next.config.mjs',
    'postcss.config.mjs',
    'tsconfig.json',
    'package-lock.json',
  ],
];
const isLeftOut = (name: string) =>
  /\.(?:i?test\.tsx?|itest\.tsx?)$/.test(name) || ['generated', 'testing'].includes(name);

/** Runs `next build` unless the last build was made from the same files. Throws with the end of its output. */
export async function buildApp(): Promise<void> {
  const stamp = path.join(root, '.next/pipemend-inputs');
  const lock = await takeFileLock(path.join(root, '.data/build.lock'));
  if (lock === null) throw new Error('Another process has been building the app for a quarter of an hour.');
  try {
    const wanted = await hashInputs();
    const isBuilt = existsSync(path.join(root, '.next/BUILD_ID'));
    const built = isBuilt ? await readFile(stamp, 'utf8').catch(() => null) : null; // no stamp: not by us
    if (built === wanted) return;
    await rm(stamp, { force: true });
    await inStep('building the app', runBuild);
    await writeFile(stamp, wanted);
  } finally {
    lock.release();
  }
}

async function hashInputs(): Promise<string> {
  const hash = createHash('sha256').update(process.version);
  for (const input of inputs) await addTo(hash, path.join(root, input));
  return hash.digest('hex');
}

async function addTo(hash: ReturnType<typeof createHash>, at: string): Promise<void> {
  if (!existsSync(at)) return;
  const entries = await readdir(at, { withFileTypes: true }).catch(nullFor('ENOTDIR'));
  if (entries === null) {
    hash.update(`${path.relative(root, at)}\0`).update(await readFile(at));
    return;
  }
  for (const name of entries.map((entry) => entry.name).sort()) {
    if (!isLeftOut(name)) await addTo(hash, path.join(at, name));
  }
}

async function runBuild(): Promise<void> {
  const child = spawn(process.execPath, [path.join(root, 'node_modules/next/dist/bin/next'), 'build'], {
    cwd: root,
    env: baseEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output = (output + text).slice(-20_000)));
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`next build failed:\n${output}`);
}
