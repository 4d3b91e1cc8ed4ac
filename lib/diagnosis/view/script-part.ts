import type { CleanLines } from '@/lib/log/clean-lines';
import type { CleanLog } from '@/lib/log/clean-log';
import type { LineTexts } from './line-texts';
import {
  commandKeywords,
  commandLine,
  lowerBound,
  statedFailures,
  type FailedCommand,
} from './stated-failures';

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
export function findScript(log: CleanLog, texts: LineTexts): ScriptPart {
  const { lines } = log;
  const hasSections = log.sections.some(({ name }) => scriptSections.has(name));
  const failures = hasSections ? [] : statedFailures(texts);
  const [first] = failures;
  if (first !== undefined) {
    const { from, to, command } = first;
    const end = failures.at(-1)?.to ?? to;
    return { from: 0, to: end, failing: { from, to }, command, failures, isStated: true };
  }
  const isStated = hasSections || endsInFailure(lines);
  const from = scriptStart(log);
  const to = Math.min(scriptEnd(lines, log, from), beforeCleanup(texts, from));
  const command = lastCommand(lines, texts, from, to);
  if (command === null) return { from, to, failing: { from, to }, command: null, failures, isStated };
  return { from, to, failing: { from: command.index, to }, command: command.text, failures, isStated };
}

function scriptStart(log: CleanLog): number {
  const section = log.sections.find(({ name }) => scriptSections.has(name));
  if (section === undefined) return 0;
  const index = log.lines.indexOfNumber(section.start);
  return index === log.lines.length ? 0 : index;
}

function scriptEnd(lines: CleanLines, log: CleanLog, from: number): number {
  const end = log.sections.findLast(({ name }) => scriptSections.has(name))?.end ?? null;
  if (end !== null) {
    // The closing marker shares its line with what comes next.
    return Math.max(from + 1, lines.indexOfNumber(end)) - 1;
  }
  // Only the last of such lines is the runner's; a script may print the same words.
  for (let index = lines.length - 1, seen = 0; index > from && seen < 200; index -= 1, seen += 1) {
    if (jobFailed.test(lines.text(index))) return beforeAfterScript(lines, from, index);
  }
  return lines.length - 1;
}

function beforeAfterScript(lines: CleanLines, from: number, end: number): number {
  for (let index = end; index > from; index -= 1) {
    if (/^Running after_?\s?script/.test(lines.text(index))) return index - 1;
  }
  for (let index = end; index > from && index > end - 60; index -= 1) {
    if (!afterScript.test(lines.text(index)) && !isQuiet(lines.text(index))) return index;
  }
  return end - 1;
}

/** Steps of GitHub's actions clean up behind those of the project. */
function beforeCleanup(texts: LineTexts, from: number): number {
  const first = texts
    .linesWithAny(['Post job cleanup.'])
    .find((index) => index > from && texts.text(index) === 'Post job cleanup.');
  return first === undefined ? Infinity : first - 1;
}

function isQuiet(text: string): boolean {
  return text.trim() === '' || /^(?:WARNING: .*: no matching files|ERROR: No files to upload)/.test(text);
}

function endsInFailure(lines: CleanLines): boolean {
  for (let index = lines.length - 1; index >= Math.max(0, lines.length - 200); index -= 1) {
    if (jobFailed.test(lines.text(index))) return true;
  }
  return false;
}

function lastCommand(
  lines: CleanLines,
  texts: LineTexts,
  from: number,
  to: number,
): { index: number; text: string } | null {
  const candidates = texts.linesWithAny(commandKeywords);
  const echoed = candidates.some((index) => lines.isCommand(index));
  for (let at = lowerBound(candidates, to + 1) - 1; at >= 0; at -= 1) {
    const index = candidates[at] ?? 0;
    if (index < from) break;
    if (echoed && !lines.isCommand(index)) continue;
    const match = commandLine.exec(lines.text(index));
    if (match?.[1] !== undefined)
      return { index, text: match[1].replace(/ # collapsed multi-line command$/, '').trim() };
  }
  return null;
}
