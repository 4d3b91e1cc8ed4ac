import type { Detector } from '../detector';
import type { LogView } from '../view/log-view';
import { causeOfTests, javaTestFrame, lineBefore, type FailedAt } from '../causes/test-cause';

/** `Testcase: adds took 0.1 sec`, or with the outcome: `Testcase: adds(shop.MoneyTest):	FAILED`. */
const testcase =
  /^Testcase: ([^\s(:]{1,200}(?:\[.{1,200}\])?)(?:\(\))?(?:\(([\w.$]{1,300})\))?(?:\s+took [\d.,]{1,12} sec|:\s*(?:FAILED|Caused an ERROR))$/;
const broken = /^Testcase: ([\w.$]{1,300}):\s*(?:FAILED|Caused an ERROR)$/;
const suite = /^Testsuite: (\S{1,300})$/;
const outcome = /(?:^|\s)(?:FAILED|Caused an ERROR)$/;
const blockEnd = /^\s*$|^Test(?:case|suite|s run)?:? /;

/** JUnit as Ant's junit task prints it. */
export const antJunit: Detector = {
  id: 'ant-junit',
  keywords: ['Testcase: '],
  detect(view) {
    return causeOfTests(view, { tool: 'ant-junit', label: 'Ant', failed: failures(view) });
  },
  examples: [
    {
      log: [
        '    [junit] Testsuite: shop.MoneyTest',
        '    [junit] Tests run: 2, Failures: 1, Errors: 1, Skipped: 0, Time elapsed: 1.4 sec',
        '    [junit] ',
        '    [junit] Testcase: adds took 1.4 sec',
        '    [junit] \tFAILED',
        '    [junit] expected:<5> but was:<4>',
        '    [junit] junit.framework.AssertionFailedError: expected:<5> but was:<4>',
        '    [junit] \tat shop.MoneyTest.adds(MoneyTest.java:12)',
        '    [junit] ',
        '    [junit] Testcase: takes(shop.MoneyTest):\tCaused an ERROR',
        '    [junit] no till',
        '    [junit] ',
        '    [junit] Testcase: counts took 0.1 sec',
      ].join('\n'),
      category: 'test',
      failedTests: ['shop.MoneyTest.adds', 'shop.MoneyTest.takes'],
      messages: ['expected:<5> but was:<4>', 'no till'],
      findings: ['MoneyTest.java:12'],
    },
    {
      log: 'Testsuite: shop.TillTest\nTestcase: shop.TillTest:\tCaused an ERROR\nno database\n',
      category: 'test',
      failedTests: ['(shop.TillTest)'],
    },
  ],
  lookAlikes: ['Testsuite: shop.MoneyTest\nTestcase: adds took 1.4 sec\nTestcase: takes took 0.1 sec'],
};

function failures(view: LogView): FailedAt[] {
  const suites = view.find(suite, ['Testsuite: '], 50_000);
  let passed = -1;
  return view.linesWith('Testcase: ').flatMap((index) => {
    while ((suites[passed + 1]?.index ?? Infinity) < index) passed += 1;
    return failure(view, index, suites[passed]?.match[1] ?? null);
  });
}

function failure(view: LogView, index: number, suiteAbove: string | null): FailedAt[] {
  const text = view.text(index);
  const match = testcase.exec(text);
  const whole = match === null ? broken.exec(text) : null;
  if (match === null && whole === null) return [];
  const isHere = outcome.test(text);
  if (!isHere && !/^\s+(?:FAILED|Caused an ERROR)$/.test(view.text(index + 1))) return [];
  const owner = match?.[2] ?? suiteAbove ?? whole?.[1] ?? '';
  const message = isHere ? index + 1 : index + 2;
  const to = lineBefore(view, message, 60, blockEnd);
  const isSuite = match?.[1] === undefined || match[1] === owner;
  const own = javaTestFrame(view, message, to, (method) => owner !== '' && method.startsWith(owner));
  return [
    {
      test: {
        name: isSuite ? `(${owner})` : `${owner === '' ? '' : `${owner}.`}${match[1]}`,
        file: own?.file ?? null,
        line: own?.line ?? null,
        message: view.text(message).trim().slice(0, 500),
      },
      from: index,
      to: Math.min(Math.max(to, index), index + 8),
    },
  ];
}
