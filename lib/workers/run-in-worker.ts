import type { Worker, WorkerOptions } from 'node:worker_threads';

export interface WorkerBudget {
  readonly milliseconds: number;
  /** Of the worker's heap. */
  readonly megabytes: number;
}

export type WorkerAnswer<Answer> =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'stopped'; readonly why: 'time' | 'memory' | 'error'; readonly reason: string };

/**
 * Runs one piece of work off the main thread and ends the thread in any case. Time and memory are bounded; the worker sees none of
 * this process's environment. `start` must be written as
 * `() => new Worker(new URL('./NAME.worker.ts', import.meta.url), { ...workerOptions(input, BUDGET) })` at the place of the call.
 * The bundler looks for that form: without the literal braces, or with a parameter, it takes the file for an asset and does not
 * bundle it. The worker answers with `answerInWorker`.
 */
export async function runInWorker<Answer>(
  start: () => Worker,
  budget: WorkerBudget,
): Promise<WorkerAnswer<Answer>> {
  return runWhereItLoads<Answer>(
    start,
    (worker, stop) => {
      const timer = setTimeout(
        () =>
          stop({
            kind: 'stopped',
            why: 'time',
            reason: `It took longer than ${budget.milliseconds / 1_000} seconds.`,
          }),
        budget.milliseconds,
      );
      worker.once('message', (message: { answer: Answer }) =>
        stop({ kind: 'answer', answer: message.answer }),
      );
      return () => clearTimeout(timer);
    },
    budget,
  );
}

/** Of a worker for `runInWorker`; the input must be structured-cloneable. */
export function workerOptions(input: unknown, { megabytes }: WorkerBudget): WorkerOptions {
  return {
    // An object, since the bundler adds properties of its own.
    workerData: { input },
    env: {},
    // The parent's own flags (a debugger's, a test runner's) are not the worker's.
    execArgv: fromSource ? ['--import', new URL('./register-typescript.mjs', import.meta.url).href] : [],
    resourceLimits: { maxOldGenerationSizeMb: megabytes, stackSizeMb: 4 },
  };
}

/**
 * True once a worker's file has turned out to be TypeScript as it was written (tests, scripts, the command line). Whether a bundler
 * was here cannot be told beforehand: it leaves `import.meta.url` as if it had not.
 */
let fromSource = false;
const CANNOT_LOAD = new Set([
  'ERR_UNKNOWN_FILE_EXTENSION',
  'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX',
  'ERR_MODULE_NOT_FOUND',
]);

type Run<Answer> = WorkerAnswer<Answer> | { readonly kind: 'unbundled'; readonly reason: string };

/** Speaks with a worker until `stop` is called, with what came of it or an error to throw; gives what to do at the end. */
type Conversation<Answer> = (worker: Worker, stop: (end: WorkerAnswer<Answer> | Error) => void) => () => void;

/** Runs a conversation with a worker, from its bundled form or from its source, and ends the thread in any case. */
export async function runWhereItLoads<Answer>(
  start: () => Worker,
  converse: Conversation<Answer>,
  budget: WorkerBudget,
): Promise<WorkerAnswer<Answer>> {
  const first = await runOnce(start(), converse, budget);
  if (first.kind !== 'unbundled') return first;
  fromSource = true;
  const second = await runOnce(start(), converse, budget);
  if (second.kind !== 'unbundled') return second;
  return { kind: 'stopped', why: 'error', reason: second.reason };
}

function runOnce<Answer>(
  worker: Worker,
  converse: Conversation<Answer>,
  budget: WorkerBudget,
): Promise<Run<Answer>> {
  return new Promise((resolve, reject) => {
    const end = (run: Run<Answer> | Error) => {
      finish();
      // Nothing hangs on when the thread is gone: its answer, if any, is already here.
      void worker.terminate();
      if (run instanceof Error) reject(run);
      else resolve(run);
    };
    const finish = converse(worker, end);
    worker.once('error', ({ code, message }: Error & { code?: string }) => {
      if (code !== undefined && CANNOT_LOAD.has(code)) end({ kind: 'unbundled', reason: message });
      else if (code === 'ERR_WORKER_OUT_OF_MEMORY') {
        end({
          kind: 'stopped',
          why: 'memory',
          reason: `It needed more than ${budget.megabytes} MB of memory.`,
        });
      } else end({ kind: 'stopped', why: 'error', reason: message });
    });
    worker.once('exit', (code) => {
      end({
        kind: 'stopped',
        why: 'error',
        reason: `The worker ended with exit code ${code} and no answer.`,
      });
    });
  });
}
