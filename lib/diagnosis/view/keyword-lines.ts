import type { CleanLines } from '@/lib/log/clean-lines';
import type { KeywordIndex } from '@/lib/log/keyword-index';

/**
 * Which lines hold which keyword, found in one pass and kept flat: most keywords are only asked whether they stand anywhere,
 * and few lists are ever read.
 */
export class KeywordLines {
  readonly #numbers = new Map<string, number>();
  /** Where a keyword's lines begin in `#lines`, by its number. */
  readonly #starts: Uint32Array;
  readonly #lines: Uint32Array;

  constructor(lines: CleanLines, index: KeywordIndex) {
    for (const [number, keyword] of index.keywords.entries()) this.#numbers.set(keyword, number);
    const { keywords, places, counts } = hits(lines, index);
    this.#starts = new Uint32Array(counts.length + 1);
    for (const [number, count] of counts.entries())
      this.#starts[number + 1] = (this.#starts[number] ?? 0) + count;
    this.#lines = new Uint32Array(places.length);
    const free = this.#starts.slice();
    for (let hit = 0; hit < places.length; hit += 1) {
      const keyword = keywords[hit] ?? 0;
      const to = free[keyword] ?? 0;
      this.#lines[to] = places[hit] ?? 0;
      free[keyword] = to + 1;
    }
  }

  /** In how many lines it stands; null for a text that is none of the keywords. */
  count(keyword: string): number | null {
    const number = this.#numbers.get(keyword);
    return number === undefined ? null : (this.#starts[number + 1] ?? 0) - (this.#starts[number] ?? 0);
  }

  /** Null for a text that is none of the keywords. */
  lines(keyword: string): number[] | null {
    const number = this.#numbers.get(keyword);
    if (number === undefined) return null;
    const start = this.#starts[number] ?? 0;
    const length = (this.#starts[number + 1] ?? 0) - start;
    // Many times faster than `Array.from`.
    const found = new Array<number>(length);
    for (let at = 0; at < length; at += 1) found[at] = this.#lines[start + at] ?? 0;
    return found;
  }
}

/** Each line and keyword once, in the order of the lines. */
function hits(
  lines: CleanLines,
  index: KeywordIndex,
): { keywords: Uint16Array; places: Uint32Array; counts: Uint32Array } {
  let keywords = new Uint16Array(4_096);
  let places = new Uint32Array(4_096);
  const counts = new Uint32Array(index.keywords.length);
  const last = new Int32Array(index.keywords.length).fill(-1);
  let length = 0;
  lines.scan(index, (keyword, line) => {
    if (last[keyword] === line) return;
    last[keyword] = line;
    counts[keyword] = (counts[keyword] ?? 0) + 1;
    if (length === places.length) {
      const larger = new Uint32Array(length * 2);
      larger.set(places);
      places = larger;
      const more = new Uint16Array(length * 2);
      more.set(keywords);
      keywords = more;
    }
    keywords[length] = keyword;
    places[length] = line;
    length += 1;
  });
  return { keywords, places: places.subarray(0, length), counts };
}
