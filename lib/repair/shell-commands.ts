const MOST_NESTING = 4;

/**
 * The commands of shell text as lists of words, quotes and escapes taken off. Text inside quotes and substitutions is read as
 * commands of its own as well, because `sh -c` and `$(…)` run it. This is no shell: nothing is expanded, and what is only data to
 * one may come out as a command here. Good for finding what may be run, not for telling what is not.
 */
export function shellCommands(text: string): string[][] {
  const commands: string[][] = [];
  const read = (part: string, depth: number) => {
    let words: string[] = [];
    let word: string | null = null;
    const endWord = () => {
      if (word !== null) words.push(word);
      word = null;
    };
    const endCommand = () => {
      endWord();
      if (words.length > 0) commands.push(words);
      words = [];
    };
    for (const piece of part.matchAll(
      /'([^']*)'|"((?:[^"\\]|\\[^])*)"|\\([^])|([;&|()`\n])|(\s+)|([^'"\\;&|()`\s]+|[^])/g,
    )) {
      const [, single, double, escaped, operator, space, plain] = piece;
      const quoted = single ?? double;
      if (quoted !== undefined) {
        word = (word ?? '') + quoted;
        if (depth < MOST_NESTING && /[\s$`]/.test(quoted)) read(quoted, depth + 1);
      } else if (escaped !== undefined) {
        // A line that goes on: nothing for a shell.
        if (escaped !== '\n') word = (word ?? '') + escaped;
      } else if (operator !== undefined) endCommand();
      else if (space !== undefined) endWord();
      else word = (word ?? '') + (plain ?? '');
    }
    endCommand();
  };
  read(text, 0);
  return commands;
}
