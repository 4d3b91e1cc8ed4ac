import { describe, expect, it } from 'vitest';
import { KeywordIndex, type KeywordIndexOptions } from './keyword-index';

type Hit = [keyword: string, offset: number];

function hits(keywords: readonly string[], text: string, options?: KeywordIndexOptions): Hit[] {
  const found: Hit[] = [];
  const index = new KeywordIndex(keywords, options);
  index.scan(text, (keyword, offset) => found.push([keywords[keyword] ?? '', offset]));
  expect(index.hits(text)).toBe(found.length > 0);
  return sorted(found);
}

function sorted(found: Hit[]): Hit[] {
  return found.sort((a, b) => a[1] - b[1] || a[0].localeCompare(b[0]));
}

/** The same, looked up one after the other. */
function expected(keywords: readonly string[], text: string): Hit[] {
  return sorted(
    keywords.flatMap((keyword) => {
      const found: Hit[] = [];
      if (keyword === '') return found;
      for (let at = text.indexOf(keyword); at >= 0; at = text.indexOf(keyword, at + 1))
        found.push([keyword, at]);
      return found;
    }),
  );
}

describe('KeywordIndex', () => {
  it('tells every keyword and where it begins, nested and overlapping ones too', () => {
    expect(hits(['till', 'it', 'still', 'llo', 'absent'], 'still open; a pillow')).toEqual([
      ['still', 0],
      ['till', 1],
      ['llo', 16],
    ]);
    expect(hits(['aa'], 'aaaa')).toEqual([
      ['aa', 0],
      ['aa', 1],
      ['aa', 2],
    ]);
  });

  it('takes the case as it is unless told to fold it', () => {
    expect(hits(['Error:'], 'error: ERROR: Error:')).toEqual([['Error:', 14]]);
    expect(hits(['Error:'], 'error: ERROR: Error:', { foldCase: true })).toEqual([
      ['Error:', 0],
      ['Error:', 7],
      ['Error:', 14],
    ]);
  });

  it('folds ASCII letters alone, so that offsets stay', () => {
    expect(hits(['ß'], 'SS ß', { foldCase: true })).toEqual([['ß', 3]]);
    expect(hits(['é', '✖'], 'É é ✖', { foldCase: true })).toEqual([
      ['é', 2],
      ['✖', 4],
    ]);
  });

  it('finds what is not ASCII, and offsets count UTF-16 units', () => {
    expect(hits(['日本', '🎈', '✖'], '🎈 日本語 ✖')).toEqual([
      ['🎈', 0],
      ['日本', 3],
      ['✖', 7],
    ]);
  });

  it('has no hits without keywords, without text and for the empty keyword', () => {
    expect(hits([], 'text')).toEqual([]);
    expect(hits(['a'], '')).toEqual([]);
    expect(hits([''], 'text')).toEqual([]);
  });

  it('tells a keyword that is listed twice by both of its numbers', () => {
    const found: number[] = [];
    new KeywordIndex(['till', 'till']).scan('till', (keyword) => found.push(keyword));
    expect(found).toEqual([0, 1]);
  });

  it('refuses keywords of more different characters than it has room for', () => {
    const many = Array.from({ length: 300 }, (_, index) => String.fromCharCode(0x4e00 + index));
    expect(() => new KeywordIndex(many)).toThrow(RangeError);
  });

  it('finds the same as a look-up of each keyword alone', () => {
    let state = 7;
    const below = (limit: number) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 4_294_967_296) * limit);
    };
    const word = (longest: number) =>
      Array.from({ length: 1 + below(longest) }, () => 'ab:✖'.charAt(below(4))).join('');
    for (let round = 0; round < 200; round += 1) {
      const keywords = [...new Set(Array.from({ length: 1 + below(12) }, () => word(5)))];
      const text = word(120);
      expect(hits(keywords, text)).toEqual(expected(keywords, text));
    }
  });

  it('tells the hits in bytes in the order of their ends, whatever stands in the middle', () => {
    const keywords = ['till', 'ill', 'coins'];
    const index = new KeywordIndex(keywords, { ofBytes: true });
    for (const text of ['till coins till', 'xxtillx', 'tilltill', 'coins\ntill\ncoins\n', 'till', '']) {
      const found: Hit[] = [];
      const bytes = new TextEncoder().encode(text);
      index.scanBytes(bytes, bytes.length, (keyword, at) => found.push([keywords[keyword] ?? '', at]));
      const ends = found.map(([keyword, at]) => at + keyword.length);
      expect(ends).toEqual([...ends].sort((a, b) => a - b));
      expect(sorted(found)).toEqual(expected(keywords, text));
    }
  });
});
