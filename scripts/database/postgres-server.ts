import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, open, readFile, readlink, realpath, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import pg from 'pg';

import { nullFor } from '../error-code.mjs';
import { takeFileLock } from '../file-lock.mjs';
import { findFreePort } from '../find-free-port';
import { isAlive } from '../is-alive.mjs';
import { findPostgresBinaries, type PostgresBinaries } from './postgres-binaries';

export interface PostgresServer {
  /** False: it was running already. */
  readonly started: boolean;
  readonly pid: number;
  urlOf(database: string): string;
  /** Ends the server, whoever started it, and waits until it is gone. */
  stop(): Promise<void>;
}

export interface PostgresServerOptions {
  /** Holds `postgres/` (the data) and beside it its password, port and log. */
  readonly dataDir: string;
  /** Server settings, as for `postgres -c name=value`. */
  readonly settings?: Readonly<Record<string, string>>;
}

interface Place {
  readonly data: string;
  readonly passwordFile: string;
  readonly portFile: string;
  readonly logFile: string;
}

interface Running {
  readonly pid: number;
  readonly port: number;
}

const startMs = 60_000;

/**
 * Starts the PostgreSQL whose data lies in the folder, made new where there is none, or finds it running.
 * It listens on 127.0.0.1 alone, asks for a password, and outlives this process unless it is stopped.
 * Several processes may call this at once. After a crash it recovers by itself. Throws when it cannot be started.
 */
export async function startPostgres(options: PostgresServerOptions): Promise<PostgresServer> {
  await mkdir(options.dataDir, { recursive: true, mode: 0o700 });
  const dataDir = await realpath(options.dataDir);
  const place: Place = {
    data: path.join(dataDir, 'postgres'),
    passwordFile: path.join(dataDir, 'postgres.password'),
    portFile: path.join(dataDir, 'postgres.port'),
    logFile: path.join(dataDir, 'postgres.log'),
  };
  const lock = await takeFileLock(path.join(dataDir, 'postgres.lock'), { giveUpAfterMs: 3 * startMs });
  if (lock === null)
    throw new Error(`Another process has been starting PostgreSQL in ${dataDir} for minutes.`);
  try {
    const password = await readPassword(place);
    const found = await findRunning(place, password);
    if (found) return describeServer(place, password, found, false);
    const binaries = await findPostgresBinaries();
    if (!existsSync(path.join(place.data, 'PG_VERSION'))) await initialise(place, binaries, password);
    const running = await startUntilItAnswers(place, binaries, password, options.settings ?? {});
    return describeServer(place, password, running, true);
  } finally {
    lock.release();
  }
}

/** Ends the server that runs on the folder's data, if one does, e.g. before the folder is removed. */
export async function stopPostgresIn(dataDir: string): Promise<void> {
  const data = path.join(await realpath(dataDir), 'postgres');
  const running = await readPidFile(data);
  if (running !== null) await stopPostgres(data, running.pid);
}

function describeServer(place: Place, password: string, running: Running, started: boolean): PostgresServer {
  return {
    started,
    pid: running.pid,
    urlOf: (database) => urlOf(password, running.port, database),
    stop: () => stopPostgres(place.data, running.pid),
  };
}

const urlOf = (password: string, port: number, database: string) =>
  `postgresql://postgres:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`;

async function readPassword(place: Place): Promise<string> {
  const kept = await readFile(place.passwordFile, 'utf8').catch(nullFor('ENOENT'));
  if (kept?.trim()) return kept.trim();
  const password = randomBytes(24).toString('base64url');
  await writeFile(place.passwordFile, `${password}\n`, { mode: 0o600 });
  return password;
}

/** The postmaster that serves this folder, if it lives and answers with our password; waits while it is starting. */
async function findRunning(place: Place, password: string): Promise<Running | null> {
  const giveUpAt = Date.now() + startMs;
  while (Date.now() < giveUpAt) {
    const running = await readPidFile(place.data);
    if (running === null || !(await servesFolder(running.pid, place.data))) return null;
    if (await answers(urlOf(password, running.port, 'postgres'))) return running;
    await sleep(100);
  }
  return null;
}

async function readPidFile(data: string): Promise<Running | null> {
  const text = await readFile(path.join(data, 'postmaster.pid'), 'utf8').catch(nullFor('ENOENT'));
  const lines = text?.split('\n') ?? [];
  const running = { pid: Number(lines[0]), port: Number(lines[3]) };
  return running.pid > 0 && running.port > 0 ? running : null;
}

/**
 * Whether the process is the folder's postmaster: after a crash its number may have gone to another process.
 * A postmaster works in its data folder, which only Linux shows; elsewhere a living process counts.
 */
async function servesFolder(pid: number, data: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (process.platform !== 'linux') return true;
  const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => null); // another account's process, or a dead one
  return cwd === data;
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined); // a cut after the answer changes nothing
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false; // not yet, or not ours: the caller knows which
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Makes the data folder under another name first, so that one half made is never taken for whole.
 * A root process hands folder and password to the other account as open descriptors: that account may not be able
 * to enter the folders above them.
 */
async function initialise(place: Place, binaries: PostgresBinaries, password: string): Promise<void> {
  const half = `${place.data}.new`;
  const passwordCopy = `${place.data}.new.password`;
  await rm(half, { recursive: true, force: true });
  await rm(passwordCopy, { force: true });
  await mkdir(half, { mode: 0o700 });
  await writeFile(passwordCopy, `${password}\n`, { mode: 0o600 });
  if (binaries.account) {
    await chown(half, binaries.account.uid, binaries.account.gid);
    await chown(passwordCopy, binaries.account.uid, binaries.account.gid);
  }
  const child = await spawnIn(binaries.initdb, half, passwordCopy, place.logFile, binaries, (data, file) => [
    ...['-D', data, '-U', 'postgres', '-A', 'scram-sha-256', '--pwfile', file],
    ...['-E', 'UTF8', '--locale=C', '--no-sync'],
  ]);
  const code = await exitOf(child);
  await rm(passwordCopy, { force: true });
  if (code !== 0) throw new Error(`PostgreSQL could not make its data folder:\n${await endOfLog(place)}`);
  await rename(half, place.data);
}

async function startUntilItAnswers(
  place: Place,
  binaries: PostgresBinaries,
  password: string,
  settings: Readonly<Record<string, string>>,
): Promise<Running> {
  const giveUpAt = Date.now() + startMs;
  let port = await rememberedPort(place);
  do {
    await removeStalePidFile(place);
    port = await findFreePort(port);
    await writeFile(place.portFile, `${port}\n`);
    const child = await spawnIn(binaries.postgres, place.data, null, place.logFile, binaries, (data) => [
      ...['-D', data, '-p', String(port)],
      ...['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ]);
    child.unref();
    const ended = exitOf(child);
    while (Date.now() < giveUpAt) {
      if (child.pid !== undefined && (await answers(urlOf(password, port, 'postgres'))))
        return { pid: child.pid, port };
      if ((await Promise.race([ended, sleep(50, 'running' as const)])) !== 'running') break;
    }
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGINT');
    // It ended by itself: a server killed just now is not reaped yet, or the port was taken meanwhile.
    port = 0;
    await sleep(250);
  } while (Date.now() < giveUpAt);
  throw new Error(`PostgreSQL did not start within ${startMs / 1000} s:\n${await endOfLog(place)}`);
}

async function rememberedPort(place: Place): Promise<number> {
  const port = Number(await readFile(place.portFile, 'utf8').catch(nullFor('ENOENT')));
  return Number.isSafeInteger(port) && port > 0 && port < 65_536 ? port : 0;
}

/** PostgreSQL itself keeps a pid file whose number belongs to any living process of its account. */
async function removeStalePidFile(place: Place): Promise<void> {
  const running = await readPidFile(place.data);
  if (process.platform !== 'linux' || running === null || (await servesFolder(running.pid, place.data)))
    return;
  await rm(path.join(place.data, 'postmaster.pid'), { force: true });
}

/** Spawns a program whose data folder, and maybe a file, are named by arguments that the program can open. */
async function spawnIn(
  program: string,
  data: string,
  file: string | null,
  logFile: string,
  { account }: PostgresBinaries,
  argumentsFor: (data: string, file: string) => string[],
): Promise<ChildProcess> {
  const byDescriptor = account !== null && existsSync('/proc/self/fd');
  const log = await open(logFile, 'a', 0o600);
  const opened = byDescriptor
    ? await Promise.all([data, ...(file ? [file] : [])].map((name) => open(name, 'r')))
    : [];
  try {
    return spawn(
      program,
      byDescriptor ? argumentsFor('/proc/self/fd/3', '/proc/self/fd/4') : argumentsFor(data, file ?? ''),
      {
        cwd: '/',
        env: { NODE_ENV: 'production', PATH: process.env.PATH, ...windowsEnvironment(), LC_ALL: 'C' },
        detached: true,
        stdio: ['ignore', log.fd, log.fd, ...opened.map(({ fd }) => fd)],
        ...account,
      },
    );
  } finally {
    await Promise.all([log, ...opened].map((handle) => handle.close()));
  }
}

/** Programs on Windows need to know where the system is; elsewhere they need nothing of ours. */
function windowsEnvironment(): Readonly<Record<string, string | undefined>> {
  return process.platform === 'win32' ? { SystemRoot: process.env.SystemRoot } : {};
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      resolve(code);
    });
  });
}

/** Fast shutdown; when that takes too long, immediate (the next start then recovers). */
async function stopPostgres(data: string, pid: number): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (!(await servesFolder(pid, data))) return;
    process.kill(pid, signal);
    const giveUpAt = Date.now() + 15_000;
    while (Date.now() < giveUpAt) {
      if (!(await servesFolder(pid, data))) return;
      await sleep(50);
    }
  }
}

async function endOfLog(place: Place): Promise<string> {
  return (await readFile(place.logFile, 'utf8').catch(() => '')).slice(-2_000);
}
