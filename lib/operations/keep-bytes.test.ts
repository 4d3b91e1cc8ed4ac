import { expect, it } from 'vitest';

import { keepBytes } from './keep-bytes';

async function* chunks(...texts: string[]): AsyncIterable<Uint8Array> {
  for (const text of texts) yield await Promise.resolve(new TextEncoder().encode(text));
}

async function textOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: string[] = [];
  for await (const chunk of bytes) {
    parts.push(new TextDecoder().decode(chunk));
    // As a worker does that takes the memory with the message.
    chunk.fill(0);
  }
  return parts.join('');
}

it('gives the bytes once more, whatever became of the first ones', async () => {
  const log = keepBytes(chunks('coins ', 'and ', 'notes'), 100);
  expect(await textOf(log.bytes)).toBe('coins and notes');
  for (let time = 0; time < 2; time += 1) {
    const again = log.again();
    expect(again && (await textOf(again))).toBe('coins and notes');
  }
});

it('keeps nothing of what is too long, or was not read to its end', async () => {
  const long = keepBytes(chunks('coins ', 'and ', 'notes'), 10);
  expect(await textOf(long.bytes)).toBe('coins and notes');
  expect(long.again()).toBeNull();
  const left = keepBytes(chunks('coins ', 'notes'), 100);
  for await (const chunk of left.bytes) if (chunk.length > 0) break;
  expect(left.again()).toBeNull();
});
