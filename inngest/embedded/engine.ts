import { randomInt } from 'node:crypto';

import { engineChannel } from './accept-events';
import { claimCalls } from './claim-calls';
import { EventDelivery } from './deliver-events';
import type { EngineOptions, ServeHandler } from './engine-options';
import { fireTimers, planCrons } from './fire-timers';
import { reclaimCalls, releaseLeases, renewLeases, showOwner } from './leases';
import { listen, type Listener } from './listener';
import { prune } from './prune';
import { readRegistry, type Registry } from './registry';
import { runCalls, type CallRunner } from './run-calls';
import { survey } from './survey';

export interface Engine {
  /** Takes no new calls, waits up to `graceMs` for those that run, and hands back what is left. */
  stop(graceMs?: number): Promise<void>;
}

const defaults = { maxCalls: 20, leaseMs: 10_000, pollMs: 1_000, retentionMs: 7 * 86_400_000 } as const;
const pruneEveryMs = 3_600_000;

/**
 * Runs the functions of a `serve()` handler in this process, with their state in PostgreSQL. Several
 * processes may do so on one database. Rejects where a function is configured in a way it cannot honour.
 */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const engine = new EmbeddedEngine(options);
  await engine.start();
  return engine;
}

class EmbeddedEngine implements Engine, CallRunner {
  readonly owner = randomInt(1, 2 ** 31 - 1);
  readonly leaseMs: number;
  readonly held = new Set<string>();
  private readonly maxCalls: number;
  private readonly pollMs: number;
  private readonly delivery: EventDelivery;
  private readonly running = new Set<Promise<void>>();
  private synced: { readonly handler: ServeHandler; readonly registry: Registry } | undefined;
  private listener: Listener | undefined;
  private heartbeat: NodeJS.Timeout | undefined;
  private loop: Promise<void> | undefined;
  private stopping: Promise<void> | undefined;
  private stopped = false;
  private hasWork = false;
  private wakeLoop: (() => void) | undefined;
  private pruneAt = 0;

  constructor(readonly options: EngineOptions) {
    this.leaseMs = options.leaseMs ?? defaults.leaseMs;
    this.maxCalls = options.maxCalls ?? defaults.maxCalls;
    this.pollMs = options.pollMs ?? defaults.pollMs;
    this.delivery = new EventDelivery(options.pool, options.log);
  }

  async start(): Promise<void> {
    await this.handler();
    this.listener = listen({
      databaseUrl: this.options.databaseUrl,
      channel: engineChannel,
      log: this.options.log,
      onNotify: () => this.wake(),
      onConnect: (client) => showOwner(client, this.owner),
    });
    this.heartbeat = setInterval(() => void this.beat(), this.leaseMs / 10);
    this.loop = this.run();
  }

  registry(): Registry {
    if (this.synced === undefined) throw new Error('The engine has not started');
    return this.synced.registry;
  }

  /** The handler to call now, its functions read anew where it is another than before. */
  async handler(): Promise<ServeHandler> {
    const handler = await this.options.handler();
    if (this.synced?.handler !== handler) {
      const registry = await readRegistry(handler);
      await planCrons(this.options.pool, registry);
      this.synced = { handler, registry };
    }
    return handler;
  }

  isStopping(): boolean {
    return this.stopping !== undefined;
  }

  isStopped(): boolean {
    return this.stopped;
  }

  stop(graceMs = 10_000): Promise<void> {
    this.stopping ??= this.end(graceMs);
    return this.stopping;
  }

  private async end(graceMs: number): Promise<void> {
    // `stopping` is set when this function has returned its promise: only then may the loop look at it.
    await Promise.resolve();
    this.wake();
    await this.loop;
    let timer: NodeJS.Timeout | undefined;
    const grace = new Promise((resolve) => (timer = setTimeout(resolve, graceMs)));
    await Promise.race([Promise.allSettled(this.running), grace]);
    clearTimeout(timer);
    this.stopped = true;
    clearInterval(this.heartbeat);
    await releaseLeases(this.options.pool, this.owner).catch((error: unknown) => this.report(error));
    await this.listener?.stop();
  }

  private wake(): void {
    this.hasWork = true;
    this.wakeLoop?.();
  }

  private async run(): Promise<void> {
    while (!this.isStopping()) {
      this.hasWork = false;
      let pauseMs = this.pollMs;
      try {
        pauseMs = await this.turn();
      } catch (error) {
        this.report(error);
      }
      await this.pause(pauseMs);
    }
  }

  /** Does what there is to do, and says how long to wait for more. */
  private async turn(): Promise<number> {
    const { pool, log } = this.options;
    const { leaseMs, owner, held } = this;
    const cut = await reclaimCalls(pool, { owner, held: [...held], leaseMs, silentMs: (leaseMs * 3) / 10 });
    if (cut > 0) log.warn({ calls: cut }, 'Calls that a process left unfinished are made again');
    const due = await survey(pool);
    const delivered = due.events ? await this.deliver() : 0;
    const fired = due.timers ? await fireTimers(pool, this.registry()) : 0;
    const claimed = due.calls || delivered > 0 || fired > 0 ? await this.claim() : 0;
    await this.pruneSometimes();
    // Whatever was done may have led to more: look again at once.
    if (delivered > 0 || fired > 0 || claimed > 0) return 0;
    // What is due and was left is not ours to do, or another process is at it.
    const ms = due.msUntilDue ?? Infinity;
    return ms > 0 ? Math.min(ms, this.pollMs) : this.pollMs;
  }

  private async deliver(): Promise<number> {
    await this.handler();
    return this.delivery.deliver(this.registry());
  }

  private async claim(): Promise<number> {
    const wanted = this.maxCalls - this.running.size;
    const { owner, leaseMs } = this;
    const calls = await claimCalls(this.options.pool, { owner, leaseMs, wanted });
    for (const call of calls) {
      const done = runCalls(this, call).finally(() => {
        this.running.delete(done);
        this.wake();
      });
      this.running.add(done);
    }
    return calls.length;
  }

  private async pruneSometimes(): Promise<void> {
    if (Date.now() < this.pruneAt) return;
    this.pruneAt = Date.now() + pruneEveryMs;
    await prune(this.options.pool, this.options.retentionMs ?? defaults.retentionMs);
  }

  private pause(ms: number): Promise<void> {
    if (this.hasWork || this.isStopping() || ms === 0) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.ceil(ms));
      this.wakeLoop = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private async beat(): Promise<void> {
    if (this.held.size === 0) return;
    try {
      await renewLeases(this.options.pool, this.owner, [...this.held], this.leaseMs);
    } catch (error) {
      this.report(error);
    }
  }

  private report(error: unknown): void {
    this.options.log.error({ error: String(error) }, 'The engine could not reach its state and tries again');
  }
}
