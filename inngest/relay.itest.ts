import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { acceptEvents } from './embedded/accept-events';
import type { SentEvent } from './embedded/event';
import { EngineHarness, until } from './embedded/testing/engine-harness';
import { startRelay, type Publish, type Relay } from './relay';

const quiet = { info: ignore, warn: ignore, error: ignore };

function ignore(): void {
  // What the relay says is not what these tests look at.
}

describe('relay', () => {
  let harness: EngineHarness;
  const relays: Relay[] = [];
  beforeEach(async () => {
    harness = await EngineHarness.create();
  });
  afterEach(async () => {
    await Promise.all(relays.splice(0).map((relay) => relay.stop()));
    await harness.stop();
  });

  function start(publish: Publish, sweepMs = 600_000): void {
    const { pool, url: databaseUrl } = harness;
    relays.push(startRelay({ pool, databaseUrl, publish, log: quiet, sweepMs }));
  }

  const announce = () => harness.pool.query(`SELECT pg_notify('outbox', '')`);

  async function write(name: string, eventId: string, data: unknown = {}): Promise<void> {
    await harness.pool.query('INSERT INTO outbox (name, data, event_id) VALUES ($1, $2, $3)', [
      name,
      JSON.stringify(data),
      eventId,
    ]);
  }

  const published = (count: number) =>
    until(`${String(count)} published row(s)`, async () => {
      const { rows } = await harness.pool.query<{ name: string }>(
        'SELECT name FROM outbox WHERE published_at IS NOT NULL ORDER BY id',
      );
      return rows.length === count ? rows.map(({ name }) => name) : undefined;
    });

  it('brings a row to the embedded engine as soon as it is announced, and starts its function once', async () => {
    const fn = harness.inngest.createFunction({ id: 'fn', triggers: { event: 'go' } }, ({ event }) => [
      event.id,
      event.data.n as number,
    ]);
    await harness.start([fn]);
    start(acceptEvents);
    await write('go', 'event-1', { n: 1 });
    await announce();
    await published(1);
    expect(await harness.endedRun('fn')).toMatchObject({ output: ['event-1', 1] });
    // As after a crash between publishing elsewhere and marking: the same event once more.
    await harness.pool.query('UPDATE outbox SET published_at = NULL, attempts = 0');
    await announce();
    await published(1);
    await harness.settled();
    expect(await harness.runs('fn')).toHaveLength(1);
  });

  it('finds rows that were written while it was away, or that nothing announced', async () => {
    await write('before', 'e1');
    start(acceptEvents, 50);
    expect(await published(1)).toEqual(['before']);
    await write('unannounced', 'e2');
    expect(await published(2)).toEqual(['before', 'unannounced']);
  });

  it('publishes each row once with several relays at work', async () => {
    const seen: SentEvent[] = [];
    const publish: Publish = (_, events) => Promise.resolve(seen.push(...events));
    for (let n = 0; n < 120; n++) await write('go', `e${String(n)}`);
    for (let n = 0; n < 3; n++) start(publish);
    await published(120);
    expect(seen).toHaveLength(120);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(120);
  });

  it('does not let a row that cannot be published hold up the others, and keeps trying it', async () => {
    let isMended = false;
    const publish: Publish = (_, events) => {
      if (!isMended && events.some(({ name }) => name === 'poison'))
        return Promise.reject(new Error('no such event'));
      return Promise.resolve();
    };
    await write('one', 'e1');
    await write('poison', 'e2');
    await write('two', 'e3');
    start(publish, 50);
    expect(await published(2)).toEqual(['one', 'two']);
    const { rows } = await harness.pool.query<{ attempts: number; last_error: string }>(
      `SELECT attempts, last_error FROM outbox WHERE name = 'poison'`,
    );
    expect(rows[0]?.attempts).toBeGreaterThanOrEqual(1);
    expect(rows[0]?.last_error).toContain('no such event');
    await write('three', 'e4');
    expect(await published(3)).toEqual(['one', 'two', 'three']);
    isMended = true;
    expect(await published(4)).toEqual(['one', 'poison', 'two', 'three']);
  });

  it('waits longer before each new attempt at a row', async () => {
    let attempts = 0;
    await write('poison', 'e1');
    await harness.pool.query('UPDATE outbox SET attempts = 12');
    start((_, events) => Promise.resolve((attempts += events.length)), 20);
    await write('fine', 'e2');
    await published(1);
    expect(attempts).toBe(1);
    await harness.pool.query(`UPDATE outbox SET created_at = now() - interval '2 hours'`);
    await published(2);
    expect(attempts).toBe(2);
  });

  it('goes on after its connections were cut', async () => {
    start(acceptEvents);
    await write('one', 'e1');
    await announce();
    await published(1);
    await harness.pool
      .query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid()`,
      )
      .catch(() => undefined);
    await write('two', 'e2');
    // Nobody heard this; the relay looks when it listens again.
    await announce();
    expect(await published(2)).toEqual(['one', 'two']);
  });
});
