import type { CleanLog } from './clean-log';
import { createRedactor } from './redact/create-redactor';
import { TraceReader } from './trace-reader';

export interface ReadTraceOptions {
  /** How much text is kept: of a longer trace the beginning and the end (default 16 MiB, four times what the runner keeps unless it is told otherwise). */
  readonly capBytes?: number;
  /** Exact values (of CI variables) that must not come out. */
  readonly mask?: readonly string[];
}

const DEFAULT_CAP = 16 * 1024 * 1024;
/** A trace is read no further than this many times its cap. */
const READ_FACTOR = 64;

/**
 * Turns a job's raw trace into clean, redacted lines with their original numbers. Streams; the same bytes in other pieces
 * give the same result. Nothing unredacted leaves. Throws only what `chunks` throws.
 */
export async function readTrace(
  chunks: AsyncIterable<Uint8Array>,
  options: ReadTraceOptions = {},
): Promise<CleanLog> {
  const cap = options.capBytes ?? DEFAULT_CAP;
  const reader = new TraceReader(cap);
  let room = cap * READ_FACTOR;
  let cutByUs = false;
  for await (const chunk of chunks) {
    cutByUs = chunk.byteLength > room;
    reader.push(cutByUs ? chunk.subarray(0, room) : chunk);
    room -= chunk.byteLength;
    if (cutByUs) break;
  }
  return reader.finish(cutByUs, createRedactor({ values: options.mask ?? [] }));
}

/** For text that is already at hand (tests, the command line): the same as `readTrace`. */
export async function readTraceText(text: string, options: ReadTraceOptions = {}): Promise<CleanLog> {
  const bytes = new TextEncoder().encode(text);
  async function* whole() {
    yield bytes;
  }
  return readTrace(whole(), options);
}
