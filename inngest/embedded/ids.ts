import { createHash, randomBytes } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

let last = { time: 0, random: 0n };

/** A new 26-character id (ULID): one that this process makes later sorts after those that it made before. */
export function createId(timeMs: number): string {
  const isLater = timeMs > last.time;
  last = isLater ? { time: timeMs, random: toBits(randomBytes(10)) } : { ...last, random: last.random + 1n };
  return encode(last.time, last.random);
}

function toBits(bytes: Buffer): bigint {
  // The highest bit stays free, so that counting up never runs over.
  return bytes.subarray(0, 10).reduce((bits, byte) => (bits << 8n) | BigInt(byte), 0n) >> 1n;
}

function encode(timeMs: number, random: bigint): string {
  let text = '';
  for (let bits = (BigInt(Math.floor(timeMs)) << 80n) | random; text.length < 26; bits >>= 5n) {
    text = (alphabet[Number(bits & 31n)] ?? '0') + text;
  }
  return text;
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
  return encode(timeMs, toBits(bytes));
}
