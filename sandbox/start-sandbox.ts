import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import path from 'node:path';

import { getRequestListener } from '@hono/node-server';

import type { Ci } from './ci/ci';
import { createCi } from './ci/create-ci';
import { createControl } from './control/create-control';
import type { GitHost } from './git/git-host';
import { Repositories } from './git/repositories';
import { serveGit } from './git/serve-git';
import { HookSender } from './hooks/hook-sender';
import type { HookControl } from './hooks/hooks';
import { createApi } from './http/create-api';
import { mergeWhenGreen } from './merge-requests/merge-when-green';
import type { Sandbox, SandboxClock, SandboxConfig } from './sandbox';
import { seedDefaults } from './seed/seed-defaults';
import { SavedState } from './store/saved-state';
import { Store } from './store/store';

export interface StartOptions {
  dataDir: string;
  /** 0 or left out: a free one. */
  port?: number;
  controlPort?: number;
  concurrentJobs?: number;
  toolPath?: readonly string[];
}

export interface RunningSandbox {
  baseUrl: string;
  controlUrl: string;
  /** For tests in the same process that must look inside; everyone else talks HTTP. */
  sandbox: Sandbox;
  stop(): Promise<void>;
}

/** Starts a GitLab in small on 127.0.0.1, with what an earlier one left in `dataDir`. */
export async function startSandbox(options: StartOptions): Promise<RunningSandbox> {
  const dataDir = path.resolve(options.dataDir);
  await mkdir(dataDir, { recursive: true });
  const store = new Store();
  const saved = new SavedState(store, dataDir);
  await saved.load();

  const front = createServer();
  const control = createServer();
  const baseUrl = await listen(front, options.port ?? 0);
  const controlUrl = await listen(control, options.controlPort ?? 0);
  const parts = new Parts(store, {
    baseUrl,
    dataDir,
    concurrentJobs: options.concurrentJobs ?? 2,
    toolPath: options.toolPath ?? [],
  });
  seedDefaults(parts);
  mergeWhenGreen(parts);
  const answer = getRequestListener(createApi(parts).fetch, { overrideGlobalObjects: false });
  const listener: RequestListener = (request, response) => {
    if (!serveGit(parts, request, response)) void answer(request, response);
  };
  front.on('request', listener);
  const answerControl = getRequestListener(createControl(parts).fetch, { overrideGlobalObjects: false });
  control.on('request', (request, response) => void answerControl(request, response));

  const stop = async (): Promise<void> => {
    await Promise.all([close(front), close(control)]);
    await parts.ci.stop();
    await parts.hooks.stop();
    await saved.close();
  };
  return { baseUrl, controlUrl, sandbox: parts, stop };
}

/** Hands the parts one another; none of them uses the others before all are there. */
class Parts implements Sandbox {
  readonly clock: SandboxClock;
  readonly git: GitHost;
  readonly ci: Ci;
  readonly hooks: HookControl;

  constructor(
    readonly store: Store,
    readonly config: SandboxConfig,
  ) {
    this.clock = { now: () => new Date(Date.now() + store.clockOffsetMs) };
    this.git = new Repositories(this);
    this.hooks = new HookSender(this);
    this.ci = createCi(this);
  }
}

function listen(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      if (typeof address !== 'object' || address === null) return reject(new Error('the server has no port'));
      resolve(`http://127.0.0.1:${address.port}`);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
