export interface WrittenCommand {
  readonly command: 'apply' | 'dismiss' | 'retry' | 'undo';
  /** The beginning of a fix id; null when none was named. */
  readonly fix: string | null;
}

const commands = { apply: 'apply', dismiss: 'dismiss', retry: 'retry', undo: 'undo' } as const;

/**
 * The command that a note begins with: `pipemend apply`, or `pipemend apply 0192f3a1` for one fix. The first line
 * has to be the command and nothing else: a sentence that happens to begin so must not do anything.
 */
export function readCommand(text: string): WrittenCommand | null {
  const line =
    text
      .trimStart()
      .slice(0, 200)
      .split(/[\r\n]/, 1)[0] ?? '';
  const [name, verb, fix, ...more] = line
    .trim()
    .toLowerCase()
    .split(/[ \t]+/);
  if ((name !== 'pipemend' && name !== '@pipemend') || verb === undefined || more.length > 0) return null;
  if (!Object.hasOwn(commands, verb)) return null;
  if (fix !== undefined && !/^[0-9a-f][0-9a-f-]{3,35}$/.test(fix)) return null;
  return { command: commands[verb as keyof typeof commands], fix: fix ?? null };
}
