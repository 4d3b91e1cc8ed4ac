import type { LineTexts } from './line-texts';

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
export const commandKeywords = ['$ ', '##[group]Run '];

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
export function statedFailures(texts: LineTexts): FailedCommand[] {
  const failures: FailedCommand[] = [];
  let after = 0;
  for (const index of texts.linesWithAny(['exit'])) {
    if (failures.length >= MOST_FAILURES) break;
    const statement = statementAt(texts, index, after);
    if (statement === null) continue;
    const { start, command, exitCode } = statement;
    const echo = echoOf(texts, after, start, command);
    if (exitCode > 0) {
      failures.push({
        from: echo ?? after,
        to: start - 1,
        command: command ?? (echo === null ? null : (commandLine.exec(texts.text(echo))?.[1] ?? null)),
        exitCode,
        statedAt: index,
      });
    }
    after = index + 1;
  }
  return failures;
}

function statementAt(
  texts: LineTexts,
  index: number,
  after: number,
): { start: number; command: string | null; exitCode: number } | null {
  const text = texts.text(index);
  const match = stated.exec(text);
  if (match !== null)
    return { start: index, command: match[1] ?? null, exitCode: Number(match[2] ?? match[3]) };
  const below = text.length > 600 ? null : statedBelow.exec(text);
  if (below === null) return null;
  for (let above = index - 1; above >= Math.max(after, index - MOST_LINES); above -= 1) {
    const opened = opening.exec(texts.text(above))?.[1];
    if (opened !== undefined) return { start: above, command: opened, exitCode: Number(below[1]) };
  }
  return null;
}

function echoOf(texts: LineTexts, after: number, before: number, command: string | null): number | null {
  let nearest: number | null = null;
  const echoes = texts.linesWithAny(commandKeywords);
  for (let at = lowerBound(echoes, before) - 1; at >= 0; at -= 1) {
    const index = echoes[at] ?? 0;
    if (index < after) break;
    const echoed = commandLine.exec(texts.text(index))?.[1];
    if (echoed === undefined) continue;
    if (command === null || echoed.startsWith(command.slice(0, 30))) return index;
    nearest ??= index;
  }
  return nearest;
}

/** How many of the numbers, which are in order, are below that one. */
export function lowerBound(numbers: readonly number[], value: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
