import type { CheckerRow } from '../rows/checker-row';
import { compiledCheckers } from './compiled-checkers';
import { phpCheckers } from './php-checkers';
import { rubyCheckers } from './ruby-checkers';
import { scriptCheckers } from './script-checkers';
import { textCheckers } from './text-checkers';
import type { KnownChecker } from './known-checker';

/** Checkers that print one finding a line. The order says nothing: no two may claim the same row. */
export const knownCheckers: readonly KnownChecker[] = [
  ...compiledCheckers,
  ...phpCheckers,
  ...rubyCheckers,
  ...scriptCheckers,
  ...textCheckers,
];

/** The checker that prints such rows; null when several could, or none that is known. */
export function checkerOfRow(row: CheckerRow): KnownChecker | null {
  return knownCheckers.find((known) => claims(known, row)) ?? null;
}

function claims({ file, code, message }: KnownChecker, row: CheckerRow): boolean {
  if (file === undefined && code === undefined && message === undefined) return false;
  return (
    (file === undefined || file.test(row.file)) &&
    (code === undefined || (row.code !== null && code.test(row.code))) &&
    (message === undefined || message.test(row.message))
  );
}

const byProgram = new Map(
  knownCheckers.flatMap((known) =>
    (known.programs ?? [known.tool]).map((program) => [program, known] as const),
  ),
);

/** The checker that a shell command calls; null when it calls none that is known. */
export function checkerOfCommand(command: string | null): KnownChecker | null {
  if (command === null) return null;
  for (const word of command.slice(0, 500).split(/[\s;&|()"'=]+/)) {
    const known = byProgram.get(word.slice(word.lastIndexOf('/') + 1));
    if (known !== undefined) return known;
  }
  return null;
}
