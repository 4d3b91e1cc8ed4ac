import type { CleanLine } from './clean-log';

/** What a line costs beside its characters. */
const OVERHEAD = 16;

/** Keeps the first quarter and the last three quarters of what fits; the end of a log is where its failure stands. */
export class LineBuffer {
  readonly #head: CleanLine[] = [];
  #tail: CleanLine[] = [];
  #first = 0;
  #headRoom: number;
  #tailRoom: number;
  hasDropped = false;

  constructor(cap: number) {
    this.#headRoom = Math.floor(cap / 4);
    this.#tailRoom = cap - this.#headRoom;
  }

  add(line: CleanLine): void {
    const size = line.text.length + OVERHEAD;
    if (this.#tail.length === 0 && size <= this.#headRoom) {
      this.#headRoom -= size;
      this.#head.push(line);
      return;
    }
    this.#headRoom = 0;
    this.#tail.push(line);
    this.#tailRoom -= size;
    while (this.#tailRoom < 0 && this.#first < this.#tail.length - 1) {
      this.#tailRoom += (this.#tail[this.#first]?.text.length ?? 0) + OVERHEAD;
      this.#first += 1;
      this.hasDropped = true;
    }
    if (this.#first > 10_000 && this.#first * 2 > this.#tail.length) {
      this.#tail = this.#tail.slice(this.#first);
      this.#first = 0;
    }
  }

  lines(): CleanLine[] {
    return [...this.#head, ...this.#tail.slice(this.#first)];
  }
}
