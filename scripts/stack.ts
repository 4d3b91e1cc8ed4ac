import { mkdir, realpath, rm } from 'node:fs/promises';
import path from 'node:path';

import { providerIdOf } from '@/lib/operations/list-instances';
import { type Database, startDatabase } from './database/start-database';
import { stopPostgresIn } from './database/postgres-server';
import { takeFileLock } from './file-lock.mjs';
import { findFreePort } from './find-free-port';
import { AppProcess } from './stack/app-process';
import { buildApp } from './stack/build-app';
import { readKeptValues, writeKeptValues } from './stack/kept-values';
import { inStep, progress } from './stack/progress';
import { registerOauthApplication } from './stack/register-oauth-application';
import { type SandboxProcess, startSandboxProcess } from './stack/start-sandbox-process';
import { Supervisor } from './stack/supervisor';

export interface StackOptions {
  /** `production`: built and served as people run it. `development`: with hot reload. */
  readonly mode: 'production' | 'development';
  /** Holds everything that the stack keeps: database, sandbox, secrets, logs. One stack a folder. */
  readonly dataDir: string;
  /** False: the folder is emptied first. True (so it is by itself): goes on with what is there. */
  readonly keep?: boolean;
  /** Settings of the app beside or instead of those made here; `DATABASE_URL` names a database of one's own. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface Stack {
  readonly appUrl: string;
  readonly sandboxUrl: string;
  readonly sandboxControlUrl: string;
  readonly databaseUrl: string;
  /** The settings that the app was started with, for a process that opens its operations beside it. */
  readonly appEnvironment: Readonly<Record<string, string>>;
  /** Stops the app in good order and starts it again, at the same address. */
  restartApp(): Promise<void>;
  /** Ends the app at once (SIGKILL). `restartApp()` brings it back. */
  killApp(): Promise<void>;
  /** Ends everything that was started. May be called more than once. */
  stop(): Promise<void>;
}

/** The path that GitLab sends people back to after they signed in. */
function oauthCallbackPath(gitlabUrl: string): string {
  return `/api/auth/callback/${providerIdOf(gitlabUrl)}`;
}

/**
 * Starts database, sandbox GitLab and app, and waits until the app is healthy. Says on standard error what it does.
 * Everything ends with `stop()`, with SIGINT, SIGTERM or SIGHUP, and when this process dies. Throws, with nothing
 * left running, when a part does not start.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  await mkdir(options.dataDir, { recursive: true, mode: 0o700 });
  const dataDir = await realpath(options.dataDir);
  const lock = await takeFileLock(path.join(dataDir, 'stack.lock'), { giveUpAfterMs: 5_000 });
  if (lock === null) throw new Error(`Pipemend is running in ${dataDir} already.`);
  const supervisor = new Supervisor();
  const stops: (() => Promise<void>)[] = [];
  let stopping: Promise<void> | null = null;
  const stop = () => (stopping ??= stopAll());
  const stopAll = async () => {
    for (const signal of endingSignals) process.off(signal, onSignal);
    // In the reverse order of their start; one that does not end must not keep the others.
    const failures: unknown[] = [];
    for (const end of stops.reverse()) await end().catch((error: unknown) => failures.push(error));
    supervisor.close();
    lock.release();
    if (failures.length > 0) throw new AggregateError(failures, 'Not everything could be stopped.');
  };
  const onSignal = (signal: NodeJS.Signals) => {
    progress('… stopping');
    stop()
      .catch((error: unknown) => {
        progress(String(error));
      })
      .finally(() => process.kill(process.pid, signal));
  };
  for (const signal of endingSignals) process.once(signal, onSignal);
  try {
    return await startParts({ ...options, dataDir }, supervisor, stops, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

const endingSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

async function startParts(
  options: StackOptions,
  supervisor: Supervisor,
  stops: (() => Promise<void>)[],
  stop: () => Promise<void>,
): Promise<Stack> {
  const { dataDir, mode } = options;
  if (options.keep === false) await emptyData(dataDir);
  const kept = await readKeptValues(dataDir);
  const ports = {
    appPort: await findFreePort(kept.appPort),
    sandboxPort: await findFreePort(kept.sandboxPort),
    controlPort: await findFreePort(kept.controlPort),
  };
  // Each part is noted for `stop` as soon as it runs, even when another one fails meanwhile.
  const [database, sandbox] = await allOrFirstError([
    inStep('starting the database', async () => noteDatabase(await openDatabase(options), supervisor, stops)),
    inStep('starting the sandbox GitLab', async () => {
      const started = await startSandboxProcess(supervisor, {
        dataDir,
        port: ports.sandboxPort,
        controlPort: ports.controlPort,
      });
      stops.push(() => started.process.stop());
      return started;
    }),
    mode === 'production' ? buildApp() : Promise.resolve(),
  ]);
  const appUrl = `http://127.0.0.1:${ports.appPort}`;
  const oauthApplication = await registerOauthApplication(
    kept,
    sandbox,
    appUrl + oauthCallbackPath(sandbox.baseUrl),
  );
  await writeKeptValues(dataDir, { ...kept, ...ports, oauthApplication });
  const appEnvironment = {
    PIPEMEND_URL: appUrl,
    PIPEMEND_SECRET_KEY: kept.secretKey,
    NEXTAUTH_SECRET: kept.nextAuthSecret,
    NEXTAUTH_URL: appUrl,
    PIPEMEND_GITLAB_URL: sandbox.baseUrl,
    PIPEMEND_GITLAB_CLIENT_ID: oauthApplication.clientId,
    PIPEMEND_GITLAB_CLIENT_SECRET: oauthApplication.clientSecret,
    PIPEMEND_ALLOW_PRIVATE_NETWORKS: '127.0.0.0/8',
    ...options.env,
    DATABASE_URL: database.url,
  };
  const app = new AppProcess(supervisor, { mode, port: ports.appPort, dataDir, env: appEnvironment });
  stops.push(() => app.stop());
  await inStep('starting the app', () => app.start());
  return describeStack(app, database, sandbox, appEnvironment, stop);
}

function describeStack(
  app: AppProcess,
  database: Database,
  sandbox: SandboxProcess,
  appEnvironment: Stack['appEnvironment'],
  stop: Stack['stop'],
): Stack {
  return {
    appUrl: app.url,
    sandboxUrl: sandbox.baseUrl,
    sandboxControlUrl: sandbox.controlUrl,
    databaseUrl: database.url,
    appEnvironment,
    restartApp: async () => {
      await app.stop();
      await app.start();
    },
    killApp: () => app.kill(),
    stop,
  };
}

function openDatabase(options: StackOptions): Promise<Database> {
  return startDatabase({
    dataDir: options.dataDir,
    url: options.env?.DATABASE_URL ?? process.env.DATABASE_URL,
  });
}

function noteDatabase(database: Database, supervisor: Supervisor, stops: (() => Promise<void>)[]): Database {
  const { pid } = database;
  if (pid !== null) supervisor.watch(pid, { group: false, signal: 'SIGINT' });
  // The database goes last, whatever was started first.
  stops.unshift(async () => {
    await database.stop();
    if (pid !== null) supervisor.forget(pid);
  });
  return database;
}

async function emptyData(dataDir: string): Promise<void> {
  await stopPostgresIn(dataDir);
  const own = ['postgres', 'postgres.password', 'postgres.port', 'postgres.log', 'sandbox', 'stack.json'];
  for (const name of [...own, 'app.log', 'sandbox.log']) {
    await rm(path.join(dataDir, name), { recursive: true, force: true });
  }
}

/** Like `Promise.all`, but waits for all to settle, so that none is still starting when the first error is met. */
async function allOrFirstError<T extends readonly unknown[]>(work: {
  readonly [K in keyof T]: Promise<T[K]>;
}) {
  await Promise.allSettled(work);
  return Promise.all(work);
}
