import type { FailedTest } from '@/lib/domain/failed-test';
import { buildCause, summaryOfTests, unloadedFile } from './build-cause';
import type { Cause, CauseRange } from '../detector';
import type { LogView } from '../view/log-view';
import { testFindings } from './test-findings';

/** A failed test with the lines that show it. */
export interface FailedAt {
  readonly test: FailedTest;
  readonly from: number;
  readonly to: number;
  readonly reason?: string;
  /** It is a file that could not be run, named by its path: no test of it failed. */
  readonly isFile?: true;
}

/** The cause that failed tests make; empty when there are none. The same test printed twice counts once. */
export function causeOfTests(
  view: LogView,
  input: {
    readonly tool: string;
    readonly label: string;
    readonly failed: readonly FailedAt[];
    readonly weight?: number;
    /** Where the log says it once more, shown behind the first test. */
    readonly also?: readonly CauseRange[];
  },
): Cause[] {
  const failed = unique(input.failed).slice(0, 1_000);
  if (failed.length === 0) return [];
  const tests = failed.map(({ test }) => test);
  const ranges: CauseRange[] = failed.map(({ from, to, reason }) => ({
    from,
    to: Math.min(to, from + 11),
    reason: reason ?? 'The failing test',
  }));
  return [
    buildCause({
      tool: input.tool,
      category: 'test',
      weight: input.weight ?? 0.92,
      ranges: [...ranges.slice(0, 1), ...(input.also ?? []), ...ranges.slice(1)].slice(0, 3),
      findings: testFindings(input.tool, tests, ranges, view),
      failedTests: failed.filter(({ isFile }) => isFile !== true).map(({ test }) => test),
      key: tests.map(({ name, message }) => `${name} ${message}`),
      summary: summaryOfTests(input.label, tests),
      ...(tests.every(({ name }) => unloadedFile(name) !== null)
        ? {
            nextStep:
              'Correct what keeps the tests from being loaded; a module that is missing has to be installed in the job.',
          }
        : {}),
    }),
  ];
}

/** A test is the same when its name is, unless it is known to stand in another file. */
function unique(failed: readonly FailedAt[]): FailedAt[] {
  const places = new Map<string, number[]>();
  const kept: FailedAt[] = [];
  for (const one of failed) {
    const same = places.get(one.test.name) ?? [];
    places.set(one.test.name, same);
    const known = same.find((at) => isSameFile(kept[at]?.test.file ?? null, one.test.file));
    const first = known === undefined ? undefined : kept[known];
    if (known !== undefined && first !== undefined)
      kept[known] = { ...first, test: completed(first.test, one.test) };
    else if (same.length < 20) {
      same.push(kept.length);
      kept.push(one);
    }
  }
  return kept;
}

function isSameFile(one: string | null, other: string | null): boolean {
  return one === null || other === null || one === other;
}

/** What one place in the log leaves out another may say. */
function completed(test: FailedTest, again: FailedTest): FailedTest {
  return {
    name: test.name,
    file: test.file ?? again.file,
    line: test.file === null ? again.line : test.line,
    message: test.message === '' ? again.message : test.message,
  };
}

/** The first lines of a block as one message, up to where `end` says that the message is over. */
export function messageIn(view: LogView, from: number, to: number, end: RegExp, most = 6): string {
  const parts: string[] = [];
  for (let index = from; index <= to && parts.length < most; index += 1) {
    const text = view.text(index).trim();
    if (end.test(text)) break;
    if (text !== '') parts.push(text);
  }
  return parts.join(' ').slice(0, 500);
}

/** The index of the first line from `from` on that matches, or the last of those looked at. */
export function lineBefore(view: LogView, from: number, most: number, next: RegExp): number {
  const last = Math.min(view.length - 1, from + most);
  for (let index = from; index <= last; index += 1) if (next.test(view.text(index))) return index - 1;
  return last;
}

const javaFrames =
  /^\s*(?:at )?(?:[\w.@-]{1,100}\/{1,2})?([\w.$<>]{1,300})\((\w{1,200}\.(?:java|kt|groovy|scala)):(\d{1,7})\)/;

/** The first frame of a Java stack in the test's own class, else in one that is a test by its name: tests are inherited. */
export function javaTestFrame(
  view: LogView,
  from: number,
  to: number,
  isOwn: (method: string) => boolean,
): { file: string; line: number } | null {
  let first: { file: string; line: number } | null = null;
  for (let index = from; index <= to; index += 1) {
    const [, method, file, line] = javaFrames.exec(view.text(index)) ?? [];
    if (method === undefined || file === undefined) continue;
    if (isOwn(method)) return { file, line: Number(line) };
    if (/^(?:org\.(?:junit|testng|spockframework|scalatest)|junit|io\.kotest)\./.test(method)) continue;
    if (/(?:Tests?|TestCase|IT|Specs?|Fixture)\.\w+$/.test(file)) first ??= { file, line: Number(line) };
  }
  return first;
}
