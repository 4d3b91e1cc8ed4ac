import type { Evidence } from '@/lib/domain/evidence';
import type { CauseRange } from './detector';
import type { LogView } from './log-view';
import type { RankedCause } from './rank-causes';

const MAX_RANGES = 3;
const MAX_LINES = 12;
const MAX_WIDTH = 400;
/** Of what the first cause is worth, less is not shown. */
const FLOOR = 0.35;

interface Candidate {
  readonly range: CauseRange;
  readonly worth: number;
  readonly part: number;
  readonly said: ReadonlySet<string>;
}

/**
 * The few lines that prove a diagnosis, best first: those of the best cause, and where there is room those of the next ones and
 * of other commands that failed. What overlaps or says the same again is shown once.
 */
export function chooseEvidence(ranked: readonly RankedCause[], view: LogView): Evidence[] {
  const floor = (ranked[0]?.score ?? 0) * FLOOR;
  let candidates = ranked.flatMap(({ cause, score }, place) =>
    cause.ranges
      .slice(0, 3)
      .map((range, position) => toCandidate(view, range, score * worthOf(place, position))),
  );
  const chosen: Candidate[] = [];
  while (chosen.length < MAX_RANGES) {
    const best = bestOf(candidates, chosen);
    if (best === null || best.worth < floor) break;
    chosen.push(best);
    candidates = candidates.filter(
      (other) => !overlaps(other.range, best.range) && ![...other.said].every((text) => best.said.has(text)),
    );
  }
  return chosen.map(({ range }) => toEvidence(range, view));
}

function bestOf(candidates: readonly Candidate[], chosen: readonly Candidate[]): Candidate | null {
  let best: Candidate | null = null;
  let most = -1;
  for (const candidate of candidates) {
    const isNewPart = chosen.every(({ part }) => part !== candidate.part);
    const worth = candidate.worth * (isNewPart ? 1 : 0.8);
    if (worth > most) {
      best = candidate;
      most = worth;
    }
  }
  return best;
}

function toCandidate(view: LogView, range: CauseRange, worth: number): Candidate {
  const part = view.script.failures.findIndex(({ from, to }) => range.from >= from && range.from <= to);
  const said = new Set<string>();
  for (let index = range.from; index <= range.to && index - range.from < MAX_LINES; index += 1) {
    const text = view.text(index).trim();
    if (text !== '') said.add(text);
  }
  return { range, worth, part, said };
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
