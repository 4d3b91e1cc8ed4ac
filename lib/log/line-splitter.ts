const HEAD = 64 * 1024;
const TAIL = 64 * 1024;

/**
 * Splits decoded text at `\n`, whatever the pieces it comes in. A line longer than 128 Ki characters keeps its beginning
 * and its end, cut at blanks so that no half of a word (or of a secret) is left at the gap.
 */
export class LineSplitter {
  #head = '';
  #tail = '';
  #skipped = false;
  #hasText = false;

  /** Calls `emit` for each line that is complete. */
  push(text: string, emit: (line: string) => void): void {
    let from = 0;
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', from)) {
      this.#add(text.slice(from, at));
      emit(this.#take());
      from = at + 1;
    }
    if (from < text.length) this.#add(text.slice(from));
  }

  /** The last line, when the text did not end with `\n`. */
  end(emit: (line: string) => void): void {
    if (this.#hasText) emit(this.#take());
  }

  #add(part: string): void {
    if (part === '') return;
    this.#hasText = true;
    const room = HEAD - this.#head.length;
    if (room > 0) {
      this.#head += part.slice(0, room);
      part = part.slice(room);
    }
    if (part === '') return;
    this.#tail += part;
    if (this.#tail.length > 4 * TAIL) {
      this.#tail = this.#tail.slice(-TAIL);
      this.#skipped = true;
    }
  }

  #take(): string {
    const cut = this.#skipped || this.#tail.length > TAIL;
    const line = cut ? joinAcrossGap(this.#head, this.#tail.slice(-TAIL)) : this.#head + this.#tail;
    this.#head = '';
    this.#tail = '';
    this.#skipped = false;
    this.#hasText = false;
    return line;
  }
}

function joinAcrossGap(head: string, tail: string): string {
  const end = Math.max(head.lastIndexOf(' '), head.lastIndexOf('\r'));
  const start = tail.search(/[ \r]/);
  return `${head.slice(0, Math.max(0, end))} … ${start < 0 ? '' : tail.slice(start)}`;
}
