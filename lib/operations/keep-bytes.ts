/**
 * A stream that can be gone through once more after it has ended: `again` gives its bytes, or null where there were more than
 * `most`, or its end was never reached.
 */
export function keepBytes(
  chunks: AsyncIterable<Uint8Array>,
  most: number,
): { readonly bytes: AsyncIterable<Uint8Array>; readonly again: () => AsyncIterable<Uint8Array> | null } {
  let kept: Uint8Array[] | null = [];
  let size = 0;
  let ended = false;
  return {
    bytes: pass(),
    again: () => (ended && kept !== null ? replay(kept) : null),
  };

  async function* pass(): AsyncIterable<Uint8Array> {
    for await (const chunk of chunks) {
      size += chunk.byteLength;
      if (size > most) kept = null;
      // Who takes a piece may take its memory with it.
      kept?.push(chunk.slice());
      yield chunk;
    }
    ended = true;
  }
}

async function* replay(kept: readonly Uint8Array[]): AsyncIterable<Uint8Array> {
  for (const chunk of kept) yield await Promise.resolve(chunk.slice());
}
