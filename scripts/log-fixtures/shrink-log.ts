/**
 * Takes lines out of a log as long as something stays true of the rest (delta debugging, Zeller & Hildebrandt 2002: large
 * pieces first, then smaller ones). Gives the numbers (0-based) of the lines that are left. Lines that `stays` names
 * are not taken out. Asks `holds` at most `budget` times.
 */
export async function shrinkLog(
  count: number,
  stays: (line: number) => boolean,
  holds: (kept: readonly number[]) => Promise<boolean>,
  budget = 600,
): Promise<number[]> {
  let kept = Array.from({ length: count }, (_, line) => line);
  let asked = 0;
  for (let size = Math.ceil(count / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < kept.length && asked < budget;) {
      const piece = kept.slice(from, from + size);
      const rest = [...kept.slice(0, from), ...piece.filter(stays), ...kept.slice(from + size)];
      if (rest.length === kept.length) {
        from += size;
        continue;
      }
      asked += 1;
      if (await holds(rest)) {
        from += piece.length - (kept.length - rest.length);
        kept = rest;
      } else from += size;
    }
  }
  return kept;
}
