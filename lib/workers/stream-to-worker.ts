import type { Worker } from 'node:worker_threads';

import { type WorkerAnswer, type WorkerBudget, runWhereItLoads } from './run-in-worker';

export interface StreamBudget extends WorkerBudget {
  /** Time that each mebibyte streamed adds to `milliseconds`. Waiting for the stream itself costs nothing. */
  readonly millisecondsPerMegabyte: number;
}

/** What goes to the worker: the bytes of one of the streams, or null at its end. */
export interface StreamPiece {
  readonly stream: number;
  readonly bytes: Uint8Array | null;
}

/** What comes from it: it is loaded, it has taken so many bytes, or it is done. */
export type StreamReply<Answer> =
  | { readonly kind: 'ready' }
  | { readonly kind: 'taken'; readonly bytes: number }
  | { readonly kind: 'answer'; readonly answer: Answer };

/** As much is sent ahead of what the worker has taken. */
const AHEAD = 1024 * 1024;
/** Loading the worker's code may take this long; it is no part of the budget. */
const LOADING_MILLISECONDS = 30_000;

/**
 * Runs work on streams of bytes off the main thread, one stream after the other; like `runInWorker`, whose words about `start`
 * hold here. The worker answers with `answerFromStreams`. Throws what a stream throws.
 */
export async function streamToWorker<Answer>(
  start: () => Worker,
  streams: readonly AsyncIterable<Uint8Array>[],
  budget: StreamBudget,
): Promise<WorkerAnswer<Answer>> {
  return runWhereItLoads<Answer>(
    start,
    (worker, stop) => {
      const watch = new BusyWatch(budget.milliseconds, () =>
        stop({ kind: 'stopped', why: 'time', reason: 'Reading took longer than such a log may take.' }),
      );
      let ahead = 0;
      let wake = () => {};
      let isDone = false;
      const loading = setTimeout(
        () => stop({ kind: 'stopped', why: 'time', reason: 'The worker did not load in time.' }),
        LOADING_MILLISECONDS,
      );
      const pump = async (): Promise<void> => {
        for (const [stream, chunks] of streams.entries()) {
          for await (const chunk of chunks) {
            if (isDone) return;
            // A copy of just these bytes: what is cloned otherwise is the whole pool that they lie in.
            const bytes = new Uint8Array(chunk);
            ahead += bytes.byteLength;
            watch.allow((bytes.byteLength / AHEAD) * budget.millisecondsPerMegabyte);
            watch.begin();
            worker.postMessage({ stream, bytes } satisfies StreamPiece, [bytes.buffer]);
            while (ahead > AHEAD && !isStopped()) await new Promise<void>((resolve) => (wake = resolve));
          }
          watch.begin();
          worker.postMessage({ stream, bytes: null } satisfies StreamPiece);
        }
      };
      const isStopped = () => isDone;
      let isPumping = true;
      worker.on('message', (reply: StreamReply<Answer>) => {
        if (reply.kind === 'ready') {
          clearTimeout(loading);
          pump()
            .catch((error: unknown) => stop(error instanceof Error ? error : new Error(String(error))))
            .finally(() => (isPumping = false));
        } else if (reply.kind === 'taken') {
          ahead -= reply.bytes;
          if (ahead === 0 && isPumping) watch.pause();
          wake();
        } else stop({ kind: 'answer', answer: reply.answer });
      });
      return () => {
        isDone = true;
        clearTimeout(loading);
        watch.pause();
        wake();
      };
    },
    budget,
  );
}

/** Counts down while there is work, and calls when the time is over. */
class BusyWatch {
  #left: number;
  #since: number | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    milliseconds: number,
    readonly isOver: () => void,
  ) {
    this.#left = milliseconds;
  }

  allow(milliseconds: number): void {
    const isRunning = this.#since !== null;
    this.pause();
    this.#left += milliseconds;
    if (isRunning) this.begin();
  }

  begin(): void {
    if (this.#since !== null) return;
    this.#since = performance.now();
    this.#timer = setTimeout(this.isOver, Math.max(0, this.#left));
  }

  pause(): void {
    clearTimeout(this.#timer);
    if (this.#since !== null) this.#left -= performance.now() - this.#since;
    this.#since = null;
  }
}
