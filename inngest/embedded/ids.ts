import { createHash, randomBytes } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A 26-character id (ULID) that sorts by its time. The same ten bytes give the same id. */
export function createId(timeMs: number, bytes: Buffer = randomBytes(10)): string {
  let time = '';
  for (let rest = Math.max(0, Math.floor(timeMs)), digits = 0; digits < 10; digits++) {
    time = (alphabet[rest % 32] ?? '0') + time;
    rest = Math.floor(rest / 32);
  }
  let bits = 0n;
  for (const byte of bytes.subarray(0, 10)) bits = (bits << 8n) | BigInt(byte);
  let random = '';
  for (let digits = 0; digits < 16; digits++) {
    random = (alphabet[Number(bits & 31n)] ?? '0') + random;
    bits >>= 5n;
  }
  return time + random;
}

/**
 * The id of the event at `index` of a request, from the SDK's `x-inngest-event-id-seed` header
 * (`milliseconds,entropy`), so that a request sent again names the same events.
 */
export function createSeededId(seed: string, index: number): string | null {
  const comma = seed.indexOf(',');
  const timeMs = Number(seed.slice(0, comma));
  if (comma < 1 || !Number.isSafeInteger(timeMs) || timeMs < 0) return null;
  const bytes = createHash('sha256')
    .update(`${seed.slice(comma + 1)}:${String(index)}`)
    .digest();
  return createId(timeMs, bytes);
}
