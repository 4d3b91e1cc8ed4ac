/** So many characters of a line are looked at, and so many of its indentation and of each word. */
const READ = 120;
const MAX_PIECE = 40;
const MAX_GAP = 20;

/**
 * A number that stands for how a line begins: its indentation and its first word, and its second one where the first is short
 * or none. Numbers in them are all the same. Lines that begin alike have the same number; others have it as good as never.
 */
export function startOf(text: string): number {
  const end = Math.min(READ, text.length);
  let at = 0;
  while (at < end && isSpace(text.charCodeAt(at))) at += 1;
  if (at > MAX_PIECE || at === end) return 0;
  let high = at + 1;
  let low = at + 7;
  const isWord = isWordUnit(text.charCodeAt(at));
  for (let word = 0; word < 2; word += 1) {
    let length = 0;
    let wasDigit = false;
    for (; at < end && length <= MAX_PIECE; at += 1) {
      const unit = text.charCodeAt(at);
      const isDigit = unit >= 48 && unit <= 57;
      if (isDigit && wasDigit) continue;
      if (isSpace(unit)) break;
      wasDigit = isDigit;
      length += 1;
      if (length > MAX_PIECE) break;
      const told = isDigit ? 48 : unit;
      high = Math.imul(high ^ told, 0x01000193);
      low = Math.imul(low + told, 0x5bd1e995) ^ (low >>> 15);
    }
    if (length > MAX_PIECE || (isWord && length >= 4) || word === 1) break;
    let gap = 0;
    while (at < end && gap <= MAX_GAP && isSpace(text.charCodeAt(at))) {
      at += 1;
      gap += 1;
    }
    if (gap === 0 || gap > MAX_GAP) break;
  }
  return (high >>> 0) * 0x200000 + (low >>> 11);
}

/** What `\s` of a pattern matches. */
function isSpace(unit: number): boolean {
  if (unit < 128) return unit === 32 || (unit >= 9 && unit <= 13);
  return unit >= 160 && /\s/.test(String.fromCharCode(unit));
}

/** What `\w` of a pattern matches. */
function isWordUnit(unit: number): boolean {
  return (
    (unit >= 48 && unit <= 57) || (unit >= 65 && unit <= 90) || unit === 95 || (unit >= 97 && unit <= 122)
  );
}
