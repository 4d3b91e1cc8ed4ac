import type { Detector } from '../detector';
import { causeOfTests } from '../causes/test-cause';

const failed = /^\s{0,12}\(\s{0,3}(\d{1,5})\/\d{1,5}\) \[ ?[A-Z]{2,8}\] \(X\) (.{1,300})$/;

/** Vader, a test framework for Vim scripts: cases marked with (X). */
export const vader: Detector = {
  id: 'vader',
  keywords: [' (X) '],
  detect(view) {
    const rows = view.find(failed, [' (X) ']).map(({ index, match }) => {
      // The case is named by the row above, with the same number.
      const above = new RegExp(`^\\s{0,12}\\(\\s{0,3}${match[1]}/\\d{1,5}\\) \\[ ?[A-Z]{2,8}\\] (.{1,200})$`);
      const name = above.exec(view.text(index - 1))?.[1] ?? `case ${match[1]}`;
      return {
        test: { name, file: null, line: null, message: match[2] ?? '' },
        from: name.startsWith('case ') ? index : index - 1,
        to: /^\s*> /.test(view.text(index + 1)) ? index + 1 : index,
      };
    });
    return causeOfTests(view, { tool: 'vader', label: 'Vader', failed: rows });
  },
  examples: [
    {
      log: '    (118/139) [EXECUTE] Opens the till\n    (118/139) [EXECUTE] (X) Vim(call):E739: Cannot create directory\n      > /tmp/v/640, line 2',
      category: 'test',
      failedTests: ['Opens the till'],
      messages: ['Vim(call):E739: Cannot create directory'],
    },
  ],
  lookAlikes: ['    (118/139) [EXECUTE] Opens the till', 'choose (X) to close the till'],
};
