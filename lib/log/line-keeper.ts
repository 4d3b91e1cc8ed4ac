import { LineBlock } from './line-block';

/** What a line costs beside its characters. */
const OVERHEAD = 16;
const BLOCK = 256 * 1024;

/** Keeps the first quarter and the last three quarters of what fits; the end of a log is where its failure stands. */
export class LineKeeper {
  readonly #head: LineBlock[] = [];
  readonly #tail: LineBlock[] = [];
  #headRoom: number;
  #tailRoom: number;
  readonly #size: number;
  /** Memory of blocks that are gone: making new ones all the time keeps the collector busy and the process large. */
  readonly #free: LineBlock[] = [];
  #current: LineBlock;
  /** The last that was dropped. What a redactor remembers from it matters behind it: a key that began there. */
  readonly #dropped: LineBlock[] = [];

  constructor(cap: number) {
    this.#headRoom = Math.floor(cap / 4);
    this.#tailRoom = cap - this.#headRoom;
    this.#size = Math.min(BLOCK, Math.max(1_024, Math.floor(cap / 16)));
    this.#current = new LineBlock(this.#size);
  }

  /** The block that takes the next line. */
  get block(): LineBlock {
    const { used, length } = this.#current;
    if (length > 0 && used + length * OVERHEAD >= this.#size) {
      this.#store(this.#current);
      this.#current = this.#free.pop() ?? new LineBlock(this.#size);
    }
    return this.#current;
  }

  finish(): { head: LineBlock[]; dropped: LineBlock[]; tail: LineBlock[] } {
    if (this.#current.length > 0) this.#store(this.#current);
    return { head: this.#head, dropped: this.#dropped, tail: this.#tail };
  }

  #store(block: LineBlock): void {
    const cost = costOf(block);
    if (this.#tail.length === 0 && cost <= this.#headRoom) {
      this.#headRoom -= cost;
      this.#head.push(block);
      return;
    }
    this.#headRoom = 0;
    this.#tail.push(block);
    this.#tailRoom -= cost;
    while (this.#tailRoom < 0 && this.#tail.length > 1) {
      const oldest = this.#tail.shift();
      if (oldest === undefined) break;
      this.#tailRoom += costOf(oldest);
      this.#dropped.push(oldest);
      while (isEnough(this.#dropped.slice(1))) this.#release(this.#dropped.shift());
    }
  }

  #release(block: LineBlock | undefined): void {
    if (block === undefined) return;
    block.clear();
    this.#free.push(block);
  }
}

/** Longer than any key is followed. */
function isEnough(blocks: readonly LineBlock[]): boolean {
  const lines = blocks.reduce((sum, { length }) => sum + length, 0);
  const size = blocks.reduce((sum, { used }) => sum + used, 0);
  return lines >= 512 || size >= 1024 * 1024;
}

function costOf(block: LineBlock): number {
  return block.used + block.length * OVERHEAD;
}
