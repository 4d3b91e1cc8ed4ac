import type { Detector } from '../detector';
import { causeOfTests, lineBefore, messageIn } from '../test-cause';

const heading = /^\s*(?:\d{1,6}\) )?(?:Failure|Error):$/;
const name = /^\s*([A-Z][\w:]{0,200}#\S.{0,300}?)(?: \[(\S{1,400}):(\d{1,7})\])?:?$/;
const rails = /^(?:bin\/)?rails test (\S{1,400}):(\d{1,7})$/;

/** Minitest, also as Rails prints it. */
export const minitest: Detector = {
  id: 'minitest',
  keywords: ['Failure:', 'Error:'],
  detect(view) {
    const failed = view.find(heading, ['Failure:', 'Error:']).flatMap(({ index }) => {
      const title = name.exec(view.text(index + 1));
      if (title?.[1] === undefined) return [];
      const to = lineBefore(
        view,
        index + 2,
        40,
        /^\s*(?:\d{1,6}\) )?(?:Failure|Error):$|^\d{1,7} runs, |^Finished in/,
      );
      let at: RegExpExecArray | null = null;
      for (let line = index + 2; line <= to && at === null; line += 1) at = rails.exec(view.text(line));
      const file = title[2] ?? at?.[1];
      return [
        {
          test: {
            name: title[1],
            file: file === undefined ? null : view.path(file),
            line: file === undefined ? null : Number(title[3] ?? at?.[2]),
            message: messageIn(view, index + 2, to, /^(?:bin\/)?rails test|^\/|^$/, 4),
          },
          from: index,
          to: Math.min(to, index + 6),
        },
      ];
    });
    return causeOfTests(view, { tool: 'minitest', label: 'Minitest', failed });
  },
  examples: [
    {
      log: '  1) Failure:\nTillTest#test_adds_money [test/till_test.rb:12]:\nExpected: 5\n  Actual: 4\n\n3 runs, 3 assertions, 1 failures, 0 errors, 0 skips',
      category: 'test',
      failedTests: ['TillTest#test_adds_money'],
      findings: ['test/till_test.rb:12'],
    },
  ],
  lookAlikes: ['Error:\n  the till is closed', 'Failure: 0'],
};
