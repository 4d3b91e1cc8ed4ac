import type { Detector, MatchingExample } from '../detector';
import type { LogView } from '../view/log-view';
import { placeInStack } from '../reports/place-in-stack';
import { causeOfTests, lineBefore, messageIn, type FailedAt } from './test-cause';

export interface TestBlockInput {
  readonly id: string;
  readonly label: string;
  readonly keywords: readonly string[];
  /** Texts of which one stands in every log of this framework, where the headings alone could be anyone's. */
  readonly mustHave?: readonly string[];
  /** The line that names a failed test, with the group `name`, and `file`, `line` and `message` as far as it says them. */
  readonly headings: readonly RegExp[];
  /** The first line below that belongs to the test no more. */
  readonly end: RegExp;
  /** The first line below that is not message any more. */
  readonly messageEnd?: RegExp;
  /** Lines between the heading and the message. */
  readonly skip?: RegExp;
  /** The line with the message, where it is one of many; its first group is the message. */
  readonly message?: RegExp;
  /** Where a line names the place in a way of the framework's own, with the groups `file` and `line`. */
  readonly place?: RegExp;
  /** False keeps what looks like a failed test and is none; a text is the name that the lines around give it. */
  readonly accepts?: (view: LogView, index: number, name: string) => boolean | string;
  readonly weight?: number;
  readonly examples: readonly MatchingExample[];
  readonly lookAlikes: readonly string[];
}

const MAX_LINES = 60;

/** A detector for the many frameworks that print a heading for each failed test and below it what went wrong. */
export function testBlockDetector(input: TestBlockInput): Detector {
  return {
    id: input.id,
    keywords: input.keywords,
    examples: input.examples,
    lookAlikes: input.lookAlikes,
    detect(view) {
      if (input.mustHave !== undefined && !input.mustHave.some((text) => view.has(text))) return [];
      return causeOfTests(view, {
        tool: input.id,
        label: input.label,
        failed: failures(view, input),
        ...(input.weight === undefined ? {} : { weight: input.weight }),
      });
    },
  };
}

function failures(view: LogView, input: TestBlockInput): FailedAt[] {
  const found: FailedAt[] = [];
  const seen = new Set<number>();
  for (const heading of input.headings) {
    for (const { index, match } of view.find(heading, input.keywords)) {
      const groups = match.groups ?? {};
      const printed = (groups['name'] ?? '').trim();
      const accepted = input.accepts?.(view, index, printed) ?? true;
      const name = accepted === true ? printed : accepted;
      if (name === false || name === '' || seen.has(index)) continue;
      seen.add(index);
      found.push(failure(view, input, { index, name, groups }));
    }
  }
  return found.sort((a, b) => a.from - b.from);
}

interface Heading {
  readonly index: number;
  readonly name: string;
  readonly groups: Record<string, string | undefined>;
}

function failure(view: LogView, input: TestBlockInput, { index, name, groups }: Heading): FailedAt {
  const to = Math.max(index, lineBefore(view, index + 1, MAX_LINES, input.end));
  const place = placeOf(view, input, { index, name, groups }, to);
  return {
    test: { name, ...place, message: messageOf(view, input, groups, index, to) },
    from: index,
    to: Math.min(to, index + 8),
  };
}

function messageOf(
  view: LogView,
  input: TestBlockInput,
  groups: Heading['groups'],
  index: number,
  to: number,
): string {
  const said = groups['message']?.trim() ?? '';
  if (said !== '') return said.slice(0, 500);
  if (input.message !== undefined) {
    for (let line = index + 1; line <= to; line += 1) {
      const text = input.message.exec(view.text(line))?.[1];
      if (text !== undefined) return text.trim().slice(0, 500);
    }
  }
  let start = index + 1;
  while (start <= to && (view.text(start).trim() === '' || input.skip?.test(view.text(start)) === true))
    start += 1;
  return messageIn(view, start, to, input.messageEnd ?? /^at |^# |^from /);
}

function placeOf(
  view: LogView,
  input: TestBlockInput,
  { index, groups }: Heading,
  to: number,
): { file: string | null; line: number | null } {
  if (groups['file'] !== undefined) return { file: view.path(groups['file']), line: number(groups['line']) };
  const texts: string[] = [];
  for (let line = index + 1; line <= to; line += 1) {
    const text = view.text(line);
    const at = input.place?.exec(text)?.groups;
    if (at?.['file'] !== undefined) return { file: view.path(at['file']), line: number(at['line']) };
    texts.push(text);
  }
  const found = input.place === undefined ? placeInStack(texts.join('\n')) : null;
  return found === null ? { file: null, line: null } : { file: view.path(found.file), line: found.line };
}

function number(text: string | undefined): number | null {
  const line = Number(text);
  return line > 0 ? line : null;
}
