/**
 * The words of a plain shell command: words without any special character, or whole words in quotes.
 * Null for anything that a shell would do more with (pipes, expansions, redirections, several commands), or that is not plain.
 */
export function shellWords(line: string): string[] | null {
  if (line.length > 2_000) return null;
  const words: string[] = [];
  for (const piece of line.matchAll(/'([^']*)'|"([^"$`\\!]*)"|([\w@%+=:,./*{}^~-]+)|(\s+)|([^])/g)) {
    const [whole, single, double, plain, space] = piece;
    if (space !== undefined) continue;
    const word = single ?? double ?? plain;
    if (word === undefined) return null;
    // Two pieces without a space between them make one word in a shell; nobody needs that here.
    const end = piece.index + whole.length;
    if (end < line.length && !/\s/.test(line.charAt(end))) return null;
    words.push(word);
  }
  return words;
}
