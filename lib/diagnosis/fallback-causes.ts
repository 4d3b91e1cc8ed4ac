import { buildCause, shortened } from './build-cause';
import type { Cause } from './detector';
import { errorStrength } from './error-strength';
import type { LogView } from './log-view';

/** So many lines before the failure are looked at. */
const WINDOW = 3_000;
const MAX_BLOCK = 8;

interface Block {
  readonly from: number;
  readonly to: number;
  readonly score: number;
}

/** When no detector knows the tool: the blocks that most speak of an error, and the last that was said before the end. */
export function fallbackCauses(view: LogView): Cause[] {
  const { failing, command } = view.script;
  const from = Math.max(failing.from + (command === null ? 0 : 1), failing.to - WINDOW);
  const blocks = errorBlocks(view, from, failing.to).sort((a, b) => b.score - a.score);
  const [best, ...others] = blocks;
  const last = lastParagraph(view, from, failing.to);
  const chosen =
    best !== undefined && (best.score >= 1.5 || last === null)
      ? [best, last, ...others]
      : [last, best, ...others];
  const ranges = chosen.filter((block) => block !== null && block !== undefined);
  const [top] = ranges;
  if (top === undefined) return [];
  const telling = mostTelling(view, top);
  return [
    buildCause({
      tool: 'log',
      category: 'unknown',
      weight: top === best && best.score >= 2 ? 0.4 : 0.25,
      ranges: ranges.slice(0, 3).map(({ from: start, to }) => ({
        from: start,
        to: Math.min(to, start + MAX_BLOCK - 1),
        reason:
          start === last?.from ? 'The last that was said before the end' : 'These lines speak of an error',
      })),
      key: [telling],
      summary: `No known tool explains the failure; the line that says most is: ${shortened(telling)}`,
    }),
  ];
}

function errorBlocks(view: LogView, from: number, end: number): Block[] {
  const blocks: { from: number; to: number; score: number }[] = [];
  for (let index = from; index <= end; index += 1) {
    const strength = errorStrength(view.text(index));
    if (strength <= 0) continue;
    // What stands near the end is more often the cause than what the job survived.
    const score = strength * (0.5 + 0.5 * Math.exp((index - end) / 80));
    const last = blocks.at(-1);
    if (last !== undefined && index - last.to <= 3 && index - last.from < MAX_BLOCK) {
      last.to = index;
      last.score = Math.max(last.score, score) + 0.1;
    } else {
      blocks.push({ from: index, to: index, score });
    }
  }
  return blocks.map((block) => ({ ...block, to: withContext(view, block, end) }));
}

/** The lines below that belong to it: up to a blank one. */
function withContext(view: LogView, block: { from: number; to: number }, end: number): number {
  let to = block.to;
  while (to < end && to - block.from < MAX_BLOCK - 1 && to - block.to < 3 && view.text(to + 1).trim() !== '')
    to += 1;
  return to;
}

function lastParagraph(view: LogView, from: number, end: number): Block | null {
  let to = end;
  while (to >= from && isSilent(view.text(to))) to -= 1;
  if (to < from) return null;
  let start = to;
  while (start > from && to - start < 4 && view.text(start - 1).trim() !== '') start -= 1;
  return { from: start, to, score: 1 };
}

function isSilent(text: string): boolean {
  return (
    text.trim() === '' ||
    errorStrength(text) < 0 ||
    /^npm (?:ERR!|error)|^travis_|^info Visit|^error Command failed|^make(?:\[\d+\])?: /.test(text)
  );
}

function mostTelling(view: LogView, block: Block): string {
  let best = view.text(block.from);
  for (let index = block.from; index <= block.to; index += 1) {
    if (errorStrength(view.text(index)) > errorStrength(best)) best = view.text(index);
  }
  return best.trim();
}
