import type { LogView } from '../view/log-view';
import { testBlockDetector } from '../causes/test-block-detector';

/** Gradle's tests as the test-logger plugin prints them: the class, and its tests below. */
export const gradleTestLogger = testBlockDetector({
  id: 'gradle-test-logger',
  label: 'Gradle',
  // Where Gradle's own rows stand too, those are the ones to go by.
  weight: 0.86,
  keywords: [' FAILED', '✘ '],
  headings: [
    /^ {2,8}(?:Test )?(?<name>[^\s>].{0,300}?) FAILED(?: \([\d.]{1,10}m?s\))?$/,
    /^ {2,8}✘ (?<name>\S.{0,300}?)(?: \([\d.]{1,10}m?s\))?$/,
  ],
  end: /^\S|^ {2,8}(?:Test \S|[✔✘] )|^ {2,8}\S.{0,300} (?:PASSED|FAILED|SKIPPED)/,
  accepts: (view, index, name) => classAbove(view, index, name) ?? false,
  examples: [
    {
      log: [
        'shop.MoneyTest',
        '',
        '  Test takes() PASSED',
        '  Test adds() FAILED (1.2s)',
        '',
        '  org.opentest4j.AssertionFailedError: expected: <5> but was: <4>',
        '      at shop.MoneyTest.adds(MoneyTest.java:12)',
        '',
        'FAILURE: Executed 2 tests in 1.3s (1 failed)',
      ].join('\n'),
      category: 'test',
      failedTests: ['shop.MoneyTest.adds()'],
      messages: ['org.opentest4j.AssertionFailedError: expected: <5> but was: <4>'],
      findings: ['MoneyTest.java:12'],
    },
  ],
  lookAlikes: ['  Test deploy FAILED', 'shop.MoneyTest\n\n  Test takes() PASSED'],
});

function classAbove(view: LogView, index: number, name: string): string | null {
  for (let above = index - 1; above >= Math.max(0, index - 200); above -= 1) {
    const text = view.text(above);
    if (text === '' || /^\s/.test(text)) continue;
    return /^[a-z_]\w*(?:\.[\w$]+){1,20}$/.test(text) ? `${text}.${name}` : null;
  }
  return null;
}
