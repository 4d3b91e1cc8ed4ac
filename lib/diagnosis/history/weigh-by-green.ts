import { buildCause, shortened } from '../causes/build-cause';
import type { Cause, CauseRange } from '../detector';
import { errorStrength } from '../ranking/error-strength';
import type { GreenComparison } from './compare-with-green';
import type { LogView } from '../view/log-view';

/** What stood in the green log too was survived before; it is not nothing, since a test may print what it expects. */
const survivedFactor = 0.4;
const mostLines = 12;
const window = 3_000;
const mostBlock = 8;

/** The causes as the green log lets them stand: those of which every line stood there too weigh less, and new lines come first. */
export function weighByGreen(causes: readonly Cause[], view: LogView, green: GreenComparison): Cause[] {
  return causes.map((cause) => {
    const ranges = cause.ranges.map((range) => ({ range, isNew: countNew(range, view, green) > 0 }));
    if (ranges.length === 0 || ranges.every(({ range }) => isSilent(range, view))) return cause;
    if (!ranges.some(({ isNew }) => isNew)) return { ...cause, weight: cause.weight * survivedFactor };
    return {
      ...cause,
      ranges: [...ranges.filter(({ isNew }) => isNew), ...ranges.filter(({ isNew }) => !isNew)].map(
        ({ range }) => range,
      ),
    };
  });
}

/** How many lines of a range never stood in the green log. */
export function countNew(range: CauseRange, view: LogView, green: GreenComparison): number {
  return linesOf(range, view).filter((text) => green.isNew(text)).length;
}

/**
 * Where no detector knows what broke: of the lines that the green run did not print, those that most speak of an error, or the
 * last ones. None where the two logs have so little in common that newness says nothing.
 */
export function newLinesCause(view: LogView, green: GreenComparison): Cause[] {
  const { failing } = view.script;
  const from = Math.max(failing.from, failing.to - window);
  const isNew: boolean[] = [];
  let spoken = 0;
  for (let index = from; index <= failing.to; index += 1) {
    const text = view.text(index);
    const speaks = text.trim() !== '';
    if (speaks) spoken += 1;
    isNew.push(speaks && green.isNew(text));
  }
  const count = isNew.filter(Boolean).length;
  if (count === 0 || count > spoken * 0.5) return [];
  const best = bestNew(isNew, from, view);
  if (best === null) return [];
  let to = best.index;
  while (to - best.index < mostBlock - 1 && isNew[to + 1 - from] === true) to += 1;
  const telling = view.text(best.index).trim();
  return [
    buildCause({
      tool: 'log',
      category: 'unknown',
      weight: best.strength >= 2 ? 0.5 : 0.35,
      ranges: [{ from: best.index, to, reason: 'The last green run did not print this' }],
      key: [telling],
      summary: `No known tool explains the failure; of what the last green run did not print, this says most: ${shortened(telling)}`,
    }),
  ];
}

function bestNew(
  isNew: readonly boolean[],
  from: number,
  view: LogView,
): { index: number; strength: number } | null {
  let best: { index: number; strength: number } | null = null;
  isNew.forEach((one, offset) => {
    if (!one) return;
    const strength = errorStrength(view.text(from + offset));
    if (strength >= 0 && (best === null || strength >= best.strength))
      best = { index: from + offset, strength };
  });
  return best;
}

function linesOf({ from, to }: CauseRange, view: LogView): string[] {
  const lines: string[] = [];
  for (let index = Math.max(0, from); index <= Math.min(to, from + mostLines - 1); index += 1) {
    const text = view.text(index);
    if (text.trim().length > 2) lines.push(text);
  }
  return lines;
}

function isSilent(range: CauseRange, view: LogView): boolean {
  return linesOf(range, view).length === 0;
}
