import type { Detector } from '../detector';
import type { LogView } from '../view/log-view';
import { readJunitReport } from '../reports/read-junit-report';
import { reportedTestName } from '../reports/reported-test-name';
import { causeOfTests, type FailedAt } from '../causes/test-cause';

const MAX_LINES = 200_000;

/** A JUnit report that stands in the log itself, whole or in pieces. */
export const junitReport: Detector = {
  id: 'junit-report',
  keywords: ['<testsuite'],
  detect(view) {
    return causeOfTests(view, {
      tool: 'junit-report',
      label: 'JUnit report',
      failed: failures(view),
      weight: 0.85,
    });
  },
  examples: [
    {
      log: [
        '$ cat report.xml',
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<testsuites>',
        '  <testsuite name="shop.MoneyTest" tests="2" failures="1">',
        '    <testcase classname="shop.MoneyTest" name="takes"/>',
        '    <testcase classname="shop.MoneyTest" name="adds">',
        '      <failure message="expected 5 but was 4">at shop.MoneyTest.adds(MoneyTest.java:12)</failure>',
        '    </testcase>',
        '  </testsuite>',
        '</testsuites>',
      ].join('\n'),
      category: 'test',
      failedTests: ['shop.MoneyTest.adds'],
      messages: ['expected 5 but was 4'],
      findings: ['MoneyTest.java:12'],
    },
  ],
  lookAlikes: [
    '<testsuite name="shop.MoneyTest"><testcase name="adds"/></testsuite>',
    'writes a <testsuite> with a <failure message="…"> for each',
  ],
};

function failures(view: LogView): FailedAt[] {
  const [first] = view.linesWith('<testsuite');
  if (first === undefined) return [];
  const last = Math.min(view.linesWith('</testsuite').at(-1) ?? view.length - 1, first + MAX_LINES);
  const offsets: number[] = [];
  const texts: string[] = [];
  let length = 0;
  for (let index = first; index <= last; index += 1) {
    const text = view.text(index);
    offsets.push(length);
    texts.push(text);
    length += text.length + 1;
  }
  const report = readJunitReport(texts.join('\n'));
  if (report.kind !== 'report') return [];
  let line = 0;
  return report.tests
    .filter(({ name }) => name !== '')
    .map((test) => {
      while (line + 1 < offsets.length && (offsets[line + 1] ?? 0) <= test.at) line += 1;
      return {
        test: {
          name: reportedTestName(test),
          file: test.file === null ? null : view.path(test.file),
          line: test.line,
          message: test.message,
        },
        from: first + line,
        to: Math.min(last, first + line + 4),
      };
    });
}
