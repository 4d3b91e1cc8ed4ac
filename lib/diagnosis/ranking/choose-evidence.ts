import type { Evidence } from '@/lib/domain/evidence';
import type { CauseRange } from '../detector';
import type { LogView } from '../view/log-view';
import type { RankedCause } from './rank-causes';

const MAX_RANGES = 3;
const MAX_LINES = 12;
const MAX_WIDTH = 400;
/** Of what the first cause is worth, less is not shown: of a sure one little else. */
const FLOOR = 0.35;
const UNSURE_FLOOR = 0.2;
const SURE = 0.85;

interface Candidate {
  readonly range: CauseRange;
  readonly worth: number;
  /** Which of its cause's places it is. */
  readonly position: number;
  readonly part: number;
  readonly said: ReadonlySet<string>;
}

/**
 * The few lines that prove a diagnosis, best first: those of the best cause, and where there is room those of the next ones and
 * of other commands that failed. What overlaps or says the same again is shown once; where room is left, the runner's statement
 * of what failed stands last.
 */
export function chooseEvidence(ranked: readonly RankedCause[], view: LogView): Evidence[] {
  const first = ranked[0]?.score ?? 0;
  const floor = first * (first >= SURE ? FLOOR : UNSURE_FLOOR);
  let candidates = ranked.flatMap(({ cause, score }, place) =>
    cause.ranges
      .slice(0, 3)
      .map((range, position) => toCandidate(view, range, position, score * (place === 0 ? 1 : 0.95))),
  );
  const chosen: Candidate[] = [];
  while (chosen.length < MAX_RANGES) {
    const best = bestOf(candidates, chosen);
    if (best === null || best.worth < floor) break;
    const { candidate } = best;
    chosen.push(candidate);
    candidates = candidates.filter(
      (other) =>
        !overlaps(other.range, candidate.range) && ![...other.said].every((text) => candidate.said.has(text)),
    );
  }
  const ranges = chosen.map(({ range }) => range);
  const stated = statement(view);
  if (ranges.length < MAX_RANGES && stated !== null && !ranges.some((range) => overlaps(range, stated)))
    ranges.push(stated);
  return ranges.map((range) => toEvidence(range, view));
}

/** Which command it was, where the runner says so and nothing better is left to show. */
function statement(view: LogView): CauseRange | null {
  const at = view.script.failures[0]?.statedAt;
  return at === undefined ? null : { from: at, to: at, reason: 'The runner states which command failed' };
}

function bestOf(
  candidates: readonly Candidate[],
  chosen: readonly Candidate[],
): { candidate: Candidate; worth: number } | null {
  let best: { candidate: Candidate; worth: number } | null = null;
  for (const candidate of candidates) {
    const worth = worthBeside(candidate, chosen);
    if (best === null || worth > best.worth) best = { candidate, worth };
  }
  return best;
}

function toCandidate(view: LogView, range: CauseRange, position: number, worth: number): Candidate {
  const part = view.script.failures.findIndex(({ from, to }) => range.from >= from && range.from <= to);
  const said = new Set<string>();
  for (let index = range.from; index <= range.to && index - range.from < MAX_LINES; index += 1) {
    const text = view.text(index).trim();
    if (text !== '') said.add(text);
  }
  return { range, position, worth, part, said };
}

/** Another place of the same cause says less than the first, but for one in another command. */
function worthBeside({ worth, position, part }: Candidate, chosen: readonly Candidate[]): number {
  const isNewPart = chosen.every((other) => other.part !== part);
  return isNewPart && chosen.length > 0
    ? worth
    : worth * ([1, 0.7, 0.5][position] ?? 0.3) * (isNewPart ? 1 : 0.8);
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
