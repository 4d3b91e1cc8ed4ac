import type { Detector } from '../detector';
import { causeOfTests } from '../test-cause';

const failed = /^\[\s{2}FAILED\s{2}\] ([\w/]{1,200}\.[\w/]{1,200})(?:, where .{1,300})?(?: \(\d{1,9} ms\))?$/;
const place = /^(\S{1,400}\.(?:cc|cpp|cxx|c|h|hpp|mm)):(\d{1,7}): Failure$/;

/** GoogleTest. */
export const googleTest: Detector = {
  id: 'google-test',
  keywords: ['[  FAILED  ]'],
  detect(view) {
    const rows = view.find(failed, ['[  FAILED  ]']).map(({ index, match }) => {
      let at: RegExpExecArray | null = null;
      let from = index;
      for (
        let line = index - 1;
        line > Math.max(0, index - 60) && !/^\[ RUN/.test(view.text(line));
        line -= 1
      ) {
        const found = place.exec(view.text(line));
        if (found !== null) {
          at = found;
          from = line;
        }
      }
      return {
        test: {
          name: match[1] ?? '',
          file: at?.[1] === undefined ? null : view.path(at[1]),
          line: at === null ? null : Number(at[2]),
          message:
            at === null
              ? ''
              : view
                  .text(from + 1)
                  .trim()
                  .slice(0, 500),
        },
        from,
        to: Math.min(index, from + 8),
      };
    });
    return causeOfTests(view, {
      tool: 'google-test',
      label: 'GoogleTest',
      failed: rows.filter(
        ({ test }, position) =>
          test.file !== null ||
          !rows.some(
            (other, at) => at !== position && other.test.name === test.name && other.test.file !== null,
          ),
      ),
    });
  },
  examples: [
    {
      log: [
        '[ RUN      ] Money.Adds',
        'test/money_test.cc:12: Failure',
        'Expected equality of these values:',
        '  add(2, 2)',
        '  5',
        '[  FAILED  ] Money.Adds (0 ms)',
        '[  FAILED  ] 1 test, listed below:',
        '[  FAILED  ] Money.Adds',
      ].join('\n'),
      category: 'test',
      failedTests: ['Money.Adds'],
      findings: ['test/money_test.cc:12'],
    },
  ],
  lookAlikes: ['[  FAILED  ] 2 tests'],
};
