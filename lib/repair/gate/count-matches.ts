/** How often a global pattern occurs; absent texts hold nothing. */
export function countMatches(text: string | null, pattern: RegExp | null): number {
  if (text === null || pattern === null) return 0;
  return Array.from(text.matchAll(pattern)).length;
}
