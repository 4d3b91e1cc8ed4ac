import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { EngineHarness, until } from './testing/engine-harness';

/** Counts what runs at the same time, in all and by key. */
class Gauge {
  readonly most = new Map<string, number>();
  private readonly now = new Map<string, number>();

  async hold(...keys: string[]): Promise<void> {
    for (const key of keys) {
      const running = (this.now.get(key) ?? 0) + 1;
      this.now.set(key, running);
      this.most.set(key, Math.max(this.most.get(key) ?? 0, running));
    }
    await new Promise((resolve) => setTimeout(resolve, 30));
    for (const key of keys) this.now.set(key, (this.now.get(key) ?? 0) - 1);
  }
}

describe('flow control', () => {
  let harness: EngineHarness;
  beforeEach(async () => {
    harness = await EngineHarness.create();
  });
  afterEach(async () => {
    await harness.stop();
  });

  const events = (count: number, data: (n: number) => Record<string, unknown> = (n) => ({ n })) =>
    Array.from({ length: count }, (_, n) => ({ name: 'go', data: data(n) }));

  it('runs no more calls of a function at once than its limit, over two engines', async () => {
    const gauge = new Gauge();
    const limited = harness.inngest.createFunction(
      { id: 'limited', concurrency: 2, triggers: { event: 'go' } },
      async ({ step }) => {
        await step.run('a', () => gauge.hold('limited'));
        await step.run('b', () => gauge.hold('limited'));
      },
    );
    const free = harness.inngest.createFunction(
      { id: 'free', triggers: { event: 'go' } },
      async ({ step }) => {
        await step.run('a', () => gauge.hold('free'));
      },
    );
    await harness.start([limited, free]);
    await harness.start([limited, free]);
    await harness.inngest.send(events(10));
    await harness.ended('limited', 10);
    await harness.ended('free', 10);
    expect(gauge.most.get('limited')).toBe(2);
    expect(gauge.most.get('free')).toBeGreaterThan(2);
  });

  it('limits each key by itself, and functions that share a scope together', async () => {
    const gauge = new Gauge();
    const keyed = harness.inngest.createFunction(
      { id: 'keyed', concurrency: { limit: 1, key: 'event.data.tenant' }, triggers: { event: 'go' } },
      async ({ event, step }) => {
        await step.run('a', () => gauge.hold('keyed', `keyed ${String(event.data.tenant)}`));
      },
    );
    const shared = ['x', 'y'].map((id) =>
      harness.inngest.createFunction(
        { id, concurrency: { limit: 1, key: '"model"', scope: 'account' }, triggers: { event: 'go' } },
        async ({ step }) => {
          await step.run('a', () => gauge.hold('shared'));
        },
      ),
    );
    await harness.start([keyed, ...shared]);
    await harness.inngest.send(events(8, (n) => ({ tenant: n % 2 === 0 ? 'a' : 'b' })));
    await harness.ended('keyed', 8);
    await harness.ended('x', 8);
    await harness.ended('y', 8);
    expect(gauge.most.get('keyed a')).toBe(1);
    expect(gauge.most.get('keyed b')).toBe(1);
    expect(gauge.most.get('keyed')).toBe(2);
    expect(gauge.most.get('shared')).toBe(1);
  });

  it('does not count a run that sleeps or waits as running', async () => {
    const fn = harness.inngest.createFunction(
      { id: 'sleeps', concurrency: 1, triggers: { event: 'go' } },
      async ({ event, step }) => {
        if (event.data.n === 0) await step.waitForEvent('w', { event: 'never', timeout: '1h' });
        return 'done';
      },
    );
    await harness.start([fn]);
    await harness.inngest.send(events(2));
    const second = await until('the second run to end', async () =>
      (await harness.runs('sleeps')).find(({ status }) => status === 'completed'),
    );
    expect(second.output).toBe('done');
    expect((await harness.runs('sleeps')).map(({ status }) => status).toSorted()).toEqual([
      'completed',
      'running',
    ]);
  });

  it('does not let one key that is full hold up the others', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const fn = harness.inngest.createFunction(
      { id: 'fair', concurrency: { limit: 1, key: 'event.data.tenant' }, triggers: { event: 'go' } },
      async ({ event }) => {
        if (event.data.tenant === 'big') await held;
        return event.data.tenant as string;
      },
    );
    await harness.start([fn], { maxCalls: 2 });
    await harness.inngest.send(events(60, (n) => ({ tenant: n < 59 ? 'big' : 'small' })));
    const small = await until('the small tenant to be served', async () =>
      (await harness.runs('fair')).find(({ status }) => status === 'completed'),
    );
    expect(small.output).toBe('small');
    release();
    await harness.ended('fair', 60);
  });

  it('runs once for an idempotency key', async () => {
    const fn = harness.inngest.createFunction(
      { id: 'idempotent', idempotency: 'event.data.order', triggers: { event: 'go' } },
      ({ event }) => event.data.order as string,
    );
    await harness.start([fn]);
    await harness.inngest.send(events(6, (n) => ({ order: n % 2 === 0 ? 'a' : 'b' })));
    await harness.settled();
    expect((await harness.ended('idempotent', 2)).map(({ output }) => output)).toEqual(['a', 'b']);
    await harness.pool.query(`UPDATE engine_idempotency_keys SET expires_at = now()`);
    await harness.inngest.send(events(1, () => ({ order: 'a' })));
    expect(await harness.ended('idempotent', 3)).toHaveLength(3);
  });

  it('drops what is over the rate limit', async () => {
    const fn = harness.inngest.createFunction(
      {
        id: 'rated',
        rateLimit: { limit: 2, period: '1h', key: 'event.data.tenant' },
        triggers: { event: 'go' },
      },
      ({ event }) => event.data.tenant as string,
    );
    await harness.start([fn]);
    await harness.inngest.send(events(10, (n) => ({ tenant: n < 9 ? 'a' : 'b' })));
    await harness.settled();
    expect((await harness.ended('rated', 3)).map(({ output }) => output)).toEqual(['a', 'a', 'b']);
    await harness.pool.query(`UPDATE engine_runs SET created_at = now() - interval '2 hours'`);
    await harness.inngest.send(events(1, () => ({ tenant: 'a' })));
    expect(await harness.ended('rated', 4)).toHaveLength(4);
  });

  it('spaces throttled starts evenly, after the burst', async () => {
    const fn = harness.inngest.createFunction(
      { id: 'throttled', throttle: { limit: 2, period: '1h', burst: 2 }, triggers: { event: 'go' } },
      () => 'ran',
    );
    await harness.start([fn]);
    await harness.inngest.send(events(4));
    await until('the burst to end', async () => {
      const runs = await harness.runs('throttled');
      return runs.filter(({ status }) => status === 'completed').length === 2 ? true : undefined;
    });
    const { rows } = await harness.pool.query<{ minutes: number }>(
      `SELECT round(extract(epoch FROM q.due_at - r.created_at) / 60)::int AS minutes
       FROM engine_queue q JOIN engine_runs r ON r.id = q.run_id ORDER BY q.due_at`,
    );
    expect(rows.map(({ minutes }) => minutes)).toEqual([30, 60]);
    await harness.pool.query('UPDATE engine_queue SET due_at = now()');
    expect(await harness.ended('throttled', 4)).toHaveLength(4);
  });

  it('debounces: runs once with the last event, after the pause', async () => {
    const fn = harness.inngest.createFunction(
      { id: 'debounced', debounce: { period: '1s', key: 'event.data.tenant' }, triggers: { event: 'go' } },
      ({ event }) => event.data as Record<string, unknown>,
    );
    await harness.start([fn]);
    await harness.inngest.send(events(5, (n) => (n < 4 ? { tenant: 'a', n } : { tenant: 'b', n })));
    const outputs = (await harness.ended('debounced', 2)).map(({ output }) => output);
    expect(outputs).toHaveLength(2);
    expect(outputs).toContainEqual({ tenant: 'a', n: 3 });
    expect(outputs).toContainEqual({ tenant: 'b', n: 4 });
  });

  it('puts a debounced run off no longer than its time-out', async () => {
    const fn = harness.inngest.createFunction(
      { id: 'debounced', debounce: { period: '1h', timeout: '1s' }, triggers: { event: 'go' } },
      ({ event }) => event.data.n as number,
    );
    await harness.start([fn]);
    await harness.inngest.send(events(3));
    // The first event alone would wait an hour: the second is bounded by the time-out of the first.
    expect((await harness.ended('debounced')).map(({ output }) => output)).toEqual([2]);
  });

  it('runs a singleton once at a time: the newer is skipped or takes the place of the older', async () => {
    const make = (mode: 'skip' | 'cancel') =>
      harness.inngest.createFunction(
        { id: mode, singleton: { mode, key: 'event.data.key' }, triggers: { event: 'go' } },
        async ({ event, step }) => {
          await step.waitForEvent('w', { event: 'on', timeout: '1h' });
          return event.data.n as number;
        },
      );
    await harness.start([make('skip'), make('cancel')]);
    await harness.inngest.send(events(2, (n) => ({ n, key: 'k' })));
    await until('both to wait', async () => {
      const { rows } = await harness.pool.query('SELECT 1 FROM engine_steps WHERE wait_event IS NOT NULL');
      return rows.length === 2 ? true : undefined;
    });
    await harness.inngest.send({ name: 'on', data: {} });
    const results = async (id: string) =>
      (await harness.ended(id)).map(({ status, output }) => [status, output]);
    expect(await results('skip')).toEqual([['completed', 0]]);
    expect(await results('cancel')).toEqual([
      ['cancelled', null],
      ['completed', 1],
    ]);
  });

  it('cancels the runs that an event names, and not those that came after it', async () => {
    const fn = harness.inngest.createFunction(
      {
        id: 'cancellable',
        triggers: { event: 'go' },
        cancelOn: [
          { event: 'halt', if: 'event.data.n == async.data.n' },
          { event: 'late', timeout: '1s' },
        ],
      },
      async ({ step }) => {
        await step.sleep('long', '1h');
      },
    );
    await harness.start([fn]);
    await harness.inngest.send(events(3));
    await until('all to sleep', async () => {
      const { rows } = await harness.pool.query(`SELECT 1 FROM engine_steps WHERE kind = 'sleep'`);
      return rows.length === 3 ? true : undefined;
    });
    await harness.inngest.send({ name: 'halt', data: { n: 0 }, ts: Date.now() - 60_000 });
    await harness.settled();
    const statuses = async () => (await harness.runs('cancellable')).map(({ status }) => status);
    expect(await statuses()).toEqual(['running', 'running', 'running']);
    await harness.inngest.send({ name: 'halt', data: { n: 1 } });
    await harness.settled();
    expect((await statuses()).toSorted()).toEqual(['cancelled', 'running', 'running']);
    await harness.pool.query(`UPDATE engine_runs SET created_at = now() - interval '5 seconds'`);
    await harness.inngest.send({ name: 'late', data: {} });
    await harness.settled();
    expect((await statuses()).filter((status) => status === 'cancelled')).toHaveLength(1);
  });

  it('drops what a cancelled run was doing', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const made: string[] = [];
    const fn = harness.inngest.createFunction(
      { id: 'busy', triggers: { event: 'go' }, cancelOn: [{ event: 'halt' }] },
      async ({ step }) => {
        await step.run('first', async () => {
          made.push('first');
          await held;
        });
        await step.run('second', () => made.push('second'));
      },
    );
    await harness.start([fn]);
    await harness.inngest.send({ name: 'go', data: {} });
    await until('the step to begin', () => (made.length === 1 ? true : undefined));
    await harness.inngest.send({ name: 'halt', data: {} });
    expect(await harness.endedRun('busy')).toMatchObject({ status: 'cancelled' });
    release();
    await until('the queue to be empty', async () => {
      const { rows } = await harness.pool.query('SELECT 1 FROM engine_queue');
      return rows.length === 0 ? true : undefined;
    });
    expect(made).toEqual(['first']);
  });

  it('starts the more urgent run first', async () => {
    const order: number[] = [];
    const fn = harness.inngest.createFunction(
      { id: 'urgent', concurrency: 1, priority: { run: 'event.data.priority' }, triggers: { event: 'go' } },
      ({ event }) => {
        order.push(event.data.priority as number);
      },
    );
    await harness.inngest.send(events(4, (n) => ({ priority: [0, -60, 60, 30][n] })));
    await harness.start([fn]);
    await harness.ended('urgent', 4);
    expect(order).toEqual([60, 30, 0, -60]);
  });

  it('cancels a run that does not start, or not finish, in time', async () => {
    const late = harness.inngest.createFunction(
      { id: 'late', timeouts: { finish: '1s' }, triggers: { event: 'go' } },
      async ({ step }) => {
        await step.sleep('long', '1h');
      },
    );
    const queued = harness.inngest.createFunction(
      { id: 'queued', concurrency: 1, timeouts: { start: '1s' }, triggers: { event: 'go' } },
      async ({ event }) => {
        if (event.data.n === 0)
          await until('the other to be cancelled', async () =>
            (await harness.runs('late'))[0]?.ended_at ? true : undefined,
          );
      },
    );
    await harness.start([late, queued]);
    await harness.inngest.send(events(2));
    expect((await harness.ended('late', 2)).map(({ status }) => status)).toEqual(['cancelled', 'cancelled']);
    const statuses = (await harness.ended('queued', 2)).map(({ status }) => status);
    expect(statuses).toContain('completed');
  });

  it('starts a scheduled function, once over two engines, and plans the next time', async () => {
    const fn = harness.inngest.createFunction(
      { id: 'nightly', triggers: [{ cron: 'TZ=Europe/Paris 0 3 * * *' }, { event: 'go' }] },
      ({ event }) => event.name,
    );
    await harness.start([fn]);
    await harness.start([fn]);
    const next = async () =>
      (await harness.pool.query<{ next_at: Date }>('SELECT next_at FROM engine_crons')).rows.map(
        (row) => row.next_at,
      );
    const [planned] = await next();
    expect(planned?.getTime()).toBeGreaterThan(Date.now());
    await harness.pool.query(`UPDATE engine_crons SET next_at = now() - interval '3 days'`);
    await harness.ended('nightly');
    expect((await harness.ended('nightly')).map(({ output }) => output)).toEqual(['inngest/scheduled.timer']);
    expect(await next()).toEqual([planned]);
  });

  it('forgets the schedule of a function that has none any more', async () => {
    const fn = harness.inngest.createFunction({ id: 'gone', triggers: { cron: '0 3 * * *' } }, () => 0);
    const first = await harness.start([fn]);
    await first.stop();
    await harness.start([
      harness.inngest.createFunction({ id: 'other', triggers: { event: 'go' } }, () => 0),
    ]);
    expect((await harness.pool.query('SELECT 1 FROM engine_crons')).rowCount).toBe(0);
  });

  it('refuses to start with an option that it cannot honour, rather than to ignore it', async () => {
    const create = harness.inngest.createFunction;
    const go = { id: 'odd', triggers: { event: 'go' } } as const;
    const odd = {
      batching: create({ ...go, batchEvents: { maxSize: 10, timeout: '5s' } }, () => 0),
      'a wrong expression': create({ ...go, idempotency: 'event.data.(' }, () => 0),
      'a wrong cron': create({ id: 'odd', triggers: { cron: 'every friday' } }, () => 0),
      'an event pattern': create({ ...go, cancelOn: [{ event: 'gitlab/*' }] }, () => 0),
    };
    for (const [what, fn] of Object.entries(odd)) {
      await expect(harness.start([fn]), what).rejects.toThrow(/app-odd cannot run on the embedded engine/);
    }
  });
});
