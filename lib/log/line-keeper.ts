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
    if (length > 0 && used + length * OVERHEAD >= this.#size) this.#store();
    return this.#current;
  }

  finish(): { head: LineBlock[]; dropped: LineBlock[]; tail: LineBlock[] } {
    if (this.#current.length > 0) this.#store();
    return { head: this.#head, dropped: this.#dropped, tail: this.#tail };
  }

  #store(): void {
    const block = this.#current;
    this.#current = new LineBlock(this.#size);
    const cost = costOf(block);
    block.trim();
    if (this.#tail.length === 0 && cost <= this.#headRoom) {
      this.#headRoom -= cost;
      this.#head.push(block);
      return;
    }
    this.#headRoom = 0;
    this.#tail.push(block);
    this.#tailRoom -= cost;
    while (this.#tailRoom < 0 && this.#tail.length > 1) {
      const block = this.#tail.shift();
      if (block === undefined) break;
      this.#tailRoom += costOf(block);
      this.#dropped.push(block);
      while (isEnough(this.#dropped.slice(1))) this.#dropped.shift();
    }
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
