/** Where keywords end in a text, in order; reused from one text to the next. */
export class KeywordHits {
  ids = new Int32Array(256);
  ends = new Int32Array(256);
  length = 0;

  add(id: number, end: number): void {
    if (this.length === this.ids.length) this.#grow();
    this.ids[this.length] = id;
    this.ends[this.length] = end;
    this.length += 1;
  }

  #grow(): void {
    const ids = new Int32Array(this.ids.length * 2);
    const ends = new Int32Array(this.ends.length * 2);
    ids.set(this.ids);
    ends.set(this.ends);
    this.ids = ids;
    this.ends = ends;
  }
}

/**
 * Finds all of many keywords in one pass (Aho and Corasick's automaton, unrolled into a table), whatever their case. The
 * keywords are ASCII in lower case; other characters of a text match none.
 */
export class KeywordScanner {
  readonly #classOf = new Uint8Array(65_536);
  /** Next state by state and class; states are multiplied by the number of classes, those that accept come last. */
  readonly #next: Int32Array;
  readonly #firstAccepting: number;
  /** By state: the keywords that end there, the longest first. */
  readonly #found: readonly (readonly number[])[];
  readonly #classes: number;

  constructor(readonly keywords: readonly string[]) {
    let classes = 1;
    for (const character of new Set(keywords.join(''))) {
      const code = character.charCodeAt(0);
      this.#classOf[code] = classes;
      if (code >= 97 && code <= 122) this.#classOf[code - 32] = classes;
      classes += 1;
    }
    this.#classes = classes;
    const { next, found } = this.#build();
    const order = [...found.keys()].sort(
      (a, b) => Number(isUsed(found[a])) - Number(isUsed(found[b])) || a - b,
    );
    const place = new Int32Array(found.length);
    order.forEach((state, index) => (place[state] = index));
    this.#next = new Int32Array(found.length * classes);
    for (const [state, row] of next.entries())
      for (let cls = 0; cls < classes; cls += 1)
        this.#next[(place[state] ?? 0) * classes + cls] = (place[row[cls] ?? 0] ?? 0) * classes;
    this.#found = order.map((state) => found[state] ?? []);
    this.#firstAccepting = this.#found.findIndex(isUsed) * classes;
    if (this.#firstAccepting < 0) this.#firstAccepting = found.length * classes;
  }

  /** Fills `hits` with what is found, in the order of where it ends. */
  scan(text: string, hits: KeywordHits): void {
    hits.length = 0;
    const classOf = this.#classOf;
    const next = this.#next;
    const first = this.#firstAccepting;
    let state = 0;
    for (let at = 0; at < text.length; at += 1) {
      state = next[state + (classOf[text.charCodeAt(at)] ?? 0)] ?? 0;
      if (state >= first) {
        const found = this.#found[state / this.#classes];
        if (found !== undefined) for (const id of found) hits.add(id, at + 1);
      }
    }
  }

  #build(): { next: Int32Array[]; found: number[][] } {
    const classes = this.#classes;
    const next: Int32Array[] = [new Int32Array(classes)];
    const found: number[][] = [[]];
    this.keywords.forEach((keyword, id) => {
      let state = 0;
      for (let at = 0; at < keyword.length; at += 1) {
        const cls = this.#classOf[keyword.charCodeAt(at)] ?? 0;
        let to = next[state]?.[cls] ?? 0;
        if (to === 0) {
          to = next.length;
          next.push(new Int32Array(classes));
          found.push([]);
          const row = next[state];
          if (row !== undefined) row[cls] = to;
        }
        state = to;
      }
      found[state]?.push(id);
    });
    this.#addFailures(next, found);
    return { next, found };
  }

  /** Breadth first: where a state has no edge of its own it takes that of its longest proper suffix. */
  #addFailures(next: readonly Int32Array[], found: number[][]): void {
    const suffix = new Int32Array(next.length);
    const queue = [...(next[0] ?? [])].filter((state) => state !== 0);
    for (let at = 0; at < queue.length; at += 1) {
      const state = queue[at] ?? 0;
      const row = next[state];
      const fallback = next[suffix[state] ?? 0];
      if (row === undefined || fallback === undefined) continue;
      found[state]?.push(...(found[suffix[state] ?? 0] ?? []));
      for (let cls = 0; cls < this.#classes; cls += 1) {
        const to = row[cls] ?? 0;
        if (to === 0) row[cls] = fallback[cls] ?? 0;
        else {
          suffix[to] = fallback[cls] ?? 0;
          queue.push(to);
        }
      }
    }
  }
}

function isUsed(found: readonly number[] | undefined): boolean {
  return found !== undefined && found.length > 0;
}
