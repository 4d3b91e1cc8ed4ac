import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { EngineHarness, until } from './testing/engine-harness';
import { createJournal, createJournaled, journalSteps } from './testing/journal-functions';

interface JournalRow {
  pid: number;
  run_id: string;
  step: string;
  ended: boolean;
}

const script = fileURLToPath(new URL('./testing/engine-process.ts', import.meta.url));

describe('durability', () => {
  let harness: EngineHarness;
  const children: ChildProcess[] = [];

  beforeEach(async () => {
    harness = await EngineHarness.create();
    await createJournal(harness.pool);
  });
  afterEach(async () => {
    for (const child of children.splice(0)) await end(child);
    await harness.stop();
  });

  async function startProcess(stepMs: number): Promise<ChildProcess & { pid: number }> {
    const child = spawn(process.execPath, ['--import', 'tsx', script, harness.url, String(stepMs)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.push(child);
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    const ready = new Promise<void>((resolve) => child.stdout.once('data', () => resolve()));
    const gone = new Promise<never>((_, reject) => {
      child.once('exit', () => reject(new Error(`The process ended before it was ready:\n${errors}`)));
    });
    await Promise.race([ready, gone]);
    gone.catch(() => undefined);
    if (child.pid === undefined) throw new Error('The process did not start');
    return Object.assign(child, { pid: child.pid });
  }

  async function end(child: ChildProcess, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
  }

  async function journal(): Promise<JournalRow[]> {
    const { rows } = await harness.pool.query<JournalRow>(
      'SELECT pid, run_id, step, ended_at IS NOT NULL AS ended FROM journal ORDER BY seq',
    );
    return rows;
  }

  const send = (count: number) =>
    harness.inngest.send(Array.from({ length: count }, (_, n) => ({ name: 'go', data: { n } })));

  const midStep = (pid: number) =>
    until('a step to be under way', async () =>
      (await journal()).find((row) => row.pid === pid && !row.ended) === undefined ? undefined : true,
    );

  it('loses no run when the process is killed again and again, and repeats at most the step that was cut', async () => {
    const [runs, kills] = [60, 14];
    await send(runs);
    const killed: number[] = [];
    for (let kill = 0; kill < kills; kill++) {
      const child = await startProcess(20);
      // Half of them in the middle of a step for sure, half of them at any moment.
      if (kill % 2 === 0) await midStep(child.pid);
      else await new Promise((resolve) => setTimeout(resolve, (kill * 37) % 150));
      await end(child);
      killed.push(child.pid);
    }
    const cutMidStep = (await journal()).filter(({ ended }) => !ended);
    await startProcess(20);
    const ended = await harness.ended('journaled', runs);
    const rows = await journal();

    expect(ended).toHaveLength(runs);
    for (const run of ended) expect(run).toMatchObject({ status: 'completed', output: [...journalSteps] });

    const byStep = groupBy(rows, (row) => `${row.run_id} ${row.step}`);
    expect(byStep.size).toBe(runs * journalSteps.length);
    let repeated = 0;
    for (const attempts of byStep.values()) {
      // All but the last were made by processes that were killed, each at most once.
      const others = attempts.slice(0, -1).map(({ pid }) => pid);
      expect(new Set(attempts.map(({ pid }) => pid)).size).toBe(attempts.length);
      for (const pid of others) expect(killed).toContain(pid);
      expect(attempts.at(-1)?.ended).toBe(true);
      repeated += others.length;
    }
    // Of one run, a kill repeats one step, or the two that run side by side.
    const last = new Map([...byStep].map(([key, attempts]) => [key, attempts.at(-1)?.pid]));
    const repeats = rows.filter((row) => row.pid !== last.get(`${row.run_id} ${row.step}`));
    for (const steps of groupBy(repeats, (row) => `${row.run_id} ${String(row.pid)}`).values()) {
      const isPair = steps.every(({ step }) => step.startsWith('p'));
      expect(steps.length).toBeLessThanOrEqual(isPair ? 2 : 1);
    }
    process.stdout.write(
      `${String(kills)} kills cut ${String(cutMidStep.length)} steps in the middle; ${String(repeated)} were repeated\n`,
    );
    expect(cutMidStep.length).toBeGreaterThanOrEqual(kills / 2);
    expect(repeated).toBeGreaterThanOrEqual(cutMidStep.length);
  });

  it('shares the work between processes, and makes no step twice', async () => {
    const [one, two] = await Promise.all([startProcess(20), startProcess(20)]);
    await send(40);
    await harness.ended('journaled', 40);
    const rows = await journal();
    expect(rows).toHaveLength(40 * journalSteps.length);
    const shares = [one, two].map(({ pid }) => rows.filter((row) => row.pid === pid).length);
    for (const share of shares) expect(share).toBeGreaterThan(0);
  });

  it('takes over from a process that has stalled, and what that one stores later counts for nothing', async () => {
    const stalled = await startProcess(400);
    await send(1);
    await midStep(stalled.pid);
    stalled.kill('SIGSTOP');
    const fn = createJournaled(harness.inngest, harness.pool, 5);
    await harness.start([fn], { leaseMs: 3_000 });
    const run = await harness.endedRun('journaled');
    stalled.kill('SIGCONT');
    await until('the stalled step to end', async () =>
      (await journal()).some((row) => row.pid === stalled.pid && !row.ended) ? undefined : true,
    );
    await end(stalled, 'SIGTERM');
    expect(run).toMatchObject({ status: 'completed', output: [...journalSteps] });
    expect((await harness.endedRun('journaled')).output).toEqual([...journalSteps]);
    expect((await journal()).filter((row) => row.pid === stalled.pid)).toHaveLength(1);
    expect((await harness.pool.query('SELECT 1 FROM engine_queue')).rowCount).toBe(0);
  });

  it('finishes the step that runs when it is asked to stop, and leaves the rest to others', async () => {
    const child = await startProcess(300);
    await send(1);
    await midStep(child.pid);
    await end(child, 'SIGTERM');
    const cut = await journal();
    expect(cut).toHaveLength(1);
    expect(cut[0]?.ended).toBe(true);
    await harness.start([createJournaled(harness.inngest, harness.pool, 5)], { pollMs: 50 });
    await harness.ended('journaled');
    expect(await journal()).toHaveLength(journalSteps.length);
  });

  it('hands back at once what does not finish in the time it is given', async () => {
    let begun = 0;
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const fn = harness.inngest.createFunction({ id: 'slow', triggers: { event: 'go' } }, ({ step }) =>
      step.run('slow', async () => {
        begun += 1;
        if (begun === 1) await held;
        return begun;
      }),
    );
    const first = await harness.start([fn]);
    await send(1);
    await until('the step to begin', () => (begun === 1 ? true : undefined));
    await first.stop(50);
    await harness.start([fn]);
    expect(await harness.endedRun('slow')).toMatchObject({ status: 'completed', output: 2 });
    release();
  });

  it('goes on after all its connections were cut, without repeating the step that was running', async () => {
    let begun = 0;
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const fn = harness.inngest.createFunction({ id: 'cut', triggers: { event: 'go' } }, async ({ step }) => {
      await step.run('first', async () => {
        begun += 1;
        await held;
      });
      return step.waitForEvent('then', { event: 'then', timeout: '1h' }).then((event) => event?.name);
    });
    await harness.start([fn]);
    await send(1);
    await until('the step to begin', () => (begun === 1 ? true : undefined));
    await harness.pool
      .query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid()`,
      )
      .catch(() => undefined);
    release();
    await until('the run to wait', async () => {
      const { rows } = await harness.pool.query('SELECT 1 FROM engine_steps WHERE wait_event IS NOT NULL');
      return rows.length === 1 ? true : undefined;
    });
    await harness.inngest.send({ name: 'then', data: {} });
    expect(await harness.endedRun('cut')).toMatchObject({ status: 'completed', output: 'then' });
    expect(begun).toBe(1);
  });

  it('keeps what is needed to go on after a long time, and deletes what is over', async () => {
    const fn = harness.inngest.createFunction(
      { id: 'fn', triggers: { event: 'go' } },
      async ({ event, step }) => {
        if (event.data.n === 1) await step.waitForEvent('w', { event: 'never', timeout: '1h' });
      },
    );
    const first = await harness.start([fn]);
    await send(2);
    await until('one to end and one to wait', async () => {
      const { rows } = await harness.pool.query(
        `SELECT 1 FROM engine_runs WHERE status = 'completed' UNION ALL SELECT 1 FROM engine_steps WHERE wait_event IS NOT NULL`,
      );
      return rows.length === 2 ? true : undefined;
    });
    await harness.settled();
    await first.stop();
    await harness.pool.query(
      `UPDATE engine_runs SET created_at = now() - interval '30 days', ended_at = ended_at - interval '30 days'`,
    );
    await harness.pool.query(`UPDATE engine_events SET delivered_at = now() - interval '30 days'`);
    await harness.start([fn]);
    await until('what is over to be deleted', async () => {
      const { rows } = await harness.pool.query('SELECT 1 FROM engine_events');
      return rows.length === 0 ? true : undefined;
    });
    expect((await harness.runs('fn')).map(({ status }) => status)).toEqual(['running']);
  });
});

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
