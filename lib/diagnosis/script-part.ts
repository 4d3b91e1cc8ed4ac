import type { CleanLine, CleanLog } from '@/lib/log/clean-log';
import { commandLine, statedFailures, type FailedCommand } from './stated-failures';

/** Indexes, both ends included; `from > to` means there is no such part. */
export interface ScriptPart {
  readonly from: number;
  readonly to: number;
  /** Output of the command that was running when the job failed. */
  readonly failing: { readonly from: number; readonly to: number };
  /** That command as the runner echoed it. */
  readonly command: string | null;
  /** Every failed command, where the runner states which they are; the first is the one above. */
  readonly failures: readonly FailedCommand[];
  /** False where no line of the runner's says that the job failed here: the failing command is then only the last one. */
  readonly isStated: boolean;
}

const scriptSections = new Set(['step_script', 'build_script']);
// What the runner says once the script is over.
const afterScript =
  /^(?:ERROR: Job failed|ERROR: Job canceled|WARNING: script canceled|Job succeeded|Running after_script|Running after script|Cleaning up project directory|Uploading artifacts (?:for|\.\.\.))/;
const jobFailed = /^ERROR: Job failed/;

/** Finds the job's own script in a log: by the runner's sections where there are any, else by what it echoes. */
export function findScript(log: CleanLog, texts: readonly string[]): ScriptPart {
  const { lines } = log;
  const hasSections = log.sections.some(({ name }) => scriptSections.has(name));
  const failures = hasSections ? [] : statedFailures(texts);
  const [first] = failures;
  if (first !== undefined) {
    const { from, to, command } = first;
    const end = failures.at(-1)?.to ?? to;
    return { from: 0, to: end, failing: { from, to }, command, failures, isStated: true };
  }
  const isStated = hasSections || lines.slice(-200).some(({ text }) => jobFailed.test(text));
  const from = scriptStart(log);
  const to = scriptEnd(lines, log, from);
  const command = lastCommand(lines, from, to);
  if (command === null) return { from, to, failing: { from, to }, command: null, failures, isStated };
  return { from, to, failing: { from: command.index, to }, command: command.text, failures, isStated };
}

function scriptStart(log: CleanLog): number {
  const section = log.sections.find(({ name }) => scriptSections.has(name));
  if (section === undefined) return 0;
  const index = log.lines.findIndex((line) => line.number >= section.start);
  return index < 0 ? 0 : index;
}

function scriptEnd(lines: readonly CleanLine[], log: CleanLog, from: number): number {
  const end = log.sections.findLast(({ name }) => scriptSections.has(name))?.end ?? null;
  if (end !== null) {
    const beyond = lines.findIndex((line, index) => index > from && line.number >= end);
    // The closing marker shares its line with what comes next.
    return beyond < 0 ? lines.length - 1 : beyond - 1;
  }
  // Only the last of such lines is the runner's; a script may print the same words.
  for (let index = lines.length - 1, seen = 0; index > from && seen < 200; index -= 1, seen += 1) {
    if (jobFailed.test(lines[index]?.text ?? '')) return beforeAfterScript(lines, from, index);
  }
  return lines.length - 1;
}

function beforeAfterScript(lines: readonly CleanLine[], from: number, end: number): number {
  for (let index = end; index > from; index -= 1) {
    if (/^Running after_?\s?script/.test(lines[index]?.text ?? '')) return index - 1;
  }
  for (let index = end; index > from && index > end - 60; index -= 1) {
    if (!afterScript.test(lines[index]?.text ?? '') && !isQuiet(lines[index]?.text ?? '')) return index;
  }
  return end - 1;
}

function isQuiet(text: string): boolean {
  return text.trim() === '' || /^(?:WARNING: .*: no matching files|ERROR: No files to upload)/.test(text);
}

function lastCommand(
  lines: readonly CleanLine[],
  from: number,
  to: number,
): { index: number; text: string } | null {
  const echoed = lines.some((line) => line.isCommand === true);
  for (let index = to; index >= from; index -= 1) {
    const line = lines[index];
    if (line === undefined || (echoed && line.isCommand !== true)) continue;
    const match = commandLine.exec(line.text);
    if (match?.[1] !== undefined)
      return { index, text: match[1].replace(/ # collapsed multi-line command$/, '').trim() };
  }
  return null;
}
