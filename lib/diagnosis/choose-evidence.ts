import type { Evidence } from '@/lib/domain/evidence';
import type { CauseRange } from './detector';
import type { LogView } from './log-view';
import type { RankedCause } from './rank-causes';

const MAX_RANGES = 3;
const MAX_LINES = 12;
const MAX_WIDTH = 400;
/** Of what the first cause is worth, less is not shown. */
const FLOOR = 0.4;

/**
 * The few lines that prove a diagnosis, best first: those of the best cause, and where there is room those of the next ones.
 * What overlaps is shown once.
 */
export function chooseEvidence(ranked: readonly RankedCause[], view: LogView): Evidence[] {
  const floor = (ranked[0]?.score ?? 0) * FLOOR;
  const candidates = ranked.flatMap(({ cause, score }, place) =>
    cause.ranges.slice(0, 3).map((range, position) => ({ range, worth: score * worthOf(place, position) })),
  );
  const chosen: CauseRange[] = [];
  for (const { range, worth } of candidates.sort((a, b) => b.worth - a.worth)) {
    if (worth < floor || chosen.length >= MAX_RANGES) break;
    if (!chosen.some((other) => overlaps(other, range))) chosen.push(range);
  }
  return chosen.map((range) => toEvidence(range, view));
}

/** Another place of the same cause says less than the first. */
function worthOf(place: number, position: number): number {
  return (place === 0 ? 1 : 0.95) * ([1, 0.7, 0.5][position] ?? 0.3);
}

function overlaps(a: CauseRange, b: CauseRange): boolean {
  return a.from <= b.to && b.from <= a.to;
}

function toEvidence(range: CauseRange, view: LogView): Evidence {
  const from = Math.max(0, range.from);
  const to = Math.min(range.to, view.length - 1, from + MAX_LINES - 1);
  const lines: string[] = [];
  for (let index = from; index <= to; index += 1) {
    lines.push((view.line(index)?.text ?? '').slice(0, MAX_WIDTH));
  }
  return { start: view.number(from), end: view.number(to), reason: range.reason, lines };
}
