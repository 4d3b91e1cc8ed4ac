import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

import { diagnoseWithoutTrace } from '@/lib/diagnosis/diagnose-without-trace';
import type { Diagnosis } from '@/lib/domain/diagnosis';
import { redact } from '@/lib/log/redact/redact';
import type { TraceReader, TraceTask } from '@/lib/ports/trace-reader';

import type { DiagnoseTraceInput } from './diagnose-trace.worker';
import { readReportsInWorker } from './read-reports-in-worker';
import { workerOptions } from './run-in-worker';
import { type StreamBudget, streamToWorker } from './stream-to-worker';

/** Many times what a log needs, also on a busy machine: what takes longer was made to. */
const BUDGET: StreamBudget = { milliseconds: 20_000, millisecondsPerMegabyte: 2_000, megabytes: 768 };

/** So many logs are read at once; the others wait, and their streams with them. */
const mostWorkers = Math.max(1, Math.min(4, availableParallelism() - 1));
let running = 0;
const waiting: (() => void)[] = [];

/** Cleans, redacts and diagnoses logs in worker threads: a log, however it was made, never holds up the rest of the process. */
export const traceReader: TraceReader = {
  diagnose: (task) => diagnoseInWorker(task, BUDGET),
  readReports: (raw) => readReportsInWorker(raw),
};

/** The same with another budget. */
export async function diagnoseInWorker(task: TraceTask, budget: StreamBudget): Promise<Diagnosis> {
  const { job, trace, green, mask = [] } = task;
  const input: DiagnoseTraceInput = { job, mask, hasGreen: green !== undefined };
  const streams = green === undefined ? [trace] : [trace, green];
  await takeTurn();
  try {
    const ran = await streamToWorker<Diagnosis>(
      () =>
        new Worker(new URL('./diagnose-trace.worker.ts', import.meta.url), {
          ...workerOptions(input, budget),
        }),
      streams,
      budget,
    );
    if (ran.kind === 'answer') return ran.answer;
    if (ran.why === 'error')
      throw new Error(`The log of job "${job.name}" could not be read: ${redact(ran.reason)}`);
    return diagnoseWithoutTrace(job, 'too-costly');
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

async function takeTurn(): Promise<void> {
  while (running >= mostWorkers) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
}
