import type { CleanLine } from './clean-log';
import type { KeywordIndex } from './keyword-index';
import { isEcho, isStderr, isStdout, type LineBlock } from './line-block';

/** The lines of a log, in order and by index from 0. A text is made when it is asked for, and not kept. */
export class CleanLines implements Iterable<CleanLine> {
  readonly #blocks: readonly LineBlock[];
  readonly #sections: readonly string[];
  /** Index of each block's first line. */
  readonly #firsts: Uint32Array;
  readonly length: number;
  /** The block that was asked last: most questions are about neighbours. */
  #last = 0;

  constructor(blocks: readonly LineBlock[], sections: readonly string[]) {
    this.#blocks = blocks;
    this.#sections = sections;
    this.#firsts = new Uint32Array(blocks.length);
    let length = 0;
    for (const [index, block] of blocks.entries()) {
      this.#firsts[index] = length;
      length += block.length;
    }
    this.length = length;
  }

  /** Empty beyond the ends. */
  text(index: number): string {
    const block = this.#blockOf(index);
    return block === undefined ? '' : block.text(index - (this.#firsts[this.#last] ?? 0));
  }

  /** Number of the raw line; 0 beyond the ends. */
  number(index: number): number {
    return this.#blockOf(index)?.numberOf(index - (this.#firsts[this.#last] ?? 0)) ?? 0;
  }

  isCommand(index: number): boolean {
    const flags = this.#blockOf(index)?.flagsOf(index - (this.#firsts[this.#last] ?? 0)) ?? 0;
    return (flags & isEcho) !== 0;
  }

  /** Counted from the end when it is negative. */
  at(position: number): CleanLine | undefined {
    const index = position < 0 ? position + this.length : position;
    const block = this.#blockOf(index);
    if (block === undefined) return undefined;
    const own = index - (this.#firsts[this.#last] ?? 0);
    const flags = block.flagsOf(own);
    const section = this.#sections[block.sectionOf(own) - 1];
    return {
      number: block.numberOf(own),
      text: block.text(own),
      ...(section === undefined ? {} : { section }),
      ...((flags & (isStdout | isStderr)) === 0
        ? {}
        : { stream: (flags & isStderr) === 0 ? ('stdout' as const) : ('stderr' as const) }),
      ...((flags & isEcho) === 0 ? {} : { isCommand: true as const }),
    };
  }

  /** Index of the first line with that raw number or a later one; `length` when there is none. */
  indexOfNumber(number: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.number(middle) < number) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  *[Symbol.iterator](): Iterator<CleanLine> {
    for (let index = 0; index < this.length; index += 1) {
      const line = this.at(index);
      if (line !== undefined) yield line;
    }
  }

  /** Calls `onLine` for each line and each keyword of the index (made for bytes) in it, once or more, in order. */
  scan(index: KeywordIndex, onLine: (keyword: number, line: number) => void): void {
    for (const [at, block] of this.#blocks.entries()) {
      const first = this.#firsts[at] ?? 0;
      let line = 0;
      let end = block.endOf(0);
      index.scanBytes(block.bytes, block.used, (keyword, offset) => {
        while (end < offset) {
          line += 1;
          end = block.endOf(line);
        }
        onLine(keyword, first + line);
      });
    }
  }

  /** Whether a line holds a text without line breaks. */
  holds(text: string): boolean {
    return text !== '' && this.#blocks.some(({ bytes, used }) => bytes.subarray(0, used).includes(text));
  }

  /** Indexes of the lines that hold a text without line breaks. */
  linesWith(text: string): number[] {
    const found: number[] = [];
    if (text === '') return found;
    for (const [at, block] of this.#blocks.entries()) {
      const first = this.#firsts[at] ?? 0;
      const bytes = block.bytes.subarray(0, block.used);
      let line = 0;
      for (let offset = bytes.indexOf(text); offset >= 0;) {
        while (block.endOf(line) < offset) line += 1;
        found.push(first + line);
        offset = bytes.indexOf(text, block.endOf(line));
      }
    }
    return found;
  }

  #blockOf(index: number): LineBlock | undefined {
    if (index < 0 || index >= this.length) return undefined;
    const first = this.#firsts[this.#last] ?? 0;
    const block = this.#blocks[this.#last];
    if (block !== undefined && index >= first && index < first + block.length) return block;
    let low = 0;
    let high = this.#blocks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.#firsts[middle] ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    this.#last = low;
    return this.#blocks[low];
  }
}
