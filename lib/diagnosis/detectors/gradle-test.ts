import type { Detector } from '../detector';
import type { LogView } from '../view/log-view';
import { causeOfTests, javaTestFrame, lineBefore, type FailedAt } from '../causes/test-cause';

/** `Class > method() FAILED`, and behind a service's name where Compose shows several. */
const row = /^(?:\s*\S{1,40} \| )?([A-Za-z_$][\w.$ ]{0,300}(?: > .{1,600}?)+) FAILED$/;
/** TestNG under Gradle prints some tests by their full name alone. */
const lone = /^([a-z_]\w{0,100}(?:\.[\w$]{1,200}){2,20}) FAILED$/;
const passed = /^([A-Za-z_$][\w.$ ]{0,300}(?: > .{1,600}?)+) PASSED$/;
const qualified = /^[a-z_]\w*(?:\.[\w$]+){1,20}$/;
const place = /\bat (?:.{1,300}\()?(\w{1,200}\.(?:java|kt|groovy|scala)):(\d{1,7})\)?$/;

/** Tests as Gradle prints them, briefly or with the whole exception. */
export const gradleTest: Detector = {
  id: 'gradle-test',
  keywords: [' FAILED'],
  detect(view) {
    return causeOfTests(view, { tool: 'gradle-test', label: 'Gradle', failed: failures(view) });
  },
  examples: [
    {
      log: 'MoneyTest > addsMoney() FAILED\n    org.opentest4j.AssertionFailedError at MoneyTest.java:12\n\n3 tests completed, 1 failed',
      category: 'test',
      failedTests: ['MoneyTest.addsMoney()'],
      findings: ['MoneyTest.java:12'],
    },
    {
      log: [
        'TillTest > WhenOpen > takesCoins() FAILED',
        '    java.lang.IllegalStateException: the till is closed',
        '        at org.junit.jupiter.api.AssertTimeout.run(AssertTimeout.java:3)',
        '        at shop.TillTest$WhenOpen.takesCoins(TillTest.java:40)',
        '',
        'TillTest > counts(int, String) > [2] 5, dime FAILED',
        '    java.lang.AssertionError: 4',
        '',
        'Gradle suite > Gradle test > shop.CoinTest > spins FAILED',
        '    java.lang.AssertionError: it lies',
        '',
        'shop.NoteTest.folds FAILED',
        '    java.lang.NullPointerException',
        '',
        'TillTest > pays(Coin) > shop.TillTest.pays(Coin)[3] FAILED',
        '    java.lang.AssertionError: 4',
      ].join('\n'),
      category: 'test',
      failedTests: [
        'TillTest$WhenOpen.takesCoins()',
        'TillTest.counts(int, String)[2]',
        'shop.CoinTest.spins',
        'shop.NoteTest.folds',
        'shop.TillTest.pays(Coin)[3]',
      ],
      messages: [
        'java.lang.IllegalStateException: the till is closed',
        'java.lang.AssertionError: 4',
        'java.lang.AssertionError: it lies',
        'java.lang.NullPointerException',
        'java.lang.AssertionError: 4',
      ],
      findings: ['TillTest.java:40'],
    },
  ],
  lookAlikes: [
    '> Task :test FAILED',
    'MoneyTest > addsMoney() PASSED',
    'BUILD FAILED',
    'MoneyTest > adds() FAILED\n    java.net.ConnectException at MoneyTest.java:3\n\nMoneyTest > adds() PASSED',
    'shop.till.upload FAILED',
  ],
};

function failures(view: LogView): FailedAt[] {
  const lastPassed = new Map<string, number>();
  for (const { index, match } of view.find(passed, [' PASSED'])) lastPassed.set(match[1] ?? '', index);
  const rows = view
    .find(row, [' FAILED'])
    // A test that passes when it is run again has not failed.
    .filter(({ index, match }) => (lastPassed.get(match[1] ?? '') ?? -1) < index)
    .map(({ index, match }) => failure(view, index, testName((match[1] ?? '').split(' > '))));
  const loners = view
    .find(lone, [' FAILED'])
    .filter(({ index }) => /^ {4}\S*(?:Exception|Error)\b/.test(view.text(index + 1)))
    .map(({ index, match }) => failure(view, index, match[1] ?? ''));
  return [...rows, ...loners].sort((a, b) => a.from - b.from);
}

function failure(view: LogView, index: number, name: string): FailedAt {
  const to = lineBefore(view, index + 1, 40, /^\s*$|^\S/);
  const owner = (name.split(/\$|\.[^.]*$/)[0] ?? '').split('.').at(-1) ?? '';
  const own = javaTestFrame(view, index + 1, to, (frame) =>
    frame.split('.').some((part) => part.split('$')[0] === owner),
  );
  let at: RegExpExecArray | null = null;
  // Gradle's short form names the place behind the exception.
  if (own === null && to > index) at = place.exec(view.text(index + 1));
  return {
    test: {
      name,
      file: own?.file ?? at?.[1] ?? null,
      line: own?.line ?? (at === null ? null : Number(at[2])),
      message:
        to > index
          ? view
              .text(index + 1)
              .trim()
              .slice(0, 500)
          : '',
    },
    from: index,
    to: Math.max(index, Math.min(to, index + 6)),
  };
}

/**
 * `Outer > Inner > method()` becomes `Outer$Inner.method()`, as Java writes it. What runs the tests is left out, and
 * of a parameterised test the index is kept, not the values, which may change from run to run.
 */
function testName(printed: readonly string[]): string {
  const parts = printed.filter((part) => !/^Gradle Test (?:Run|Executor)\b/.test(part));
  const last = parts.at(-1) ?? '';
  if (/^(?:[a-z_]\w*\.){1,20}[A-Z]\w*\..{1,600}$/.test(last)) return last;
  const inPackage = parts.findIndex((part, at) => at > 0 && qualified.test(part));
  const named = inPackage === -1 ? parts : parts.slice(inPackage);
  if (named.length === 1) return last;
  let classes = 1;
  while (classes < named.length - 1 && /^[A-Z][\w$]*$/.test(named[classes] ?? '')) classes += 1;
  const owner = named.slice(0, classes).join('$');
  const index = /^(\[\d{1,7}\]) /.exec(last);
  if (index !== null && named.length > classes + 1)
    return `${owner}.${named.slice(classes, -1).join('.')}${index[1] ?? ''}`;
  return `${owner}.${named.slice(classes).join('.')}`;
}
