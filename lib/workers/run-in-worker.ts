import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
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
 * `(options) => new Worker(new URL('./NAME.worker.ts', import.meta.url), options)` at the place of the call, since that form is
 * what the bundler looks for; the worker answers with `answerInWorker`.
 */
export function runInWorker<Input, Answer>(
  start: (options: WorkerOptions) => Worker,
  input: Input,
  budget: WorkerBudget,
): Promise<WorkerAnswer<Answer>> {
  return new Promise((resolve) => {
    const worker = start({
      workerData: input,
      env: {},
      // The parent's own flags (a debugger's, a test runner's) are not the worker's.
      execArgv: isFromSource() ? ['--import', new URL('./register-typescript.mjs', SOURCE).href] : [],
      resourceLimits: { maxOldGenerationSizeMb: budget.megabytes, stackSizeMb: 4 },
    });
    let timer: NodeJS.Timeout | undefined;
    const end = (answer: WorkerAnswer<Answer>) => {
      clearTimeout(timer);
      // Nothing hangs on when the thread is gone: its answer, if any, is already here.
      void worker.terminate();
      resolve(answer);
    };
    timer = setTimeout(() => {
      end({
        kind: 'stopped',
        why: 'time',
        reason: `It took longer than ${budget.milliseconds / 1_000} seconds.`,
      });
    }, budget.milliseconds);
    worker.once('message', (message: { answer: Answer }) => end({ kind: 'answer', answer: message.answer }));
    worker.once('error', (error: Error & { code?: string }) => {
      const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      end({
        kind: 'stopped',
        why: isMemory ? 'memory' : 'error',
        reason: isMemory ? `It needed more than ${budget.megabytes} MB of memory.` : error.message,
      });
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

const SOURCE = import.meta.url;

/** True where this very file is loaded as TypeScript (tests, scripts, the command line); a bundle lies somewhere else. */
function isFromSource(): boolean {
  return SOURCE.startsWith('file:') && SOURCE.endsWith('.ts') && existsSync(fileURLToPath(SOURCE));
}
