import { NonRetriableError, RetryAfterError } from 'inngest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { EngineHarness, until } from './testing/engine-harness';

describe('steps', () => {
  let harness: EngineHarness;
  beforeEach(async () => {
    harness = await EngineHarness.create();
  });
  afterEach(async () => {
    await harness.stop();
  });

  it('runs each step once and gives its result to every later call', async () => {
    const made: string[] = [];
    const fn = harness.inngest.createFunction(
      { id: 'sum', triggers: { event: 'go' } },
      async ({ event, step }) => {
        const a = await step.run('a', () => made.push('a'));
        const b = await step.run('b', () => {
          made.push('b');
          return Number(event.data.n);
        });
        const nothing = await step.run('c', () => undefined);
        return { a, b, nothing };
      },
    );
    await harness.start([fn]);
    await harness.inngest.send({ name: 'go', data: { n: 41 } });
    const run = await harness.endedRun('sum');
    expect(run).toMatchObject({ status: 'completed', output: { a: 1, b: 41, nothing: null } });
    expect(made).toEqual(['a', 'b']);
  });

  it('keeps text that PostgreSQL would refuse as such: NUL characters and lone surrogates', async () => {
    const odd = 'a\0b\uD800c';
    const fn = harness.inngest.createFunction(
      { id: 'odd', triggers: { event: 'go' } },
      async ({ event, step }) => {
        const text = await step.run(`step ${odd}`, () => String(event.data.text));
        return { text };
      },
    );
    await harness.start([fn]);
    await harness.inngest.send({ name: 'go', data: { text: odd } });
    expect(await harness.endedRun('odd')).toMatchObject({ status: 'completed', output: { text: odd } });
  });

  it('tries a failed step again and counts its attempts from 0', async () => {
    const attempts: number[] = [];
    const fn = harness.inngest.createFunction(
      { id: 'retry', triggers: { event: 'go' } },
      async ({ step, attempt }) => {
        await step.run('before', () => 1);
        return step.run('shaky', () => {
          attempts.push(attempt);
          if (attempts.length < 3) throw new Error('not yet');
          return 'ok';
        });
      },
    );
    await harness.start([fn]);
    await harness.inngest.send({ name: 'go', data: {} });
    expect(await harness.endedRun('retry')).toMatchObject({ status: 'completed', output: 'ok' });
    expect(attempts).toEqual([0, 1, 2]);
  });

  it('fails the run when a step has no attempts left, unless the function catches it', async () => {
    let uncaught = 0;
    const functions = [
      harness.inngest.createFunction(
        { id: 'fails', retries: 1, triggers: { event: 'go' } },
        async ({ step }) => {
          await step.run('broken', () => {
            uncaught += 1;
            throw new Error('broken for good');
          });
        },
      ),
      harness.inngest.createFunction(
        { id: 'catches', retries: 1, triggers: { event: 'go' } },
        async ({ step }) => {
          const caught = await step
            .run('broken', () => Promise.reject(new Error('broken')))
            .catch((error: unknown) => String(error));
          const after = await step.run('after', () => 'went on');
          return { caught, after };
        },
      ),
    ];
    await harness.start(functions);
    await harness.inngest.send({ name: 'go', data: {} });
    expect(await harness.endedRun('fails')).toMatchObject({
      status: 'failed',
      error: { message: 'broken for good' },
    });
    expect(uncaught).toBe(2);
    const catches = await harness.endedRun('catches');
    expect(catches.status).toBe('completed');
    expect(catches.output).toMatchObject({
      after: 'went on',
      caught: expect.stringContaining('broken') as string,
    });
  });

  it('does not retry an error that is final', async () => {
    let calls = 0;
    const fn = harness.inngest.createFunction(
      { id: 'final', triggers: { event: 'go' } },
      async ({ step }) => {
        await step.run('no', () => {
          calls += 1;
          throw new NonRetriableError('never');
        });
      },
    );
    const outside = harness.inngest.createFunction({ id: 'outside', triggers: { event: 'go' } }, () => {
      throw new NonRetriableError('not in a step');
    });
    await harness.start([fn, outside]);
    await harness.inngest.send({ name: 'go', data: {} });
    expect(await harness.endedRun('final')).toMatchObject({ status: 'failed', error: { message: 'never' } });
    expect(await harness.endedRun('outside')).toMatchObject({
      status: 'failed',
      error: { message: 'not in a step' },
    });
    expect(calls).toBe(1);
  });

  it('retries a function that throws outside a step, as often as it says', async () => {
    let calls = 0;
    const fn = harness.inngest.createFunction({ id: 'plain', retries: 2, triggers: { event: 'go' } }, () => {
      calls += 1;
      throw new Error(`attempt ${String(calls)}`);
    });
    await harness.start([fn]);
    await harness.inngest.send({ name: 'go', data: {} });
    expect(await harness.endedRun('plain')).toMatchObject({
      status: 'failed',
      error: { message: 'attempt 3' },
    });
    expect(calls).toBe(3);
  });

  it('waits as long as Retry-After asks, instead of backing off', async () => {
    const times: number[] = [];
    const fn = harness.inngest.createFunction({ id: 'later', triggers: { event: 'go' } }, ({ step }) =>
      step.run('limited', () => {
        times.push(Date.now());
        if (times.length === 1) throw new RetryAfterError('slow down', 1_000);
        return 'ok';
      }),
    );
    await harness.start([fn], { retryDelay: () => 600_000 });
    await harness.inngest.send({ name: 'go', data: {} });
    expect(await harness.endedRun('later')).toMatchObject({ status: 'completed', output: 'ok' });
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(990);
  });

  it('backs off between attempts', async () => {
    const fn = harness.inngest.createFunction({ id: 'backs-off', triggers: { event: 'go' } }, () => {
      throw new Error('no');
    });
    const asked: number[] = [];
    await harness.start([fn], {
      retryDelay: (attempt) => {
        asked.push(attempt);
        return attempt === 0 ? 10 : 3_600_000;
      },
    });
    await harness.inngest.send({ name: 'go', data: {} });
    const delay = await until('the second attempt to be put off', async () => {
      const { rows } = await harness.pool.query<{ s: number }>(
        'SELECT extract(epoch FROM due_at - now())::float8 AS s FROM engine_queue WHERE attempt = 2',
      );
      return rows[0]?.s;
    });
    expect(asked).toEqual([0, 1]);
    expect(delay).toBeGreaterThan(3_000);
  });

  it('runs parallel steps side by side and goes on when the last is done', async () => {
    let together = 0;
    let most = 0;
    const part = async (name: string) => {
      most = Math.max(most, ++together);
      await until('the others to have begun', () => (most === 3 ? true : undefined));
      together -= 1;
      return name;
    };
    let joined = 0;
    const fn = harness.inngest.createFunction(
      { id: 'parallel', triggers: { event: 'go' } },
      async ({ step }) => {
        const parts = await Promise.all(['a', 'b', 'c'].map((name) => step.run(name, () => part(name))));
        const end = await step.run('join', () => ++joined);
        return { parts, end };
      },
    );
    await harness.start([fn]);
    await harness.inngest.send({ name: 'go', data: {} });
    expect(await harness.endedRun('parallel')).toMatchObject({ output: { parts: ['a', 'b', 'c'], end: 1 } });
  });

  it('follows each of several branches, with a failure in one of them', async () => {
    const made: string[] = [];
    const fn = harness.inngest.createFunction(
      { id: 'branches', retries: 1, triggers: { event: 'go' } },
      async ({ step }) => {
        const branch = async (name: string) => {
          await step.run(`${name}1`, () => made.push(`${name}1`));
          await step.sleep(`${name} sleeps`, '1s');
          return step.run(`${name}2`, () => {
            made.push(`${name}2`);
            if (name === 'b') throw new Error('b fails');
            return name;
          });
        };
        const results = await Promise.allSettled([
          branch('a'),
          branch('b'),
          step.run('c', () => made.push('c')),
        ]);
        return results.map(({ status }) => status);
      },
    );
    await harness.start([fn]);
    await harness.inngest.send({ name: 'go', data: {} });
    expect(await harness.endedRun('branches')).toMatchObject({
      output: ['fulfilled', 'rejected', 'fulfilled'],
    });
    expect(made.toSorted()).toEqual(['a1', 'a2', 'b1', 'b2', 'b2', 'c']);
  });

  it('goes on after the first of racing steps, without waiting for the others', async () => {
    let release: (value: string) => void = () => undefined;
    const slow = new Promise<string>((resolve) => {
      release = resolve;
    });
    const fn = harness.inngest.createFunction(
      { id: 'race', triggers: { event: 'go' } },
      async ({ step, group }) => {
        const winner = await group.parallel(() =>
          Promise.race([step.run('slow', () => slow), step.run('fast', () => 'fast')]),
        );
        // Only what comes after the race lets the slow step end.
        await step.run('after', () => release('slow'));
        return winner;
      },
    );
    await harness.start([fn]);
    await harness.inngest.send({ name: 'go', data: {} });
    expect(await harness.endedRun('race')).toMatchObject({ status: 'completed', output: 'fast' });
  });

  it('sleeps for a duration and until a date', async () => {
    const fn = harness.inngest.createFunction(
      { id: 'sleeper', triggers: { event: 'go' } },
      async ({ step }) => {
        const from = await step.run('from', () => Date.now());
        await step.sleep('a second', '1s');
        const between = await step.run('between', () => Date.now());
        await step.sleepUntil('a date', new Date(between + 500));
        await step.sleepUntil('long ago', '2020-01-01T00:00:00Z');
        const to = await step.run('to', () => Date.now());
        return [between - from, to - between];
      },
    );
    await harness.start([fn]);
    await harness.inngest.send({ name: 'go', data: {} });
    const [first, second] = (await harness.endedRun('sleeper')).output as [number, number];
    expect(first).toBeGreaterThanOrEqual(990);
    expect(second).toBeGreaterThanOrEqual(490);
  });

  it('ends a run whose step gives more than is kept, and says so', async () => {
    const fn = harness.inngest.createFunction({ id: 'big', triggers: { event: 'go' } }, async ({ step }) => {
      await step.run('huge', () => 'x'.repeat(4 * 1024 * 1024));
    });
    await harness.start([fn]);
    await harness.inngest.send({ name: 'go', data: {} });
    const run = await harness.endedRun('big');
    expect(run.status).toBe('failed');
    expect(run.error?.message).toContain('bytes');
  });

  it('ends a run that never stops adding steps', async () => {
    const fn = harness.inngest.createFunction(
      { id: 'endless', triggers: { event: 'go' } },
      async ({ step }) => {
        await Promise.all(
          Array.from({ length: 1_001 }, (_, index) => step.run(`s${String(index)}`, () => index)),
        );
      },
    );
    await harness.start([fn]);
    await harness.inngest.send({ name: 'go', data: {} });
    expect(await harness.endedRun('endless')).toMatchObject({
      status: 'failed',
      error: { name: 'TooManyStepsError' },
    });
  });

  it('ends a run that uses something the engine lacks, and names it', async () => {
    const fn = harness.inngest.createFunction(
      { id: 'gateway', triggers: { event: 'go' } },
      async ({ step }) => {
        await step.ai.infer('ask', {
          model: {
            url: 'http://127.0.0.1:1/',
            authKey: '',
            format: 'openai-chat',
            headers: {},
            onCall: undefined,
            options: {},
          } as never,
          body: {} as never,
        });
      },
    );
    await harness.start([fn]);
    await harness.inngest.send({ name: 'go', data: {} });
    expect(await harness.endedRun('gateway')).toMatchObject({
      status: 'failed',
      error: { message: expect.stringContaining('AIGateway') as string },
    });
  });

  it('gives up a call that never answers, and makes it again', async () => {
    let calls = 0;
    const fn = harness.inngest.createFunction({ id: 'hangs', triggers: { event: 'go' } }, ({ step }) =>
      step.run('hang', () => (++calls === 1 ? new Promise<string>(() => undefined) : 'answered')),
    );
    await harness.start([fn], { callTimeoutMs: 200 });
    await harness.inngest.send({ name: 'go', data: {} });
    expect(await harness.endedRun('hangs')).toMatchObject({ status: 'completed', output: 'answered' });
  });
});
