import { redact } from './redact';

/** Shorter values stand in too many lines that have nothing to do with the variable. */
const shortest = 6;

/**
 * Of a project's CI variables the values that must not come out of a log: masked ones, and those that would be taken for a
 * secret if a job printed `NAME=value`. `production` and `true` are not among them.
 */
export function secretVariableValues(
  variables: readonly { readonly key: string; readonly value: string | null; readonly isMasked: boolean }[],
): string[] {
  return variables.flatMap(({ key, value, isMasked }) => {
    if (value === null || value.trim().length < shortest) return [];
    return isMasked || isSecret(key, value) ? [value] : [];
  });
}

function isSecret(key: string, value: string): boolean {
  const line = `${key}=${value}`;
  return redact(line) !== line;
}
