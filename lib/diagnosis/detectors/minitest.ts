import type { Detector } from '../detector';
import type { LogView } from '../view/log-view';
import { placeInStack } from '../reports/place-in-stack';
import { causeOfTests, lineBefore, messageIn, type FailedAt } from '../causes/test-cause';

const heading = /^\s*(?:\d{1,6}\) )?(?:Failure|Error):$/;
const name = /^\s*([A-Z][\w:]{0,200}#\S.{0,300}?)(?: \[(\S{1,400}):(\d{1,7})\])?:?$/;
/** The reporters that Rails applications like. */
const reported =
  /^\s{0,4}(?:FAIL|ERROR)(?:\["(test_\S.{0,200}?)", (?:"|#<Class:)?([\w:]{1,200})\W.{0,300}\]$|\s+([A-Z][\w:]{0,200}#test_\S.{0,200}?) \([\d.]{1,12}s\)$)/;
const rails = /^(?:bin\/)?rails test (\S{1,400}):(\d{1,7})$/;
const end =
  /^\s*(?:\d{1,6}\) )?(?:Failure|Error):$|^\d{1,7} (?:runs|tests), |^Finished in|^\s{0,4}(?:FAIL|ERROR)(?:\[|\s+[A-Z]\S*#)/;

/** Minitest, also as Rails and its reporters print it. */
export const minitest: Detector = {
  id: 'minitest',
  keywords: ['Failure:', 'Error:', 'FAIL', 'ERROR["', 'ERROR '],
  detect(view) {
    const failed = [
      ...view.find(heading, ['Failure:', 'Error:']).flatMap(({ index }) => {
        const title = name.exec(view.text(index + 1));
        return title?.[1] === undefined
          ? []
          : [failure(view, index, index + 2, title[1], title[2], title[3])];
      }),
      ...view
        .find(reported, ['FAIL["test_', 'ERROR["test_', '#test_'])
        .map(({ index, match }) =>
          failure(
            view,
            index,
            index + 1,
            match[3] ?? `${match[2] ?? ''}#${match[1] ?? ''}`,
            undefined,
            undefined,
          ),
        ),
    ];
    return causeOfTests(view, { tool: 'minitest', label: 'Minitest', failed });
  },
  examples: [
    {
      log: '  1) Failure:\nTillTest#test_adds_money [test/till_test.rb:12]:\nExpected: 5\n  Actual: 4\n\n3 runs, 3 assertions, 1 failures, 0 errors, 0 skips',
      category: 'test',
      failedTests: ['TillTest#test_adds_money'],
      messages: ['Expected: 5 Actual: 4'],
      findings: ['test/till_test.rb:12'],
    },
    {
      log: [
        ' FAIL["test_adds", "TillTest", 0.0123]',
        ' test_adds#TillTest (0.01s)',
        '        Expected: 5',
        '          Actual: 4',
        "        test/till_test.rb:12:in `block in <class:TillTest>'",
        '',
        'Finished in 0.02s',
      ].join('\n'),
      category: 'test',
      failedTests: ['TillTest#test_adds'],
      messages: ['Expected: 5 Actual: 4'],
      findings: ['test/till_test.rb:12'],
    },
    {
      log: "FAIL TillTest#test_adds (0.01s)\n        Expected: 5\n          Actual: 4\n        test/till_test.rb:12:in `block'\n\nFinished in 0.02s",
      category: 'test',
      failedTests: ['TillTest#test_adds'],
    },
  ],
  lookAlikes: ['Error:\n  the till is closed', 'Failure: 0', 'FAIL TillTest#open'],
};

function failure(
  view: LogView,
  index: number,
  body: number,
  test: string,
  file: string | undefined,
  line: string | undefined,
): FailedAt {
  const to = lineBefore(view, body, 40, end);
  const texts: string[] = [];
  let at: RegExpExecArray | null = null;
  for (let below = body; below <= to; below += 1) {
    texts.push(view.text(below));
    at ??= rails.exec(view.text(below));
  }
  const found = file === undefined && at === null ? placeInStack(texts.join('\n')) : null;
  const named = file ?? at?.[1] ?? found?.file;
  const start = /^\s*test_\S{1,300}#\S/.test(view.text(body)) ? body + 1 : body;
  return {
    test: {
      name: test,
      file: named === undefined ? null : view.path(named),
      line: named === undefined ? null : Number(line ?? at?.[2] ?? found?.line),
      message: messageIn(view, start, to, /^(?:bin\/)?rails test|^\/|^$|^\S{1,300}\.rb:\d/, 4),
    },
    from: index,
    to: Math.min(to, index + 6),
  };
}
