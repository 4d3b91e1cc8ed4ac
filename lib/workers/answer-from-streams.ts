import { parentPort, workerData } from 'node:worker_threads';

import type { StreamPiece, StreamReply } from './stream-to-worker';

/** The worker's side of `streamToWorker`: gives the input and the streams to the work and posts what came of it. */
export async function answerFromStreams<Answer>(
  work: (input: unknown, streams: (index: number) => AsyncIterable<Uint8Array>) => Promise<Answer>,
): Promise<void> {
  if (parentPort === null) throw new Error('This file runs in a worker only.');
  const port = parentPort;
  const reply = (message: StreamReply<Answer>) => port.postMessage(message);
  const pieces: StreamPiece[] = [];
  let wake = () => {};
  port.on('message', (piece: StreamPiece) => {
    pieces.push(piece);
    wake();
  });
  const stream = async function* (index: number): AsyncIterable<Uint8Array> {
    for (;;) {
      const piece = pieces.find((waiting) => waiting.stream >= index);
      if (piece === undefined) {
        await new Promise<void>((resolve) => (wake = resolve));
        continue;
      }
      if (piece.stream > index) return;
      pieces.splice(pieces.indexOf(piece), 1);
      if (piece.bytes === null) return;
      yield piece.bytes;
      reply({ kind: 'taken', bytes: piece.bytes.byteLength });
    }
  };
  reply({ kind: 'ready' });
  const answer = await work((workerData as { readonly input: unknown }).input, stream);
  reply({ kind: 'answer', answer });
  port.removeAllListeners('message');
}
