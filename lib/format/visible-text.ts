// Controls (tab excepted), format characters (zero-width, bidirectional, tags), line separators and blank letters:
// each can make a line read otherwise than it is.
const deceptive = /(?!\t)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u115f\u1160\u3164]/gu;

/** A line of strangers' text with every invisible or direction-changing character written out, e.g. `⟨U+202E⟩`. */
export function visibleText(text: string): string {
  return text.replace(
    deceptive,
    (char) => `⟨U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`,
  );
}
