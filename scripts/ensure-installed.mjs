// Node built-ins only: this runs before anything is installed.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { takeFileLock } from './file-lock.mjs';

/**
 * Makes sure that node_modules holds what package-lock.json says and that the database client is generated from the
 * present schema. Says on standard error what it does; does nothing when all is there. Several may run at once.
 *
 * @param {string} root the project's folder
 */
export async function ensureInstalled(root) {
  if (isInstalled(root) && isGenerated(root)) return;
  const lock = await takeFileLock(path.join(root, '.install.lock'), {
    onWait: (holder) => say(`… another process (${holder}) is installing; waiting for it`),
    giveUpAfterMs: 30 * 60_000,
  });
  if (lock === null) throw new Error('Another process has been installing for half an hour.');
  try {
    if (!isInstalled(root)) {
      await inStep('installing packages (a minute or two the first time)', () => runNpmCi(root));
      writeFileSync(stampOf(root), digestOf([lockOf(root)]));
    }
    if (!isGenerated(root)) {
      await inStep('generating the database client', () => runPrismaGenerate(root));
      writeFileSync(clientStampOf(root), digestOf(schemasOf(root)));
    }
  } finally {
    lock.release();
  }
}

/** @param {string} root */
const lockOf = (root) => path.join(root, 'package-lock.json');
/** @param {string} root */
const stampOf = (root) => path.join(root, 'node_modules/.pipemend-installed');
/** @param {string} root */
const clientStampOf = (root) => path.join(root, 'lib/generated/.pipemend-generated');

/** @param {string} root */
function isInstalled(root) {
  const digest = digestOf([lockOf(root)]);
  if (readIfThere(stampOf(root)) === digest) return true;
  if (!agreesWithLock(root)) return false;
  writeFileSync(stampOf(root), digest);
  return true;
}

/**
 * Whether somebody ran `npm ci` or `npm install` by hand: npm then leaves a record of what it installed.
 *
 * @param {string} root
 */
function agreesWithLock(root) {
  const record = readIfThere(path.join(root, 'node_modules/.package-lock.json'));
  if (record === null) return false;
  const installed = JSON.parse(record).packages;
  const wanted = JSON.parse(readFileSync(lockOf(root), 'utf8')).packages;
  return Object.entries(wanted).every(([at, { version, optional }]) =>
    at === '' ? true : installed[at] === undefined ? optional === true : installed[at].version === version,
  );
}

/** @param {string} root */
function isGenerated(root) {
  const there = existsSync(path.join(root, 'lib/generated/prisma/client.ts'));
  return there && readIfThere(clientStampOf(root)) === digestOf(schemasOf(root));
}

/** @param {string} root */
function schemasOf(root) {
  const folder = path.join(root, 'prisma');
  const schemas = readdirSync(folder).filter((name) => name.endsWith('.prisma'));
  return [...schemas.sort().map((name) => path.join(folder, name)), lockOf(root)];
}

/** @param {string} root */
async function runNpmCi(root) {
  const [program, ...before] = findNpm();
  // Development packages are needed whatever NODE_ENV says. No package's install script is needed, so none runs.
  const args = [
    'ci',
    '--include=dev',
    '--include=optional',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--no-update-notifier',
  ];
  const cache = usableCache(root);
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(?:npm_(?:lifecycle|package|command)_?|INIT_CWD$)/i.test(name),
    ),
  );
  await run(program, [...before, ...args, ...(cache ? ['--cache', cache] : [])], root, env, 'npm ci');
}

/** @param {string} root */
function runPrismaGenerate(root) {
  const cli = path.join(root, 'node_modules/prisma/build/index.js');
  const env = { ...process.env, PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1' };
  return run(process.execPath, [cli, 'generate', '--no-hints'], root, env, 'prisma generate');
}

/**
 * npm as a program and its first arguments: the npm that runs us, else the one that came with Node.
 *
 * @returns {[string, ...string[]]}
 */
function findNpm() {
  const bin = path.dirname(process.execPath);
  const candidates = [
    process.env.npm_execpath,
    path.join(bin, 'node_modules/npm/bin/npm-cli.js'),
    path.join(bin, '../lib/node_modules/npm/bin/npm-cli.js'),
  ];
  const cli = candidates.find((file) => file !== undefined && /npm-cli\.js$/.test(file) && existsSync(file));
  return cli === undefined ? ['npm'] : [process.execPath, cli];
}

/**
 * npm stops where it cannot write to its cache, as in containers whose home folder is read-only.
 *
 * @param {string} root
 * @returns {string | null} a folder to name instead; null: npm's own will do
 */
function usableCache(root) {
  const own = process.env.npm_config_cache ?? path.join(os.homedir(), '.npm');
  try {
    mkdirSync(own, { recursive: true });
    accessSync(own, constants.W_OK);
    return null;
  } catch {
    // Whatever the failure, npm could not write there either.
    mkdirSync(path.join(root, '.data'), { recursive: true, mode: 0o700 });
    return path.join(root, '.data/npm-cache');
  }
}

/**
 * Runs a program, its output on standard error: standard output is for results.
 *
 * @param {string} program @param {readonly string[]} args @param {string} cwd
 * @param {NodeJS.ProcessEnv} env @param {string} name
 * @returns {Promise<void>}
 */
function run(program, args, cwd, env, name) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, stdio: ['ignore', 2, 2] });
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`${name} failed (${signal ?? `exit code ${code}`}); its output is above.`));
    });
  });
}

/** @param {readonly string[]} files */
function digestOf(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(path.basename(file)).update(readFileSync(file));
  return hash.digest('hex');
}

/** @param {string} file */
function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

/** @param {string} name @param {() => Promise<void>} work */
async function inStep(name, work) {
  const began = Date.now();
  say(`… ${name}`);
  const reminder = setInterval(() => say(`… ${name} (${Math.round((Date.now() - began) / 1000)} s)`), 15_000);
  try {
    await work();
    say(`✓ ${name} (${Math.round((Date.now() - began) / 1000)} s)`);
  } finally {
    clearInterval(reminder);
  }
}

/** @param {string} line */
function say(line) {
  process.stderr.write(`${line}\n`);
}
