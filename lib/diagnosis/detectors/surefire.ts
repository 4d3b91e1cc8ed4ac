import type { Detector } from '../detector';
import type { LogView } from '../log-view';
import { causeOfTests, lineBefore, type FailedAt } from '../test-cause';

const failed =
  /^(?!(?:\[ERROR\]\s+)?Tests run)(?:\[ERROR\]\s+)?(\S.{0,400}?)(?:\s+--)?\s+Time elapsed: [\d.,]{1,12} s(?:ec)?\s+<<< (?:FAILURE|ERROR)!/;
const frame = /^\s*at ([\w.$/@]{1,300})\.[\w$<>]{1,200}\((\w{1,200}\.(?:java|kt|groovy|scala)):(\d{1,7})\)$/;
const blockEnd = /^\s*$|^\[(?:ERROR|INFO|WARN)|<<< (?:FAILURE|ERROR)!|^Running |^Tests run:/;

/** JUnit and TestNG as Maven's Surefire and Failsafe print them. */
export const surefire: Detector = {
  id: 'surefire',
  keywords: ['<<< FAILURE!', '<<< ERROR!'],
  detect(view) {
    return causeOfTests(view, { tool: 'surefire', label: 'Maven', failed: failures(view) });
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
  ],
  lookAlikes: [
    '[INFO] Tests run: 2, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.05 s',
    'look for <<< FAILURE! in the report',
  ],
};

function failures(view: LogView): FailedAt[] {
  return view.find(failed, ['<<< FAILURE!', '<<< ERROR!']).map(({ index, match }) => {
    const name = methodOfClass((match[1] ?? '').trim());
    const to = lineBefore(view, index + 1, 80, blockEnd);
    const owner = /\(([\w.$]{1,300})\)/.exec(name)?.[1] ?? name.slice(0, Math.max(0, name.lastIndexOf('.')));
    return {
      test: {
        name,
        ...placeOf(view, index + 1, to, owner),
        message: view
          .text(index + 1)
          .trim()
          .slice(0, 500),
      },
      from: index,
      to: Math.min(to, index + 6),
    };
  });
}

/** Surefire 2 prints `method(Class)`, Surefire 3 `Class.method`: one test keeps one name. */
function methodOfClass(name: string): string {
  const match =
    /^((?:[\w$]{1,100}\.){1,20}[\w$]{1,200})\.([^.\s(]{1,200}(?:\(.{0,200}\))?(?:\[.{0,200}\])?)$/.exec(name);
  return match === null ? name : `${match[2]}(${match[1]})`;
}

/** The frame in the test's own class, else none: the assertion library's frames say nothing. */
function placeOf(
  view: LogView,
  from: number,
  to: number,
  owner: string,
): { file: string | null; line: number | null } {
  for (let index = from; index <= to; index += 1) {
    const at = frame.exec(view.text(index));
    if (at?.[1] !== undefined && owner !== '' && at[1].replace(/^[\w.@]+\//, '').startsWith(owner)) {
      return { file: at[2] ?? null, line: Number(at[3]) };
    }
  }
  return { file: null, line: null };
}
