import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { EngineHarness, until } from './testing/engine-harness';

describe('events', () => {
  let harness: EngineHarness;
  beforeEach(async () => {
    harness = await EngineHarness.create();
  });
  afterEach(async () => {
    await harness.stop();
  });

  /** Waits until a run of the function waits for something. */
  const waiting = (count = 1) =>
    until('a run to wait', async () => {
      const { rows } = await harness.pool.query<{ n: string }>(
        `SELECT count(*) AS n FROM engine_steps WHERE wait_event IS NOT NULL OR wait_signal IS NOT NULL`,
      );
      return Number(rows[0]?.n) === count ? true : undefined;
    });

  it('starts every function that an event triggers, and only those whose condition holds', async () => {
    const functions = ['one', 'two'].map((id) =>
      harness.inngest.createFunction(
        { id, triggers: { event: 'go' } },
        ({ event }) => event.data.n as number,
      ),
    );
    const conditional = harness.inngest.createFunction(
      { id: 'conditional', triggers: { event: 'go', if: 'event.data.n > 1' } },
      ({ event }) => event.data.n as number,
    );
    const other = harness.inngest.createFunction({ id: 'other', triggers: { event: 'stop' } }, () => 0);
    await harness.start([...functions, conditional, other]);
    await harness.inngest.send([
      { name: 'go', data: { n: 1 } },
      { name: 'go', data: { n: 2 } },
      { name: 'go', data: {} },
    ]);
    expect((await harness.ended('one', 3)).map(({ output }) => output)).toEqual([1, 2, null]);
    await harness.ended('two', 3);
    expect((await harness.ended('conditional')).map(({ output }) => output)).toEqual([2]);
    expect(await harness.runs('other')).toEqual([]);
  });

  it('starts a function once for a repeated event id, and again after 24 hours', async () => {
    const fn = harness.inngest.createFunction({ id: 'once', triggers: { event: 'go' } }, () => 'ran');
    await harness.start([fn]);
    for (let sent = 0; sent < 3; sent++) await harness.inngest.send({ id: 'same', name: 'go', data: {} });
    await harness.inngest.send({ id: 'another', name: 'go', data: {} });
    await harness.settled();
    expect(await harness.ended('once', 2)).toHaveLength(2);
    await harness.pool.query(`UPDATE engine_idempotency_keys SET expires_at = now() - interval '1 second'`);
    await harness.inngest.send({ id: 'same', name: 'go', data: {} });
    expect(await harness.ended('once', 3)).toHaveLength(3);
  });

  it('stores a request that the client sends twice only once', async () => {
    const fn = harness.inngest.createFunction({ id: 'seeded', triggers: { event: 'go' } }, () => 'ran');
    await harness.start([fn]);
    const send = () =>
      harness.inngest.fetch('http://any/e/key', {
        method: 'POST',
        headers: { 'x-inngest-event-id-seed': '1700000000000,c2VlZA==' },
        body: JSON.stringify([
          { name: 'go', data: { n: 1 } },
          { name: 'go', data: { n: 2 } },
        ]),
      });
    const [first, second] = [await (await send()).text(), await (await send()).text()];
    expect(second).toBe(first);
    await harness.settled();
    expect(await harness.ended('seeded', 2)).toHaveLength(2);
  });

  it('refuses what is no event, and what is too large', async () => {
    await expect(harness.inngest.send({ name: '', data: {} })).rejects.toThrow(/name/);
    await expect(harness.inngest.send({ name: 'go\0', data: {} })).rejects.toThrow(/NUL/);
    await expect(
      harness.inngest.send({ name: 'go', data: { text: 'x'.repeat(3 * 1024 * 1024) } }),
    ).rejects.toThrow(/larger/);
  });

  it('sends events from a step, once, and starts other functions with them', async () => {
    const sender = harness.inngest.createFunction(
      { id: 'sender', triggers: { event: 'go' } },
      async ({ step }) => {
        const { ids } = await step.sendEvent('tell', [
          { name: 'told', data: { n: 1 } },
          { name: 'told', data: { n: 2 } },
        ]);
        await step.run('after', () => 1);
        return ids.length;
      },
    );
    const hearer = harness.inngest.createFunction(
      { id: 'hearer', triggers: { event: 'told' } },
      () => 'heard',
    );
    await harness.start([sender, hearer]);
    await harness.inngest.send({ name: 'go', data: {} });
    expect(await harness.endedRun('sender')).toMatchObject({ status: 'completed', output: 2 });
    expect(await harness.ended('hearer', 2)).toHaveLength(2);
  });

  it('resumes a waiting run with the first event that matches, and no other', async () => {
    const fn = harness.inngest.createFunction(
      { id: 'waits', triggers: { event: 'go' } },
      async ({ step }) => {
        const answer = await step.waitForEvent('answer', {
          event: 'answer',
          timeout: '1h',
          if: 'event.data.key == async.data.key',
        });
        return answer?.data as unknown;
      },
    );
    await harness.start([fn]);
    await harness.inngest.send({ name: 'go', data: { key: 'k' } });
    await waiting();
    await harness.inngest.send([
      { name: 'answer', data: {} },
      { name: 'answer', data: { key: 'other', text: 'no' } },
      { name: 'answer', data: { key: 'k', text: 'first' } },
      { name: 'answer', data: { key: 'k', text: 'second' } },
    ]);
    expect(await harness.endedRun('waits')).toMatchObject({ output: { key: 'k', text: 'first' } });
  });

  it('wakes a waiting run with a repeated event id, though that starts nothing', async () => {
    const fn = harness.inngest.createFunction(
      { id: 'waits', triggers: { event: 'go' } },
      async ({ step }) => {
        const answer = await step.waitForEvent('answer', { event: 'answer', timeout: '1h' });
        return answer?.data as unknown;
      },
    );
    await harness.start([fn]);
    await harness.inngest.send({ id: 'a', name: 'answer', data: { n: 1 } });
    await harness.settled();
    await harness.inngest.send({ name: 'go', data: {} });
    await waiting();
    await harness.inngest.send({ id: 'a', name: 'answer', data: { n: 2 } });
    expect(await harness.endedRun('waits')).toMatchObject({ output: { n: 2 } });
  });

  it('gives null when nothing came in time', async () => {
    const fn = harness.inngest.createFunction(
      { id: 'waits', triggers: { event: 'go' } },
      async ({ step }) => {
        const answer = await step.waitForEvent('answer', { event: 'answer', timeout: '1s' });
        return { answer };
      },
    );
    await harness.start([fn]);
    await harness.inngest.send({ name: 'go', data: {} });
    expect(await harness.endedRun('waits')).toMatchObject({ status: 'completed', output: { answer: null } });
  });

  it('hears an event that a step beside the wait sends', async () => {
    const fn = harness.inngest.createFunction({ id: 'both', triggers: { event: 'go' } }, async ({ step }) => {
      const [answer] = await Promise.all([
        step.waitForEvent('answer', { event: 'answer', timeout: '20s' }),
        step.sendEvent('send', { name: 'answer', data: { n: 7 } }),
      ]);
      return answer?.data as unknown;
    });
    await harness.start([fn]);
    await harness.inngest.send({ name: 'go', data: {} });
    expect(await harness.endedRun('both')).toMatchObject({ output: { n: 7 } });
  });

  it('passes a signal to the step that waits for it, and refuses a second that waits for the same', async () => {
    const fn = harness.inngest.createFunction({ id: 'signal', triggers: { event: 'go' } }, ({ step }) =>
      step.waitForSignal<{ n: number }>('signal', { signal: 's1', timeout: '1h', onConflict: 'fail' }),
    );
    const sender = harness.inngest.createFunction({ id: 'sends', triggers: { event: 'send' } }, ({ step }) =>
      step.sendSignal('send', { signal: 's1', data: { n: 5 } }),
    );
    await harness.start([fn, sender]);
    await harness.inngest.send({ name: 'go', data: {} });
    await waiting();
    await harness.inngest.send({ name: 'go', data: {} });
    await until('the second run to fail', async () =>
      (await harness.runs('signal')).some(({ status }) => status === 'failed') ? true : undefined,
    );
    await harness.inngest.send({ name: 'send', data: {} });
    const runs = await harness.ended('signal', 2);
    expect(runs.map(({ status }) => status).toSorted()).toEqual(['completed', 'failed']);
    expect(runs.find(({ status }) => status === 'completed')?.output).toEqual({
      signal: 's1',
      data: { n: 5 },
    });
  });

  it('invokes another function and gives its result, its failure or that there is none', async () => {
    const double = harness.inngest.createFunction(
      { id: 'double', triggers: { event: 'never' } },
      ({ event }) => {
        const { n } = event.data as { n: number };
        if (n < 0) throw new Error('negative');
        return n * 2;
      },
    );
    const ghost = harness.inngest.createFunction({ id: 'ghost', triggers: { event: 'never' } }, () => 0);
    const caller = harness.inngest.createFunction(
      { id: 'caller', retries: 0, triggers: { event: 'go' } },
      async ({ step }) => {
        const invoke = (id: string, fn: typeof double, n: number) =>
          step.invoke(id, { function: fn, data: { n } }).catch((error: unknown) => String(error));
        const good = await invoke('good', double, 21);
        const bad = await invoke('bad', double, -1);
        const none = await invoke('none', ghost, 1);
        return { good, bad, none };
      },
    );
    await harness.start([double, caller]);
    await harness.inngest.send({ name: 'go', data: {} });
    const { output } = await harness.endedRun('caller');
    expect(output).toMatchObject({
      good: 42,
      bad: expect.stringContaining('negative') as string,
      none: expect.stringContaining('app-ghost') as string,
    });
  });

  it('stops waiting for an invoked function after its time-out', async () => {
    const slow = harness.inngest.createFunction(
      { id: 'slow', triggers: { event: 'never' } },
      async ({ step }) => {
        await step.waitForEvent('for ever', { event: 'nothing', timeout: '1h' });
      },
    );
    const caller = harness.inngest.createFunction(
      { id: 'caller', triggers: { event: 'go' } },
      async ({ step }) =>
        step.invoke('slow', { function: slow, data: {}, timeout: '1s' }).then(
          () => 'finished',
          (error: unknown) => String(error),
        ),
    );
    await harness.start([slow, caller]);
    await harness.inngest.send({ name: 'go', data: {} });
    expect((await harness.endedRun('caller')).output).toContain('in time');
  });

  it('calls onFailure with the error and the event, once the retries are used up', async () => {
    const seen: unknown[] = [];
    const fn = harness.inngest.createFunction(
      {
        id: 'fails',
        retries: 1,
        triggers: { event: 'go' },
        onFailure: async ({ error, event, step }) => {
          await step.run('note', () => seen.push([error.message, event.data.event.data]));
        },
      },
      () => {
        throw new Error('it broke');
      },
    );
    const fine = harness.inngest.createFunction(
      { id: 'fine', triggers: { event: 'go' }, onFailure: () => seen.push('wrongly called') },
      () => 'fine',
    );
    await harness.start([fn, fine]);
    await harness.inngest.send({ name: 'go', data: { n: 3 } });
    await harness.ended('fails-failure');
    await harness.settled();
    expect(seen).toEqual([['it broke', { n: 3 }]]);
    expect(await harness.runs('fine-failure')).toEqual([]);
  });

  it('tells how runs ended: finished, failed, cancelled', async () => {
    const heard: [string, string][] = [];
    const hearer = harness.inngest.createFunction(
      {
        id: 'hearer',
        triggers: ['finished', 'failed', 'cancelled'].map((end) => ({
          event: `inngest/function.${end}`,
          if: "event.data.function_id != 'app-hearer'",
        })),
      },
      ({ event }) => {
        const { function_id: id } = event.data as { function_id: string };
        heard.push([event.name.split('.')[1] ?? '', id]);
      },
    );
    const good = harness.inngest.createFunction({ id: 'good', triggers: { event: 'go' } }, () => 'good');
    const bad = harness.inngest.createFunction({ id: 'bad', retries: 0, triggers: { event: 'go' } }, () => {
      throw new Error('bad');
    });
    const long = harness.inngest.createFunction(
      { id: 'long', triggers: { event: 'go' }, cancelOn: [{ event: 'halt' }] },
      async ({ step }) => {
        await step.sleep('long', '1h');
      },
    );
    await harness.start([hearer, good, bad, long]);
    await harness.inngest.send({ name: 'go', data: {} });
    await harness.ended('bad');
    await harness.inngest.send({ name: 'halt', data: {} });
    await harness.ended('hearer', 4);
    expect(heard.toSorted()).toEqual([
      ['cancelled', 'app-long'],
      ['failed', 'app-bad'],
      ['finished', 'app-bad'],
      ['finished', 'app-good'],
    ]);
  });

  it('goes on delivering when one event cannot be delivered', async () => {
    const fn = harness.inngest.createFunction(
      { id: 'fn', triggers: { event: 'go' } },
      ({ event }) => event.data.n as number,
    );
    await harness.start([fn]);
    await harness.pool.query(
      `INSERT INTO engine_events (id, name, payload) VALUES ('broken', 'go', '{"name":"go","ts":"no number"}')`,
    );
    await harness.inngest.send({ name: 'go', data: { n: 1 } });
    expect(await harness.endedRun('fn')).toMatchObject({ output: 1 });
  });
});
