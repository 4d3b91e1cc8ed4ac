import type pg from 'pg';

/** A `serve()` handler of the Inngest SDK: takes a web Request and answers it. */
export type ServeHandler = (request: Request) => Promise<Response>;

/** Milliseconds to wait after an attempt (counted from 0) failed; `random` is from 0 to 1. */
export type RetryDelay = (attempt: number, random: number) => number;

export interface EngineLog {
  info(details: Record<string, unknown>, message: string): void;
  warn(details: Record<string, unknown>, message: string): void;
  error(details: Record<string, unknown>, message: string): void;
}

export interface EngineOptions {
  readonly pool: pg.Pool;
  /** Where to LISTEN: a connection of its own, outside the pool. */
  readonly databaseUrl: string;
  /** The handler to call now. Asked before every call, so that a development server may exchange it. */
  readonly handler: () => ServeHandler | Promise<ServeHandler>;
  readonly log: EngineLog;
  /** Calls that this process runs at the same time. */
  readonly maxCalls?: number;
  /** How long a call stays ours without a sign of life of this process. */
  readonly leaseMs?: number;
  /** How often to look for work that no notification announced. */
  readonly pollMs?: number;
  /** A call that has not answered by then counts as failed. */
  readonly callTimeoutMs?: number;
  readonly retryDelay?: RetryDelay;
  /** How long ended runs and delivered events are kept. */
  readonly retentionMs?: number;
}

/** The limits of one run. */
export const limits = {
  steps: 1_000,
  stepBytes: 4 * 1024 * 1024,
  runBytes: 32 * 1024 * 1024,
  eventBytes: 3 * 1024 * 1024,
} as const;
