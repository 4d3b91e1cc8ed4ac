/** Lines in a fence that is longer than any run of backticks inside, so that nothing in them can end it. */
export function codeBlock(lines: readonly string[], language = 'text'): string {
  const body = lines.map((line) => line.replace(/\r/g, '')).join('\n');
  const longest = [...body.matchAll(/`+/g)].reduce((most, [run]) => Math.max(most, run.length), 2);
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${body}\n${fence}`;
}
