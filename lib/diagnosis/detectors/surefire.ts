import type { Detector } from '../detector';
import type { LogView } from '../view/log-view';
import { causeOfTests, javaTestFrame, lineBefore, type FailedAt } from '../causes/test-cause';

const failed =
  /^(?!(?:\[ERROR\]\s+)?Tests run)(?:\[ERROR\]\s+)?(\S.{0,600}?)(?:\s+--)?\s+Time elapsed: [\d.,]{1,12} s(?:ec)?\s+<<< (?:FAILURE|ERROR)!/;
const header = /Tests run: .{1,200}<<< (?:FAILURE|ERROR)!(?: --? in (\S{1,300}))?$/;
const running = /^(?:\[INFO\]\s+)?Running (\S{1,300})$/;
const blockEnd = /^\s*$|^\[(?:ERROR|INFO|WARN)|<<< (?:FAILURE|ERROR)!|^Running |^Tests run:/;
/** The list at the end: `adds(shop.MoneyTest): message`, later `MoneyTest.adds:12 message`. */
const listed =
  /^(?:\[ERROR\]\s{1,4}|\s{2})([\w$]{1,200}(?:\[.{1,200}\])?)\(([\w.$]{1,300})\)(?:: (.*))?$|^(?:\[ERROR\]\s{1,4}|\s{2})([A-Z][\w$]{0,200})(?:>[\w$.]{1,200})?\.([\w$]{1,200}(?:\[.{1,200}\])?):(\d{1,7})(?:->\S{1,300})* ?(.*)$/;

/** JUnit and TestNG as Maven's Surefire and Failsafe print them. */
export const surefire: Detector = {
  id: 'surefire',
  keywords: ['<<< FAILURE!', '<<< ERROR!', 'Failed tests:', 'Tests in error:', 'Failures: ', 'Errors: '],
  detect(view) {
    const failed = failures(view);
    const list = fromTheList(view);
    return causeOfTests(view, {
      tool: 'surefire',
      label: 'Maven',
      failed: failed.length > 0 ? failed : list,
      also: list.slice(0, 1).map(({ from, to }) => ({ from, to, reason: 'Maven lists it at the end' })),
    });
  },
  examples: [
    {
      log: [
        '[ERROR] Tests run: 2, Failures: 1, Errors: 0, Skipped: 0, Time elapsed: 0.05 s <<< FAILURE! - in shop.MoneyTest',
        '[ERROR] addsMoney(shop.MoneyTest)  Time elapsed: 0.01 s  <<< FAILURE!',
        'java.lang.AssertionError: expected:<5> but was:<4>',
        '\tat shop.MoneyTest.addsMoney(MoneyTest.java:12)',
        '',
      ].join('\n'),
      category: 'test',
      failedTests: ['addsMoney(shop.MoneyTest)'],
      findings: ['MoneyTest.java:12'],
    },
    {
      log: [
        '[ERROR] Tests run: 3, Failures: 2, Errors: 1, Skipped: 0, Time elapsed: 0.05 s <<< FAILURE! -- in shop.TillTest',
        '[ERROR] shop.TillTest.pays(Coin)[1] -- Time elapsed: 0.01 s <<< FAILURE!',
        'org.opentest4j.AssertionFailedError: expected: <5> but was: <4>',
        '',
        '[ERROR] opens  Time elapsed: 0.01 s  <<< FAILURE!',
        'java.lang.AssertionError',
        '',
        '[ERROR] shop.TillTest  Time elapsed: 0.01 s  <<< ERROR!',
        'java.lang.IllegalStateException: no till',
      ].join('\n'),
      category: 'test',
      failedTests: ['pays(Coin)[1](shop.TillTest)', 'opens(shop.TillTest)', '(shop.TillTest)'],
    },
    {
      log: [
        'Results :',
        '',
        'Failed tests: ',
        '  addsMoney(shop.MoneyTest): expected:<5> but was:<4>',
        '  TillTest.opens:12 the till is closed',
        '',
        'Tests run: 2, Failures: 2, Errors: 0, Skipped: 0',
      ].join('\n'),
      category: 'test',
      failedTests: ['addsMoney(shop.MoneyTest)', 'opens(TillTest)'],
      messages: ['expected:<5> but was:<4>', 'the till is closed'],
    },
  ],
  lookAlikes: [
    '[INFO] Tests run: 2, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.05 s',
    'look for <<< FAILURE! in the report',
    [
      '[ERROR] Tests run: 1, Failures: 1, Errors: 0, Skipped: 0, Time elapsed: 0.05 s <<< FAILURE! - in shop.MoneyTest',
      '[ERROR] shop.MoneyTest.adds  Time elapsed: 0.01 s  <<< FAILURE!',
      'java.lang.AssertionError: 4',
      '',
      '[WARNING] Flakes: ',
      '[WARNING] shop.MoneyTest.adds',
      '[ERROR]   Run 1: MoneyTest.adds:12 4',
      '[INFO]   Run 2: PASS',
    ].join('\n'),
  ],
};

function failures(view: LogView): FailedAt[] {
  const flaky = flakes(view);
  const classAbove = classesAbove(view);
  return view
    .find(failed, ['<<< FAILURE!', '<<< ERROR!'])
    .map(({ index, match }) => {
      const name = testName((match[1] ?? '').trim(), classAbove(index));
      const to = lineBefore(view, index + 1, 80, blockEnd);
      const owner = /\(([\w.$]{1,300})\)$/.exec(name)?.[1] ?? '';
      const own =
        owner === '' ? null : javaTestFrame(view, index + 1, to, (method) => method.startsWith(owner));
      return {
        test: {
          name,
          file: own?.file ?? null,
          line: own?.line ?? null,
          message: view
            .text(index + 1)
            .trim()
            .slice(0, 500),
        },
        from: index,
        to: Math.min(to, index + 6),
      };
    })
    .filter(({ test }) => !flaky.has(test.name));
}

/** Surefire 2 prints `method(Class)`, later the method alone, and Surefire 3 `Class.method`: one test keeps one name. */
function testName(named: string, owner: string | null): string {
  const printed = named.endsWith('()') ? named.slice(0, -2) : named;
  if (printed === owner) return `(${printed})`;
  if (owner !== null && printed.startsWith(`${owner}.`))
    return `${printed.slice(owner.length + 1)}(${owner})`;
  const whole = methodOfClass(printed);
  if (whole !== printed || /\([\w.$]{1,300}\)$/.test(printed)) return whole;
  return owner === null || owner === 'TestSuite' ? printed : `${printed}(${owner})`;
}

function methodOfClass(name: string): string {
  const match =
    /^((?:[\w$]{1,100}\.){1,20}[\w$]{1,200})\.([^.\s(]{1,200}(?:\(.{0,200}\))?(?:\[.{0,400}\])?)$/.exec(name);
  return match === null ? name : `${match[2]}(${match[1]})`;
}

/** The class whose tests are listed at a line, from the last line above that counts or names them. Ask in order. */
function classesAbove(view: LogView): (index: number) => string | null {
  const named = [
    ...view.find(header, ['<<< FAILURE!', '<<< ERROR!'], 50_000),
    ...view.find(running, ['Running '], 50_000),
  ]
    .filter(({ match }) => match[1] !== undefined)
    .sort((a, b) => a.index - b.index);
  let passed = -1;
  return (index) => {
    while ((named[passed + 1]?.index ?? Infinity) < index) passed += 1;
    return named[passed]?.match[1] ?? null;
  };
}

/** Tests that passed when Surefire ran them again. */
function flakes(view: LogView): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { index } of view.find(/^(?:\[WARNING\]\s+)?(?:Flakes|Flaked tests):/, [
    'Flakes:',
    'Flaked tests:',
  ])) {
    for (let at = index + 1; at < Math.min(view.length, index + 2_000); at += 1) {
      const text = view
        .text(at)
        .replace(/^\[\w+\]\s?/, '')
        .trim();
      if (/^(?:Failures|Errors|Tests run|Failed tests|Tests in error):/.test(text)) break;
      if (!/^Run \d/.test(text) && text !== '') found.add(methodOfClass(text));
    }
  }
  return found;
}

/** Where the tests' own output went to files: the list of failures at the end. */
function fromTheList(view: LogView): FailedAt[] {
  const found: FailedAt[] = [];
  const headings = view.find(/^(?:\[ERROR\]\s+)?(?:Failed tests|Tests in error|Failures|Errors):\s*(.*)$/, [
    'Failed tests:',
    'Tests in error:',
    'Failures: ',
    'Errors: ',
  ]);
  for (const { index, match } of headings) {
    // Old versions begin the list on the line of the heading.
    if ((match[1] ?? '') !== '') add(`  ${match[1] ?? ''}`, index);
    for (let at = index + 1; at < Math.min(view.length, index + 2_000); at += 1) {
      const text = view.text(at);
      if (/^(?:\[\w+\])?\s*$/.test(text) || /Tests run:|^(?:\[ERROR\]\s+)?\w[\w ]{1,20}:\s*$/.test(text))
        break;
      add(text, at);
    }
  }
  return found;

  function add(text: string, at: number): void {
    const match = listed.exec(text.replaceAll('\t', '  '));
    if (match === null) return;
    const owner = match[2] ?? match[4] ?? '';
    found.push({
      test: {
        name: `${match[1] ?? match[5] ?? ''}(${owner})`,
        file: match[6] === undefined ? null : `${owner.split('$')[0] ?? owner}.java`,
        line: match[6] === undefined ? null : Number(match[6]),
        message: (match[3] ?? match[7] ?? '').slice(0, 500),
      },
      from: at,
      to: at,
    });
  }
}
