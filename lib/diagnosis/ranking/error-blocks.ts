import { errorStrength, isConclusion, isHeading, isStopMark, namesPlace } from './error-strength';
import type { LogView } from '../view/log-view';
import { startOf } from './line-start';

/** Indexes, both ends included. */
export interface ErrorBlock {
  readonly from: number;
  readonly to: number;
  readonly score: number;
  /** The first in its command that speaks loudly: what comes later often follows from it. */
  readonly isFirst: boolean;
  /** Which of the failing commands it belongs to. */
  readonly part: number;
}

/** So many lines, and characters of them, before the end of the failing commands are looked at. */
const WINDOW = 20_000;
const MAX_CHARACTERS = 1_200_000;
const READ = 400;
const MAX_BLOCK = 6;

interface Scored {
  readonly index: number;
  readonly score: number;
}

/** The blocks of lines in the failing commands that most speak of an error, best first. Knows no tool. */
export function errorBlocks(view: LogView): ErrorBlock[] {
  return partsOf(view)
    .flatMap(({ from, to, factor }, part) => blocksIn(view, from, to, factor, part))
    .sort((a, b) => b.score - a.score)
    .slice(0, 60);
}

function partsOf(view: LogView): { from: number; to: number; factor: number }[] {
  const { script } = view;
  const { failing, failures, command } = script;
  if (failures.length > 0) {
    return failures.map(({ from, to }, place) => ({
      from: windowStart(view, from, to, failures.length),
      to,
      factor: place === 0 ? 1 : 0.9,
    }));
  }
  const from = failing.from + (command === null ? 0 : 1);
  if (script.isStated || failing.from <= script.from)
    return [{ from: windowStart(view, from, failing.to, 1), to: failing.to, factor: 1 }];
  const before = failing.from - 1;
  return [
    { from: windowStart(view, from, failing.to, 2), to: failing.to, factor: 1 },
    { from: windowStart(view, script.from, before, 2), to: before, factor: 0.9 },
  ];
}

/** The first line that is looked at, where each of several parts gets its share. */
function windowStart(view: LogView, from: number, to: number, parts: number): number {
  const lowest = Math.max(from, to - Math.ceil(WINDOW / parts));
  let left = MAX_CHARACTERS / parts;
  let start = to + 1;
  while (start > lowest && left > 0) {
    start -= 1;
    left -= Math.min(READ, view.text(start).length) + 10;
  }
  return start;
}

function blocksIn(view: LogView, from: number, end: number, factor: number, part: number): ErrorBlock[] {
  const lines = scoredLines(view, from, end);
  const blocks: { from: number; to: number; score: number }[] = [];
  for (const { index, score } of lines) {
    const last = blocks.at(-1);
    if (last !== undefined && index - last.to <= 2 && index - last.from < MAX_BLOCK) {
      last.to = index;
      last.score = Math.max(last.score, score) + 0.1;
    } else {
      blocks.push({ from: index, to: index, score });
    }
  }
  const first = blocks.find(({ score }) => score >= 2.6);
  return [...blocks, ...beforeStops(view, from, end, blocks)].map((block) => ({
    ...reach(view, block, end),
    isFirst: block === first,
    part,
    // What stands near the end is more often the cause than what the job survived; the first error is, than the later ones.
    score:
      block.score *
      factor *
      (0.6 + 0.4 * Math.exp((block.to - end) / 100)) *
      (block === first ? 1.25 : 1) *
      (hasDetail(view, block, end) ? 1.15 : 1),
  }));
}

function scoredLines(view: LogView, from: number, end: number): Scored[] {
  const found: { index: number; score: number; template: string; start: number }[] = [];
  const counts = new Map<string, number>();
  const starts = new Map<number, { all: number; telling: number }>();
  for (let index = from; index <= end; index += 1) {
    const text = view.text(index);
    const start = startOf(text);
    let seen = starts.get(start);
    if (seen === undefined) {
      seen = { all: 0, telling: 0 };
      starts.set(start, seen);
    }
    seen.all += 1;
    const strength = isTold(view, index) ? 2.6 : errorStrength(text);
    if (strength <= 0) continue;
    seen.telling += 1;
    const template = templateOf(text);
    counts.set(template, (counts.get(template) ?? 0) + 1);
    const said = isConclusion(text) ? Math.min(strength, 0.7) : strength;
    found.push({ index, template, start, score: said + (namesPlace(text) ? 0.8 : 0) });
  }
  return found.map(({ index, score, template, start }) => {
    const times = counts.get(template) ?? 1;
    const { all, telling } = starts.get(start) ?? { all: 1, telling: 1 };
    // What is said over and over is seldom what broke, nor is a row of a list of which few others speak of errors.
    const repeated = times <= 3 ? 1 : times <= 12 ? 0.85 : 0.55;
    const listed = all >= 12 && telling / all < 0.3 ? 0.35 : 1;
    return { index, score: score * repeated * listed };
  });
}

/** Directly below a heading such as `Failures:` stands the first failure, in whatever words. */
function isTold(view: LogView, index: number): boolean {
  const above = view.text(index - 1);
  const isBelow = isBlank(above) ? isHeading(view.text(index - 2)) : isHeading(above);
  return isBelow && !isBlank(view.text(index)) && !isConclusion(view.text(index));
}

function isBlank(text: string): boolean {
  return !/\S/.test(text);
}

/** A line without what differs each time. */
export function templateOf(text: string): string {
  return text
    .trim()
    .slice(0, 200)
    .replace(/\b[\da-f]{7,64}\b/g, '0')
    .replace(/\d+/g, '0')
    .replace(/\s+/g, ' ')
    .slice(0, 50);
}

/**
 * The last words of a tool whose failure another one reports: what stands above the first of its lines. They count even where
 * they hold no word for an error; blocks that hold them already are worth more.
 */
function beforeStops(
  view: LogView,
  from: number,
  end: number,
  blocks: { readonly from: number; readonly to: number; score: number }[],
): { from: number; to: number; score: number }[] {
  const found: { from: number; to: number; score: number }[] = [];
  for (let index = from + 1; index <= end && found.length < 20; index += 1) {
    if (!isStopMark(view.text(index)) || isStopMark(view.text(index - 1))) continue;
    let to = index - 1;
    while (to > from && to > index - 3 && view.text(to).trim() === '') to -= 1;
    let start = to;
    while (start > from && to - start < 4 && isWord(view.text(start - 1))) start -= 1;
    if (!isWord(view.text(to))) continue;
    const known = blocks.find((block) => block.from <= to && block.to >= start);
    if (known === undefined) found.push({ from: start, to, score: 1.5 });
    else known.score *= 1.2;
  }
  return found;
}

function isWord(text: string): boolean {
  return (
    text.trim() !== '' &&
    !/^(?:\$|>|#) |^\+{1,4} [\w./]|^yarn run |^Done in /.test(text) &&
    errorStrength(text) >= 0
  );
}

/** The lines that a block shows: of a Python traceback its end, which says what was raised. */
function reach(
  view: LogView,
  block: { from: number; to: number },
  end: number,
): { from: number; to: number } {
  const { from } = block;
  if (/Traceback \(most recent call last\)/.test(view.text(from))) {
    const own = indent(view.text(from));
    for (let index = from + 1; index <= Math.min(end, from + 60); index += 1) {
      const at = indent(view.text(index));
      if (at >= 0 && at <= own) return { from: Math.max(from, index - 4), to: index };
    }
  }
  return { from, to: withContext(view, block, end) };
}

/** The lines below that belong to it: what is indented deeper, or up to a blank one. */
function withContext(view: LogView, block: { from: number; to: number }, end: number): number {
  let to = block.to;
  const own = indent(view.text(block.from));
  while (to < end && to - block.from < MAX_BLOCK - 1) {
    const next = view.text(to + 1);
    const isDeeper = indent(next.trim() === '' ? view.text(to + 2) : next) > own;
    if (!isDeeper && (next.trim() === '' || to - block.to >= 3)) break;
    to += 1;
  }
  return to;
}

/** What is told in full has indented lines below: a stack, a quoted source, what was expected. */
function hasDetail(view: LogView, block: { from: number; to: number }, end: number): boolean {
  const own = indent(view.text(block.from));
  return [1, 2].some(
    (below) => block.to + below <= end && indent(view.text(block.to + below)) > own && own < 20,
  );
}

function indent(text: string): number {
  return text.trim() === '' ? -1 : text.length - text.trimStart().length;
}
