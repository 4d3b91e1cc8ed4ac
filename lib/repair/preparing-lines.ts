import { readPackageScript } from './package-script';
import type { Tool } from './tool';
import { writesElsewhere } from './writes-elsewhere';

export type Preparation =
  | {
      readonly kind: 'prepared';
      readonly beforeScript: readonly string[];
      readonly script: readonly string[];
      /** The configuration's own line that runs the tool, when it is known. */
      readonly toolLine: string | null;
    }
  | { readonly kind: 'refused'; readonly reason: string };

export interface PreparationInput {
  readonly tool: Tool;
  readonly beforeScript: readonly string[];
  readonly script: readonly string[];
  /** The line that failed, as the log echoed it. It only chooses among the configuration's own lines. */
  readonly command: string | null;
}

/**
 * The lines that have to run before the tool: everything that the job's own scripts do before the line that failed.
 * Refused when one of them would write somewhere else (publish, deploy, push).
 */
export function preparingLines({ tool, beforeScript, script, command }: PreparationInput): Preparation {
  const all = [...beforeScript, ...script];
  const at = failingLine(tool, all, command);
  // Which line failed is not known: the job's own preparation is its before_script alone.
  const end = at ?? beforeScript.length;
  const inside = at === null ? null : splitLine(tool, all[at] ?? '');
  const before = [...all.slice(0, end), ...(inside?.before ?? [])];
  const writing = before.find(writesElsewhere);
  if (writing !== undefined) {
    const reason = `Before the tool the job runs a line that may change something outside (${short(writing)}), so it is not run again.`;
    return { kind: 'refused', reason };
  }
  return {
    kind: 'prepared',
    beforeScript: before.slice(0, Math.min(end, beforeScript.length)),
    script: before.slice(Math.min(end, beforeScript.length)),
    toolLine: inside?.tool ?? null,
  };
}

function failingLine(tool: Tool, lines: readonly string[], command: string | null): number | null {
  if (command !== null) {
    const echoed = command.trim();
    const equal = lines.flatMap((line, index) => (echoes(line).includes(echoed) ? [index] : []));
    const [only] = equal;
    if (only !== undefined && equal.length === 1) return only;
  }
  const calling = lines.flatMap((line, index) =>
    tool.invocation.test(line.slice(0, 10_000)) ? [index] : [],
  );
  const [only] = calling;
  if (only !== undefined && calling.length === 1) return only;
  const scripted = lines.flatMap((line, index) => (callsScript(line) ? [index] : []));
  const [last] = scripted;
  return last !== undefined && scripted.length === 1 ? last : null;
}

/** True for a call of a script whose name tells of a linter or a formatter. */
function callsScript(line: string): boolean {
  return /lint|format|style|check/i.test(readPackageScript(line)?.name ?? '');
}

/** How the runner echoes a script line: several lines become the first one with a note. */
function echoes(line: string): string[] {
  const [first = '', ...rest] = line.trim().split('\n');
  const head = first.trim();
  return rest.length === 0 ? [head] : [head, `${head} # collapsed multi-line command`];
}

/** Within one entry of several commands, what comes before the tool's own; only where the entry is plain enough to be cut. */
function splitLine(tool: Tool, entry: string): { before: string[]; tool: string } {
  const pieces = entry.includes('\n') ? entry.split('\n') : entry.split(' && ');
  const lines = pieces.map((piece) => piece.trim()).filter((piece) => piece !== '' && !piece.startsWith('#'));
  const isPlain = lines.every(
    (line) => !/[`(){}|;<>\\"']|\$\(|^(if|for|while|case|then|else|fi|do|done|set)\b/.test(line),
  );
  const at = lines.findIndex((line) => tool.invocation.test(line) || callsScript(line));
  if (!isPlain || lines.length < 2 || at < 0) return { before: [], tool: entry.trim() };
  return { before: lines.slice(0, at), tool: lines[at] ?? '' };
}

function short(line: string): string {
  const [first = ''] = line.trim().split('\n');
  return first.length > 80 ? `${first.slice(0, 79)}…` : first;
}
