import type { HeaderSource } from '@/lib/ports/delivery-reader';

/** The body's bytes; null when there are more than `most`, and then no more than that was ever held. */
export async function readBoundedBody(
  headers: HeaderSource,
  body: AsyncIterable<Uint8Array> | null,
  most: number,
): Promise<Buffer | null> {
  const declared = Number(headers.get('content-length') ?? '0');
  if (Number.isNaN(declared) || declared > most) return null;
  if (!body) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > most) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}
