import { Buffer } from 'node:buffer';

const HEAD = 64 * 1024;
const TAIL = 64 * 1024;

/** Told of a line's bytes, without its `\n`. They are good until the call returns. */
export type OnRawLine = (bytes: Buffer, start: number, end: number) => void;

const gap = Buffer.from(' … ');

/**
 * Splits bytes at `\n`, whatever the pieces they come in. A line longer than 128 KiB keeps its beginning and its end, cut at
 * blanks so that no half of a word (or of a secret) is left at the gap.
 */
export class RawLines {
  readonly #onLine: OnRawLine;
  #head: Buffer[] = [];
  #headSize = 0;
  #tail: Buffer[] = [];
  #tailSize = 0;
  #skipped = false;

  constructor(onLine: OnRawLine) {
    this.#onLine = onLine;
  }

  push(bytes: Buffer): void {
    let from = 0;
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, from)) {
      if (from === 0 && this.#headSize > 0) {
        this.#add(bytes.subarray(0, at));
        this.end();
      } else if (at - from > HEAD + TAIL) {
        this.#emitLong(bytes.subarray(from, from + HEAD), bytes.subarray(at - TAIL, at));
      } else {
        this.#onLine(bytes, from, at);
      }
      from = at + 1;
    }
    if (from < bytes.length) this.#add(bytes.subarray(from));
  }

  /** The last line, when the bytes did not end with `\n`. */
  end(): void {
    if (this.#headSize === 0) return;
    const head = Buffer.concat(this.#head);
    const tail = Buffer.concat(this.#tail);
    const isLong = this.#skipped || tail.length > TAIL;
    this.#head = [];
    this.#tail = [];
    this.#headSize = 0;
    this.#tailSize = 0;
    this.#skipped = false;
    if (isLong) this.#emitLong(head, tail.subarray(-TAIL));
    else if (tail.length === 0) this.#onLine(head, 0, head.length);
    else this.#onLine(Buffer.concat([head, tail]), 0, head.length + tail.length);
  }

  /** Keeps a copy: the pieces belong to whoever gave them. */
  #add(part: Buffer): void {
    const room = Math.min(part.length, HEAD - this.#headSize);
    if (room > 0) {
      this.#head.push(Buffer.from(part.subarray(0, room)));
      this.#headSize += room;
      if (this.#head.length > 4_096) this.#head = [Buffer.concat(this.#head)];
    }
    if (part.length === room) return;
    const rest = part.subarray(Math.max(room, part.length - 2 * TAIL));
    if (rest.length < part.length - room) this.#skipped = true;
    this.#tail.push(Buffer.from(rest));
    this.#tailSize += rest.length;
    if (this.#tailSize > 8 * TAIL || this.#tail.length > 4_096) this.#shrink();
  }

  #shrink(): void {
    const tail = Buffer.concat(this.#tail);
    if (tail.length > TAIL) this.#skipped = true;
    this.#tail = [Buffer.from(tail.subarray(-TAIL))];
    this.#tailSize = Math.min(tail.length, TAIL);
  }

  #emitLong(head: Buffer, tail: Buffer): void {
    const end = Math.max(head.lastIndexOf(32), head.lastIndexOf(13), 0);
    const blanks = [tail.indexOf(32), tail.indexOf(13)].filter((at) => at >= 0);
    const start = blanks.length === 0 ? tail.length : Math.min(...blanks);
    const line = Buffer.concat([head.subarray(0, end), gap, tail.subarray(start)]);
    this.#onLine(line, 0, line.length);
  }
}
