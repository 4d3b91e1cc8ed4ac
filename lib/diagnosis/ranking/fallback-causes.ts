import { buildCause, shortened } from '../causes/build-cause';
import type { Cause, CauseRange } from '../detector';
import { errorBlocks, templateOf, type ErrorBlock } from './error-blocks';
import { errorStrength } from './error-strength';
import type { LogView } from '../view/log-view';

/**
 * When no detector knows the tool: the blocks that most speak of an error, and the last that was said before the end.
 */
export function fallbackCauses(view: LogView): Cause[] {
  const blocks = errorBlocks(view);
  const last = lastParagraph(view);
  const best = blocks[0];
  const isTelling = best !== undefined && (best.score >= 1.4 || last === null);
  const chosen: CauseRange[] = [];
  const told = new Set<string>();
  const take = (block: Pick<ErrorBlock, 'from' | 'to'> | null | undefined, reason: string) => {
    if (block === null || block === undefined) return;
    if (chosen.some(({ from, to }) => block.from <= to && from <= block.to)) return;
    const said = templateOf(mostTelling(view, block));
    if (told.has(said)) return;
    told.add(said);
    chosen.push({ from: block.from, to: block.to, reason });
  };
  const speaks = 'These lines speak of an error';
  if (isTelling) take(best, speaks);
  else take(last, 'The last that was said before the end');
  take(
    blocks.find(({ isFirst }) => isFirst),
    'The first that speaks of an error',
  );
  take(
    blocks.find(({ part }) => part !== best?.part),
    speaks,
  );
  for (const block of blocks.slice(0, 12)) if (chosen.length < 3) take(block, speaks);
  take(last, 'The last that was said before the end');
  const [top] = chosen;
  if (top === undefined) return [];
  const telling = isTelling ? mostTelling(view, top) : view.text(top.to).trim();
  return [
    buildCause({
      tool: 'log',
      category: 'unknown',
      weight: isTelling && best.score >= 2 ? 0.4 : 0.25,
      ranges: chosen.slice(0, 3),
      key: [telling],
      summary: isTelling
        ? `No known tool explains the failure; the line that says most is: ${shortened(telling)}`
        : `No line says why the job failed; the last that was said is: ${shortened(telling)}`,
    }),
  ];
}

function lastParagraph(view: LogView): Pick<ErrorBlock, 'from' | 'to'> | null {
  const { failing, command } = view.script;
  const from = failing.from + (command === null ? 0 : 1);
  let to = failing.to;
  const lowest = Math.max(from, to - 300);
  while (to >= lowest && isSilent(view.text(to))) to -= 1;
  if (to < lowest) return null;
  let start = to;
  while (start > from && to - start < 4 && view.text(start - 1).trim() !== '') start -= 1;
  return { from: start, to };
}

function isSilent(text: string): boolean {
  return (
    text.trim() === '' ||
    errorStrength(text) < 0 ||
    /^npm (?:ERR!|error)|^travis_|^info Visit|^error Command failed|^make(?:\[\d+\])?: |^##\[endgroup\]|^\[command\]/.test(
      text,
    )
  );
}

function mostTelling(view: LogView, range: { from: number; to: number }): string {
  let best = '';
  let most = -2;
  for (let index = range.from; index <= range.to; index += 1) {
    const text = view.text(index).trim();
    const worth = /^Traceback \(most recent|^Caused by:$/.test(text) ? 0 : errorStrength(text);
    if (text !== '' && worth > most) {
      best = text;
      most = worth;
    }
  }
  return best;
}
