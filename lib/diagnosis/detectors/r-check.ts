import { buildCause } from '../causes/build-cause';
import type { Cause, CauseRange, Detector } from '../detector';
import type { LogView } from '../view/log-view';
import { testthat } from './testthat';

const step = /^\* (?:checking|creating|installing) (.{1,120}?) ?\.\.\.(.*)$/;
const verdictBelow = /^\s{0,4}(?:\[[^\]]{1,30}\] ?)?(ERROR|WARNING)\s*$/;

/** R's package check (`R CMD check`): the first step that failed, with the tests of testthat that it ran. */
export const rCheck: Detector = {
  id: 'r-check',
  keywords: ['* checking '],
  detect(view) {
    const steps = failedSteps(view);
    // The log of the check is often printed again below: the first time counts.
    const failed = steps.find(({ isError }) => isError) ?? (hasWarnings(view) ? steps[0] : undefined);
    return failed === undefined ? [] : [toCause(view, failed)];
  },
  examples: [
    {
      log: '* checking tests ...\n  Running ‘testthat.R’ [9s/15s]\n ERROR\nRunning the tests in ‘tests/testthat.R’ failed.\nLast 13 lines of output:\n  add(2, 2) not equal to 5.\n* checking PDF version of manual ... OK\n── 1. Failure: adds money (@test-till.R#12) ──\nadd(2, 2) not equal to 5.\n\nStatus: 1 ERROR',
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

function toCause(view: LogView, failed: FailedStep): Cause {
  const { name, index, to } = failed;
  const own: CauseRange = {
    from: index,
    to: Math.min(to, index + 9),
    reason: 'The step of R CMD check that failed',
  };
  const where = `R CMD check stops at "checking ${name}"`;
  const [tests] = /tests|testthat/.test(name) ? testthat.detect(view) : [];
  if (tests !== undefined)
    return {
      ...tests,
      weight: 0.93,
      ranges: [own, ...tests.ranges].slice(0, 3),
      summary: `${where}. ${tests.summary}`,
    };
  const isTest = /tests|examples|vignettes/.test(name);
  return buildCause({
    tool: 'r-check',
    category: isTest ? 'test' : /dependenc/.test(name) ? 'dependency' : 'build',
    weight: 0.9,
    ranges: [own],
    key: [name],
    summary: `${where}.`,
  });
}
