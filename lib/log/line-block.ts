import { Buffer } from 'node:buffer';

/** What is known of a line beside its text. */
export interface LineMark {
  readonly number: number;
  /** Number of the section's name, 0 for none. */
  readonly section: number;
  readonly flags: number;
}

export const isStdout = 1;
export const isStderr = 2;
export const isEcho = 4;

/**
 * Some hundred kilobytes of lines as UTF-8 in flat memory, each followed by `\n`: a log of 300,000 lines must not be 300,000
 * strings. A line is written into `bytes` from `used` on, for which `reserve` makes room, and then kept by `close`.
 */
export class LineBlock {
  bytes: Buffer;
  used = 0;
  length = 0;
  #ends = new Uint32Array(0);
  #numbers = new Uint32Array(0);
  #sections = new Uint16Array(0);
  #flags = new Uint8Array(0);

  constructor(size: number) {
    this.bytes = Buffer.allocUnsafeSlow(size);
  }

  /** Makes room for a line of so many bytes. */
  reserve(size: number): void {
    if (this.used + size + 1 <= this.bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.used + size + 1, this.bytes.length * 2));
    this.bytes.copy(larger, 0, 0, this.used);
    this.bytes = larger;
  }

  /** Ends the line whose text stands up to `end`. */
  close(end: number, number: number, section: number, flags: number): void {
    const index = this.length;
    if (index === this.#ends.length) this.#grow();
    this.bytes[end] = 10;
    this.#ends[index] = end;
    this.#numbers[index] = number;
    this.#sections[index] = section;
    this.#flags[index] = flags;
    this.used = end + 1;
    this.length = index + 1;
  }

  add(text: string, mark: LineMark): void {
    this.reserve(text.length * 3);
    const written = this.bytes.write(text, this.used, 'utf8');
    this.close(this.used + written, mark.number, mark.section, mark.flags);
  }

  /** Takes over the first lines of another block. */
  copyFirst(lines: number, from: LineBlock): void {
    if (lines === 0) return;
    const size = from.endOf(lines - 1) + 1;
    this.reserve(size);
    from.bytes.copy(this.bytes, 0, 0, size);
    for (let index = 0; index < lines; index += 1)
      this.close(from.endOf(index), from.numberOf(index), from.sectionOf(index), from.flagsOf(index));
  }

  /** Makes its memory free for other lines. */
  clear(): void {
    this.used = 0;
    this.length = 0;
  }

  startOf(index: number): number {
    return index === 0 ? 0 : this.endOf(index - 1) + 1;
  }

  endOf(index: number): number {
    return this.#ends[index] ?? 0;
  }

  text(index: number): string {
    return this.bytes.toString('utf8', this.startOf(index), this.endOf(index));
  }

  numberOf(index: number): number {
    return this.#numbers[index] ?? 0;
  }

  sectionOf(index: number): number {
    return this.#sections[index] ?? 0;
  }

  flagsOf(index: number): number {
    return this.#flags[index] ?? 0;
  }

  #grow(): void {
    const size = Math.max(1_024, this.#ends.length * 2);
    const grown = <T extends Uint32Array | Uint16Array | Uint8Array>(larger: T, old: T): T => {
      larger.set(old);
      return larger;
    };
    this.#ends = grown(new Uint32Array(size), this.#ends);
    this.#numbers = grown(new Uint32Array(size), this.#numbers);
    this.#sections = grown(new Uint16Array(size), this.#sections);
    this.#flags = grown(new Uint8Array(size), this.#flags);
  }
}
