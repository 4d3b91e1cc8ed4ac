const candidates = /[A-Za-z0-9+/_-]{24,4096}={0,2}|[^\s"'<>]{0,200}%[0-9A-Fa-f]{2}[^\s"'<>]{4,2000}/g;
const hint = /[A-Za-z0-9+/_-]{24}|%[0-9A-Fa-f]{2}/;

/** Replaces words that hold a secret once they are decoded, once, from base64 or percent-encoding. */
export function decodedWords(
  text: string,
  holdsSecret: (decoded: string) => boolean,
  replacement: (word: string) => string,
): string {
  if (!hint.test(text)) return text;
  return text.replace(candidates, (word) => {
    const decoded = word.includes('%') ? percentDecoded(word) : base64Decoded(word);
    return decoded !== null && holdsSecret(decoded) ? replacement(word) : word;
  });
}

function percentDecoded(word: string): string | null {
  try {
    return decodeURIComponent(word);
  } catch {
    // Not percent-encoding after all; the word is looked at as it stands by the other rules.
    return null;
  }
}

function base64Decoded(word: string): string | null {
  // Hashes, paths and names are most of what looks like base64.
  if (/^[0-9a-f-]+$/i.test(word) || !/[A-Z]/.test(word) || !/[a-z]/.test(word)) return null;
  const decoded = Buffer.from(word, 'base64').toString('latin1');
  return /^[\t\n\r -~]{12,}$/.test(decoded) ? decoded : null;
}
