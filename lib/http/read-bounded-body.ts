/** The body's bytes; null when there are more than `most`, and then no more than that was ever held. */
export async function readBoundedBody(request: Request, most: number): Promise<Buffer | null> {
  if (declaredLength(request) > most) return null;
  if (!request.body) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > most) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

function declaredLength(request: Request): number {
  const length = Number(request.headers.get('content-length') ?? '0');
  return Number.isNaN(length) ? Infinity : length;
}
