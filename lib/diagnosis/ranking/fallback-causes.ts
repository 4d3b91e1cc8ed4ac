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
  if (top === undefined) return wordless(view);
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
        : `${ended(view)}; the last that was said is: ${shortened(telling)}`,
    }),
  ];
}

/** A command that failed and said nothing of it, such as `test -f till.js`: the command itself is all that there is to show. */
function wordless(view: LogView): Cause[] {
  const { command, failing, isStated } = view.script;
  if (command === null || command.trim() === '' || !isStated) return [];
  let last = failing.to;
  while (last > failing.from && view.text(last).trim() === '') last -= 1;
  const said = last > failing.from ? view.text(last).trim() : null;
  const shown = `\`${shortened(command, 100)}\``;
  const before = said === null ? saidBefore(view) : null;
  return [
    buildCause({
      tool: 'log',
      category: 'unknown',
      weight: 0.25,
      ranges: [
        ...(said === null ? [] : [{ from: last, to: last, reason: 'The last that was said before the end' }]),
        { from: failing.from, to: failing.from, reason: 'The command that failed' },
        ...(before === null
          ? []
          : [{ from: before, to: before, reason: 'The last that was said before it' }]),
      ],
      key: [command, said ?? ''],
      summary:
        said === null
          ? `${shown} failed and printed nothing${before === null ? '' : `; the last that was said before it is: ${shortened(view.text(before))}`}.`
          : `${shown} failed and no line says why; the last that was said is: ${shortened(said)}`,
      nextStep:
        'Run the command by itself to see what it checks; in a script `set -x` shows how far it comes.',
    }),
  ];
}

/** Of `exit 1` and its kin what stands above is the reason. */
function saidBefore(view: LogView): number | null {
  const { from, failing, command } = view.script;
  if (!/^(?:exit|return|false)\b/.test(command ?? '')) return null;
  for (let index = failing.from - 1; index >= Math.max(from, failing.from - 20); index -= 1) {
    const text = view.text(index);
    if (text.trim() !== '' && !text.startsWith('$ ')) return index;
  }
  return null;
}

/** Which command it was, where nothing says why. */
function ended({ script }: LogView): string {
  const { command } = script;
  return command === null || command.trim() === ''
    ? 'No line says why the job failed'
    : `\`${shortened(command, 100)}\` failed and no line says why`;
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
    /^npm (?:ERR!|error)|^travis_|^Node\.js v\d|^info Visit|^error Command failed|^make(?:\[\d+\])?: |^##\[endgroup\]|^\[command\]/.test(
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
