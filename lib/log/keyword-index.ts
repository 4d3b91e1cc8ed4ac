/** Told of every place where a keyword stands: its number in the list, and the offset of its first character. */
export type OnHit = (keyword: number, offset: number) => void;

export interface KeywordIndexOptions {
  /** ASCII letters match in either case. */
  readonly foldCase?: boolean;
  /** The text will come as UTF-8 bytes, for `scanBytes` alone; offsets count bytes. */
  readonly ofBytes?: boolean;
}

/**
 * Finds many texts at once: one pass over the text, however many keywords there are (Aho-Corasick, laid out as one dense
 * table over the characters that keywords are made of). Takes time in the length of the text and the number of hits, and
 * never backtracks. Overlapping and nested hits are all told, in the order of their ends. Build it once: a thousand
 * keywords are a table of about 2 MB. Empty keywords never match.
 */
export class KeywordIndex {
  readonly keywords: readonly string[];
  /** Class of each UTF-16 unit; 0 for those in no keyword. */
  readonly #classes: Uint8Array;
  /** `next[state + class]`; states are multiples of the number of classes, those with hits come last. */
  readonly #next: Uint32Array;
  readonly #width: number;
  /** States from here on end a keyword. */
  readonly #firstHit: number;
  /** Per state with hits: where its keywords begin in `#ending`. */
  readonly #endingAt: Uint32Array;
  readonly #ending: Uint32Array;
  readonly #lengths: Uint32Array;

  constructor(keywords: readonly string[], options: KeywordIndexOptions = {}) {
    this.keywords = keywords;
    const units = options.ofBytes === true ? keywords.map(bytesAsUnits) : keywords;
    this.#lengths = Uint32Array.from(units, ({ length }) => length);
    const { classes, width } = classesOf(units, options.foldCase === true);
    this.#classes = classes;
    this.#width = width;
    const table = tableOf(units, classes, width);
    this.#next = table.next;
    this.#firstHit = table.firstHit;
    this.#endingAt = table.endingAt;
    this.#ending = table.ending;
  }

  /** Calls `onHit` for each place in `text` where a keyword stands. */
  scan(text: string, onHit: OnHit): void {
    const next = this.#next;
    const classes = this.#classes;
    const firstHit = this.#firstHit;
    const end = text.length;
    let state = 0;
    for (let at = 0; at < end; at += 1) {
      state = next[state + (classes[text.charCodeAt(at)] ?? 0)] ?? 0;
      if (state >= firstHit) this.#tell(state, at, onHit);
    }
  }

  /**
   * The same for the first `end` bytes of UTF-8, with an index made `ofBytes`. Each step waits for the one before it, so that
   * both halves of the bytes are gone through side by side.
   */
  scanBytes(bytes: Uint8Array, end: number, onHit: OnHit): void {
    const next = this.#next;
    const classes = this.#classes;
    const firstHit = this.#firstHit;
    // Behind a byte that is in no keyword everything begins anew.
    let half = end >>> 1;
    while (half < end && classes[bytes[half] ?? 0] !== 0) half += 1;
    const later: number[] = [];
    const both = Math.min(half, end - half);
    let state = 0;
    let other = 0;
    for (let at = 0; at < both; at += 1) {
      state = next[state + (classes[bytes[at] ?? 0] ?? 0)] ?? 0;
      other = next[other + (classes[bytes[half + at] ?? 0] ?? 0)] ?? 0;
      if (state >= firstHit) this.#tell(state, at, onHit);
      if (other >= firstHit) later.push(other, half + at);
    }
    for (let at = both; at < half; at += 1) {
      state = next[state + (classes[bytes[at] ?? 0] ?? 0)] ?? 0;
      if (state >= firstHit) this.#tell(state, at, onHit);
    }
    for (let hit = 0; hit < later.length; hit += 2) this.#tell(later[hit] ?? 0, later[hit + 1] ?? 0, onHit);
    for (let at = half + both; at < end; at += 1) {
      other = next[other + (classes[bytes[at] ?? 0] ?? 0)] ?? 0;
      if (other >= firstHit) this.#tell(other, at, onHit);
    }
  }

  /** Whether any keyword stands in `text`. */
  hits(text: string): boolean {
    const next = this.#next;
    const classes = this.#classes;
    const firstHit = this.#firstHit;
    const end = text.length;
    let state = 0;
    for (let at = 0; at < end; at += 1) {
      state = next[state + (classes[text.charCodeAt(at)] ?? 0)] ?? 0;
      if (state >= firstHit) return true;
    }
    return false;
  }

  #tell(state: number, at: number, onHit: OnHit): void {
    const place = (state - this.#firstHit) / this.#width;
    const end = this.#endingAt[place + 1] ?? 0;
    for (let index = this.#endingAt[place] ?? 0; index < end; index += 1) {
      const keyword = this.#ending[index] ?? 0;
      onHit(keyword, at + 1 - (this.#lengths[keyword] ?? 0));
    }
  }
}

/** The UTF-8 bytes of a text, each as one UTF-16 unit. */
function bytesAsUnits(text: string): string {
  return String.fromCharCode(...new TextEncoder().encode(text));
}

/** Gives each character of the keywords a class of its own, the same for both cases of a letter where they are the same. */
function classesOf(keywords: readonly string[], foldCase: boolean): { classes: Uint8Array; width: number } {
  const classes = new Uint8Array(65_536);
  let width = 1;
  for (const keyword of keywords) {
    for (let at = 0; at < keyword.length; at += 1) {
      const unit = foldCase ? folded(keyword.charCodeAt(at)) : keyword.charCodeAt(at);
      if (classes[unit] !== 0) continue;
      if (width > 255) throw new RangeError('Keywords are made of more than 255 different characters.');
      classes[unit] = width;
      width += 1;
    }
  }
  if (foldCase) for (let upper = 65; upper <= 90; upper += 1) classes[upper] = classes[upper + 32] ?? 0;
  return { classes, width };
}

function folded(unit: number): number {
  return unit >= 65 && unit <= 90 ? unit + 32 : unit;
}

interface Table {
  readonly next: Uint32Array;
  readonly firstHit: number;
  readonly endingAt: Uint32Array;
  readonly ending: Uint32Array;
}

function tableOf(keywords: readonly string[], classes: Uint8Array, width: number): Table {
  const room = 1 + keywords.reduce((sum, { length }) => sum + length, 0);
  const trie = new Uint32Array(room * width);
  const own: number[][] = [[]];
  for (const [keyword, text] of keywords.entries()) {
    let state = 0;
    for (let at = 0; at < text.length; at += 1) {
      const cell = state * width + (classes[text.charCodeAt(at)] ?? 0);
      if (trie[cell] === 0) trie[cell] = own.push([]) - 1;
      state = trie[cell] ?? 0;
    }
    if (state !== 0) own[state]?.push(keyword);
  }
  const order = linkFailures(trie, own, width);
  return numbered(trie, own, order, width);
}

/** Fills the trie's gaps with where to go on after a mismatch, and adds the shorter keywords that end in a state too. */
function linkFailures(trie: Uint32Array, own: number[][], width: number): number[] {
  const failure = new Uint32Array(own.length);
  const order: number[] = [];
  for (let symbol = 0; symbol < width; symbol += 1) {
    const child = trie[symbol] ?? 0;
    if (child !== 0) order.push(child);
  }
  for (let done = 0; done < order.length; done += 1) {
    const state = order[done] ?? 0;
    const fallback = failure[state] ?? 0;
    own[state]?.push(...(own[fallback] ?? []));
    for (let symbol = 0; symbol < width; symbol += 1) {
      const child = trie[state * width + symbol] ?? 0;
      const other = trie[fallback * width + symbol] ?? 0;
      if (child === 0) {
        trie[state * width + symbol] = other;
      } else {
        failure[child] = other;
        order.push(child);
      }
    }
  }
  return order;
}

/** Numbers the states so that those with hits come last and a state is its own offset in the table. */
function numbered(
  trie: Uint32Array,
  own: readonly number[][],
  order: readonly number[],
  width: number,
): Table {
  const silent = [0, ...order.filter((state) => own[state]?.length === 0)];
  const telling = order.filter((state) => own[state]?.length !== 0);
  const place = new Uint32Array(own.length);
  for (const [index, state] of [...silent, ...telling].entries()) place[state] = index;
  const next = new Uint32Array(own.length * width);
  for (let state = 0; state < own.length; state += 1) {
    const row = (place[state] ?? 0) * width;
    for (let symbol = 0; symbol < width; symbol += 1) {
      next[row + symbol] = (place[trie[state * width + symbol] ?? 0] ?? 0) * width;
    }
  }
  const endingAt = new Uint32Array(telling.length + 1);
  for (const [index, state] of telling.entries())
    endingAt[index + 1] = (endingAt[index] ?? 0) + (own[state]?.length ?? 0);
  const ending = Uint32Array.from(telling.flatMap((state) => own[state] ?? []));
  return { next, firstHit: silent.length * width, endingAt, ending };
}
