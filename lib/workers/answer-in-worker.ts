import { parentPort, workerData } from 'node:worker_threads';

/** The worker's side of `runInWorker`: works on the input once and posts what came of it. An exception ends the worker. */
export async function answerInWorker(work: (input: unknown) => unknown): Promise<void> {
  if (parentPort === null) throw new Error('This file runs in a worker only.');
  parentPort.postMessage({ answer: await work((workerData as { readonly input: unknown }).input) });
}
