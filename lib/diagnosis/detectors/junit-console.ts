import type { Detector } from '../detector';
import type { LogView } from '../view/log-view';
import { causeOfTests, javaTestFrame, lineBefore, type FailedAt } from '../causes/test-cause';

const source =
  /^\s{0,12}(?:MethodSource \[className = '([\w.$]{1,300})', methodName = '([^']{1,200})'|ClassSource \[className = '([\w.$]{1,300})')/;
const failureEnd = /^\s{0,4}JUnit \w|^\s*(?:MethodSource|ClassSource) \[|^\s*Test run finished|^\s*$/;

/** The list of failures of JUnit 5's console launcher. */
export const junitConsole: Detector = {
  id: 'junit-console',
  keywords: ['MethodSource [', 'ClassSource ['],
  detect(view) {
    return causeOfTests(view, { tool: 'junit-console', label: 'JUnit', failed: failures(view) });
  },
  examples: [
    {
      log: [
        'Failures (2):',
        '  JUnit Jupiter:MoneyTest:adds()',
        "    MethodSource [className = 'shop.MoneyTest', methodName = 'adds', methodParameterTypes = '']",
        '    => org.opentest4j.AssertionFailedError: expected: <5> but was: <4>',
        '       org.junit.jupiter.api.AssertionUtils.fail(AssertionUtils.java:55)',
        '       shop.MoneyTest.adds(MoneyTest.java:12)',
        '       [...]',
        '  JUnit Jupiter:TillTest',
        "    ClassSource [className = 'shop.TillTest', filePosition = null]",
        '    => java.lang.IllegalStateException: no till',
        '',
        'Test run finished after 64 ms',
        '[         2 tests failed          ]',
      ].join('\n'),
      category: 'test',
      failedTests: ['shop.MoneyTest.adds', '(shop.TillTest)'],
      messages: [
        'org.opentest4j.AssertionFailedError: expected: <5> but was: <4>',
        'java.lang.IllegalStateException: no till',
      ],
      findings: ['MoneyTest.java:12'],
    },
  ],
  lookAlikes: ["a note on MethodSource [className = 'shop.MoneyTest', methodName = 'adds']"],
};

function failures(view: LogView): FailedAt[] {
  return view.find(source, ['MethodSource [', 'ClassSource [']).flatMap(({ index, match }) => {
    const message = /^\s*=> (.*)$/.exec(view.text(index + 1))?.[1];
    if (message === undefined) return [];
    const owner = match[1] ?? match[3] ?? '';
    const to = lineBefore(view, index + 2, 60, failureEnd);
    const own = javaTestFrame(view, index + 2, to, (method) => method.startsWith(owner));
    return [
      {
        test: {
          name: match[2] === undefined ? `(${owner})` : `${owner}.${match[2]}`,
          file: own?.file ?? null,
          line: own?.line ?? null,
          message: message.trim().slice(0, 500),
        },
        from: Math.max(0, index - 1),
        to: Math.max(index + 1, Math.min(to, index + 8)),
      },
    ];
  });
}
