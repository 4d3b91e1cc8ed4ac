import type { LogView } from './log-view';

/**
 * Of several matches the one to believe: the last in the first failing command that has any (earlier ones were survived), else
 * the last before the end of the script, else the last of all.
 */
export function lastInFailing<Match extends { readonly index: number }>(
  view: LogView,
  found: readonly Match[],
): Match | undefined {
  if (found.length <= 1) return found[0];
  const { script } = view;
  const parts = script.failures.length > 0 ? script.failures : [script.failing];
  for (const { from, to } of parts) {
    const inside = found.findLast(({ index }) => index >= from && index <= to);
    if (inside !== undefined) return inside;
  }
  return found.findLast(({ index }) => index <= script.to) ?? found.at(-1);
}
