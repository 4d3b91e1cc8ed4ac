/** Streams that are open, over both copies of this module that Next may load. */
const shared = globalThis as typeof globalThis & { pipemendLiveStreams?: Set<() => void> };

function streams(): Set<() => void> {
  if (!shared.pipemendLiveStreams) {
    shared.pipemendLiveStreams = new Set();
    // A server that is asked to end waits for every answer to end, and these never would.
    process.once('SIGTERM', closeStreams);
    process.once('SIGINT', closeStreams);
  }
  return shared.pipemendLiveStreams;
}

/** Remembers how to end a stream; gives the function that forgets it. */
export function keepStream(close: () => void): () => void {
  streams().add(close);
  return () => streams().delete(close);
}

function closeStreams(): void {
  for (const close of [...streams()]) close();
}
