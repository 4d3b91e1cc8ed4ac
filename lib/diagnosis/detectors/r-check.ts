import type { FailedTest } from '@/lib/domain/failed-test';
import { buildCause, shortened } from '../build-cause';
import type { Cause, Detector } from '../detector';
import type { LogView } from '../log-view';

const step = /^\* (?:checking|creating|installing) (.{1,120}?) ?\.\.\.(.*)$/;
const verdictBelow = /^\s{0,4}(?:\[[^\]]{1,30}\] ?)?(ERROR|WARNING)\s*$/;
// testthat of all editions: `── 1. Failure: name (@test-till.R#12)`, `── Failure (test-till.R:12:3): name`, `-- Error ('…'): name`.
const numbered = /^\s*[─-]{1,3} \d{1,4}\. (?:Failure|Error): (.{1,200}?) \(@([^()#]{1,200})#(\d{1,6})\)/;
const placed =
  /^\s*[─-]{1,3} (?:Failure|Error) \(['"‘]?([^()'"’:]{1,200}):(\d{1,6})(?::\d{1,5})?['"’]?\): (.{1,200}?)(?: ?[─-]{2,200})?\s*$/;

/** R's package check (`R CMD check`) and the tests of testthat in it. */
export const rCheck: Detector = {
  id: 'r-check',
  keywords: [
    '* checking ',
    ' Failure: ',
    ' Error: ',
    '─ Failure (',
    '─ Error (',
    '-- Failure (',
    '-- Error (',
  ],
  detect(view) {
    const tests = failedTests(view);
    const steps = failedSteps(view);
    // The log of the check is often printed again below.
    const worst =
      steps.find(({ isError }) => isError) ??
      (tests.length === 0 && hasWarnings(view) ? steps[0] : undefined);
    if (worst === undefined && tests.length === 0) return [];
    return [toCause(view, worst, tests)];
  },
  examples: [
    {
      log: '* checking tests ...\n  Running ‘testthat.R’ [9s/15s]\n ERROR\nRunning the tests in ‘tests/testthat.R’ failed.\nLast 13 lines of output:\n  ── 1. Failure: adds money (@test-till.R#12) ──\n  add(2, 2) not equal to 5.\n* checking PDF version of manual ... OK\nStatus: 1 ERROR',
      category: 'test',
      failedTests: ['adds money'],
    },
    {
      log: '── Failure (test-till.R:12:3): adds money ──────────\nadd(2, 2) not equal to 5.',
      category: 'test',
      failedTests: ['adds money'],
    },
    {
      log: '* checking package dependencies ... ERROR\nPackage required but not available: ‘money’\n\nStatus: 1 ERROR',
      category: 'dependency',
    },
  ],
  lookAlikes: [
    '* checking tests ...\n  Running ‘testthat.R’\n OK\n* checking PDF version of manual ... OK\nStatus: OK',
    '* checking Rd files ... WARNING\nprepare_Rd: till.Rd:3: unknown macro\n* DONE',
  ],
};

interface FailedStep {
  readonly index: number;
  readonly to: number;
  readonly name: string;
  readonly isError: boolean;
}

function failedSteps(view: LogView): FailedStep[] {
  return view.find(step, ['* checking ', '* creating ', '* installing ']).flatMap(({ index, match }) => {
    const [, name = '', rest = ''] = match;
    let verdict = /\b(ERROR|WARNING)\s*$/.exec(rest)?.[1];
    let to = index;
    // The step's own lines go on to the next step; a verdict may stand between them.
    while (to + 1 < view.length && to - index < 60 && !/^\* |^Status: /.test(view.text(to + 1))) {
      to += 1;
      verdict ??= verdictBelow.exec(view.text(to))?.[1];
    }
    return verdict === undefined ? [] : [{ index, to, name, isError: verdict === 'ERROR' }];
  });
}

function hasWarnings(view: LogView): boolean {
  return view.linesWith('Status: ').some((index) => /^Status: .{0,40}WARNING/.test(view.text(index)));
}

interface FoundTest {
  readonly test: FailedTest;
  readonly index: number;
}

function failedTests(view: LogView): FoundTest[] {
  const found = new Map<string, FoundTest>();
  const add = (index: number, name: string, file: string, line: string) => {
    const key = `${file}:${line} ${name}`;
    if (found.has(key)) return;
    const message = view
      .text(index + 1)
      .trim()
      .slice(0, 500);
    found.set(key, {
      index,
      test: { name: name.trim(), file: view.path(file), line: Number(line), message },
    });
  };
  for (const { index, match } of view.find(numbered, [' Failure: ', ' Error: ']))
    add(index, match[1] ?? '', match[2] ?? '', match[3] ?? '');
  for (const { index, match } of view.find(placed, [
    '─ Failure (',
    '─ Error (',
    '-- Failure (',
    '-- Error (',
  ]))
    add(index, match[3] ?? '', match[1] ?? '', match[2] ?? '');
  return [...found.values()].slice(0, 200);
}

function toCause(view: LogView, worst: FailedStep | undefined, tests: readonly FoundTest[]): Cause {
  const ranges = [
    ...(worst === undefined ? [] : stepRanges(worst)),
    ...tests.map(({ index }) => ({ from: index, to: index + 4, reason: 'The failing test' })),
  ].slice(0, 3);
  const isTest = worst === undefined || /tests|examples|vignettes|testthat/.test(worst.name);
  const category = isTest ? 'test' : /dependenc/.test(worst.name) ? 'dependency' : 'build';
  const [first] = tests;
  const more = tests.length > 1 ? `; ${tests.length} tests fail, the first is` : '; the test';
  const detail =
    first === undefined
      ? ''
      : `${more} "${shortened(first.test.name)}"${tests.length > 1 ? '' : ' fails'}: ${shortened(first.test.message)}`;
  return buildCause({
    tool: 'r-check',
    category,
    weight: 0.92,
    ranges,
    failedTests: tests.map(({ test }) => test),
    key: first === undefined ? [worst?.name ?? ''] : tests.map(({ test }) => `${test.name} ${test.message}`),
    summary:
      worst === undefined
        ? `testthat: ${tests.length === 1 ? 'a test fails' : `${tests.length} tests fail`}, the first is "${shortened(first?.test.name ?? '')}": ${shortened(first?.test.message ?? '')}`
        : `R CMD check stops at "checking ${worst.name}"${detail}.`,
  });
}

function stepRanges({ index, to }: FailedStep) {
  return [{ from: index, to: Math.min(to, index + 9), reason: 'The step of R CMD check that failed' }];
}
