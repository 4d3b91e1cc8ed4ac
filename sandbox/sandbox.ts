import type { Ci } from './ci/ci';
import type { GitHost } from './git/git-host';
import type { HookControl } from './hooks/hooks';
import type { Store } from './store/store';

/** What the parts of the sandbox know of each other. One object, made once in `start-sandbox.ts`. */
export interface Sandbox {
  readonly config: SandboxConfig;
  readonly clock: SandboxClock;
  readonly store: Store;
  readonly git: GitHost;
  readonly ci: Ci;
  readonly hooks: HookControl;
}

export interface SandboxConfig {
  /** Where people and clients reach it, without a trailing slash, e.g. `http://127.0.0.1:4180`. */
  readonly baseUrl: string;
  /** Folder for bare repositories, traces, artifacts, job checkouts and the saved state. */
  readonly dataDir: string;
  /** How many jobs run at the same time. */
  readonly concurrentJobs: number;
  /** Folders put in front of a job's PATH, so that node, eslint, prettier and tsc are found, as an image would offer them. */
  readonly toolPath: readonly string[];
}

/** The sandbox's own time: real time plus an offset that the control interface may move. */
export interface SandboxClock {
  now(): Date;
}
