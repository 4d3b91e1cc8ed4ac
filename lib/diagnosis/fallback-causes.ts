import { buildCause, shortened } from './build-cause';
import type { Cause } from './detector';
import type { LogView } from './log-view';

const strong =
  /^(?:\S{0,60}\s)?(?:error|fatal|panic|abort(?:ed)?|exception|failure|failed|critical)\b\s?[:!\]]|\b(?:[A-Z][A-Za-z]{2,60}(?:Error|Exception))\b[:\s]|Traceback \(most recent|segmentation fault|core dumped|assertion .{0,100}failed|\bFAIL(?:ED|URE)?\b|^E\s{2,}\S|\berror\b\s?(?:\[[\w-]+\])?:/i;
const weak =
  /\b(?:errors?|fail(?:s|ed|ure|ures|ing)?|cannot|could not|couldn't|unable|not found|missing|invalid|unexpected|denied|refused|undefined|no such)\b/i;
const echo =
  /^npm (?:ERR!|error)|^make(?:\[\d+\])?: \*\*\*|^ERROR: Job failed|exited with(?: code)? \d|^error Command failed|^Cleaning up|The command ".*" (?:failed|exited)|ELIFECYCLE|Process completed with|exit status \d+$|0 (?:errors|failures|failed)|no errors|^\s*at \S+ \(|continuing|ignored|deprecat|warning:/i;

/** When no detector knows the tool: the last lines before the end that speak of an error. */
export function fallbackCauses(view: LogView): Cause[] {
  const { failing } = view.script;
  const from = Math.max(failing.from + (view.script.command === null ? 0 : 1), failing.to - 2_000);
  const strongAt: number[] = [];
  const weakAt: number[] = [];
  for (let index = failing.to; index >= from && strongAt.length < 30; index -= 1) {
    const text = view.text(index);
    if (text === '' || echo.test(text)) continue;
    if (strong.test(text)) strongAt.push(index);
    else if (weakAt.length < 10 && weak.test(text)) weakAt.push(index);
  }
  const chosen = strongAt[0] ?? weakAt[0] ?? lastText(view, from, failing.to);
  if (chosen === undefined) return [];
  const [top, ...others] = strongAt.length > 0 ? clusters(strongAt) : clusters([chosen]);
  if (top === undefined) return [];
  const first = view.text(top.from);
  return [
    buildCause({
      tool: 'log',
      category: 'unknown',
      weight: strongAt.length > 0 ? 0.35 : 0.2,
      ranges: [top, ...others.slice(0, 2)].map(({ from: start, to }) => ({
        from: start,
        to: Math.min(to, start + 7),
        reason: 'The last lines that speak of an error',
      })),
      key: [first],
      summary: `The log ends with: ${shortened(first)}`,
    }),
  ];
}

function clusters(descending: readonly number[]): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  for (const index of descending) {
    const last = found.at(-1);
    if (last !== undefined && last.from - index <= 3 && last.to - index < 8) last.from = index;
    else found.push({ from: index, to: index });
  }
  return found;
}

function lastText(view: LogView, from: number, to: number): number | undefined {
  for (let index = to; index >= from; index -= 1) {
    const text = view.text(index);
    if (text.trim() !== '' && !echo.test(text) && !text.startsWith('$ ')) return index;
  }
  return undefined;
}
