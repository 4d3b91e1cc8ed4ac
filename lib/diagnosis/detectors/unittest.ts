import type { Detector } from '../detector';
import type { LogView } from '../view/log-view';
import { causeOfTests, lineBefore, type FailedAt } from '../causes/test-cause';

const heading = /^(FAIL|ERROR): (?:Doctest: )?(\S.{0,600})$/;
/** Behind the class a sub-test names its parameters: one test, however many of them fail. */
const subTest = /^(\S{1,300} \([\w.]{1,300}\)) (?:\(.{0,300}\)|\[.{0,300}\]|\(<subtest>\)).{0,300}$/;
const end = /^={20,}$|^-{20,}$|^Ran \d{1,7} tests? in /;
const frame = /^\s{2}File "(.{1,400}?)", line (\d{1,7}), in (.{1,200})$/;
const exception =
  /^((?:[\w.]{1,200}\.)?[A-Z]\w{0,100}(?:Error|Exception|Warning|Exit|Interrupt|Failure)?(?::.*)?)$/;

/** Python's unittest and what prints like it (Django, nose). */
export const unittest: Detector = {
  id: 'unittest',
  keywords: ['FAIL: ', 'ERROR: '],
  detect(view) {
    return causeOfTests(view, { tool: 'unittest', label: 'unittest', failed: failures(view) });
  },
  examples: [
    {
      log: [
        '======================================================================',
        'FAIL: test_adds_money (tests.test_money.TestTill)',
        '----------------------------------------------------------------------',
        'Traceback (most recent call last):',
        '  File "/builds/shop/till/tests/test_money.py", line 12, in test_adds_money',
        '    self.assertEqual(add(2, 2), 5)',
        'AssertionError: 4 != 5',
        '',
        '----------------------------------------------------------------------',
        'Ran 1 test in 0.001s',
      ].join('\n'),
      category: 'test',
      failedTests: ['test_adds_money (tests.test_money.TestTill)'],
      messages: ['4 != 5'],
      findings: ['tests/test_money.py:12'],
    },
    {
      log: [
        '======================================================================',
        'FAIL: test_adds (tests.test_money.TestTill.test_adds) (coins=2)',
        'Sums are right.',
        '----------------------------------------------------------------------',
        'Traceback (most recent call last):',
        '  File "/builds/shop/till/tests/test_money.py", line 12, in test_adds',
        '    self.assertEqual(add(2, coins), 5)',
        'AssertionError: 4 != 5',
        '',
        '======================================================================',
        'ERROR: tests.test_coins (unittest.loader._FailedTest)',
        '----------------------------------------------------------------------',
        'ImportError: Failed to import test module: tests.test_coins',
        'Traceback (most recent call last):',
        '  File "/builds/shop/till/tests/test_coins.py", line 1, in <module>',
        '    import coins',
        "ModuleNotFoundError: No module named 'coins'",
        '',
        '----------------------------------------------------------------------',
        'Ran 2 tests in 0.001s',
      ].join('\n'),
      category: 'test',
      failedTests: [
        'test_adds (tests.test_money.TestTill.test_adds)',
        'tests.test_coins (unittest.loader._FailedTest)',
      ],
    },
  ],
  lookAlikes: ['ERROR: Job failed: exit code 1', 'FAIL: coverage below 80 %\n--------------------'],
};

function failures(view: LogView): FailedAt[] {
  return view
    .find(heading, ['FAIL: ', 'ERROR: '])
    .filter(({ index }) => /^={20,}$/.test(view.text(index - 1)))
    .map(({ index, match }) => {
      let body = index + 1;
      // The docstring of a test stands between its name and the rule.
      while (body < index + 6 && !/^-{20,}$/.test(view.text(body))) body += 1;
      const to = lineBefore(view, body + 1, 200, end);
      return failure(view, match[2] ?? '', { from: index, body, to });
    });
}

function failure(
  view: LogView,
  name: string,
  { from, body, to }: { from: number; body: number; to: number },
): FailedAt {
  let place: { file: string; line: number } | null = null;
  let message = '';
  let messageAt = from;
  for (let index = body; index <= to; index += 1) {
    const text = view.text(index);
    const at = frame.exec(text);
    if (at?.[1] !== undefined && !/site-packages|dist-packages|\/lib\/python\d/.test(at[1])) {
      place = { file: view.path(at[1]), line: Number(at[2]) };
    }
    const raised = exception.exec(text);
    if (raised?.[1] !== undefined && message === '') {
      message = raised[1].replace(/^AssertionError: /, '').slice(0, 500);
      messageAt = index;
    }
  }
  const start = messageAt - from > 10 ? Math.max(from, messageAt - 4) : from;
  return {
    test: {
      name: subTest.exec(name)?.[1] ?? name.trim(),
      file: place?.file ?? null,
      line: place?.line ?? null,
      message,
    },
    from: start,
    to: Math.max(start, Math.min(to, messageAt + 1)),
  };
}
