/** A command that failed, as the runner states it below the command's output; indexes, both ends included. */
export interface FailedCommand {
  readonly from: number;
  readonly to: number;
  readonly command: string | null;
  readonly exitCode: number;
  /** The line that states it. */
  readonly statedAt: number;
}

/** How a runner echoes the command that it is about to run. */
export const commandLine = /^(?:\$ |##\[group\]Run )(\S.{0,2000})$/;

const stated =
  /(?:^|\s)The command "(.{1,500}?)"? (?:exited with|failed and exited with) (\d{1,5})\b|^(?:##\[error\])?(?:Error: )?(?:Process completed with|The process '[^']{1,300}' failed with) exit code (\d{1,5})\.?$/;
// The last line of a statement about a command of several lines.
const statedBelow = /^.{0,500}"? (?:failed and )?exited with (\d{1,5})(?: during .{0,20})?\.\s*$/;
const opening = /(?:^|\s)The command "(.{1,500})$/;
const MOST_LINES = 60;
const MOST_FAILURES = 20;

/**
 * Runners that go on after a failure say which command failed, and print more below: `The command "make" exited with 2.`,
 * `##[error]Process completed with exit code 1.` Every such statement, in order, but for those about success.
 */
export function statedFailures(texts: readonly string[]): FailedCommand[] {
  const failures: FailedCommand[] = [];
  let after = 0;
  for (let index = 0; index < texts.length && failures.length < MOST_FAILURES; index += 1) {
    const statement = statementAt(texts, index, after);
    if (statement === null) continue;
    const { start, command, exitCode } = statement;
    const echo = echoOf(texts, after, start, command);
    if (exitCode > 0) {
      failures.push({
        from: echo ?? after,
        to: start - 1,
        command: command ?? (echo === null ? null : (commandLine.exec(texts[echo] ?? '')?.[1] ?? null)),
        exitCode,
        statedAt: index,
      });
    }
    after = index + 1;
  }
  return failures;
}

function statementAt(
  texts: readonly string[],
  index: number,
  after: number,
): { start: number; command: string | null; exitCode: number } | null {
  const text = texts[index] ?? '';
  if (!text.includes('exit')) return null;
  const match = stated.exec(text);
  if (match !== null)
    return { start: index, command: match[1] ?? null, exitCode: Number(match[2] ?? match[3]) };
  const below = text.length > 600 ? null : statedBelow.exec(text);
  if (below === null) return null;
  for (let above = index - 1; above >= Math.max(after, index - MOST_LINES); above -= 1) {
    const opened = opening.exec(texts[above] ?? '')?.[1];
    if (opened !== undefined) return { start: above, command: opened, exitCode: Number(below[1]) };
  }
  return null;
}

function echoOf(
  texts: readonly string[],
  after: number,
  before: number,
  command: string | null,
): number | null {
  let nearest: number | null = null;
  for (let index = before - 1; index >= after; index -= 1) {
    const echoed = commandLine.exec(texts[index] ?? '')?.[1];
    if (echoed === undefined) continue;
    if (command === null || echoed.startsWith(command.slice(0, 30))) return index;
    nearest ??= index;
  }
  return nearest;
}
