import { testBlockDetector } from '../causes/test-block-detector';

/** Robot Framework's console. */
export const robot = testBlockDetector({
  id: 'robot',
  label: 'Robot Framework',
  keywords: ['| FAIL |'],
  headings: [/^(?<name>\S.{0,300}?)(?: :: .{0,300})?\s+\| FAIL \|$/],
  end: /^-{20,}$|^={20,}$|\| (?:PASS|FAIL|SKIP) \|$/,
  // A suite has its count of tests below, a test its message.
  accepts: (view, index) => !/^\d{1,7} (?:critical )?tests?(?: total)?,/.test(view.text(index + 1)),
  examples: [
    {
      log: [
        '==============================================================================',
        'Till                                                                          ',
        '==============================================================================',
        'Adds Money                                                            | FAIL |',
        '4 != 5',
        '------------------------------------------------------------------------------',
        'Till                                                                  | FAIL |',
        '1 test, 0 passed, 1 failed',
      ].join('\n'),
      category: 'test',
      failedTests: ['Adds Money'],
      messages: ['4 != 5'],
    },
  ],
  lookAlikes: ['Till   | PASS |', 'Till | FAIL |\n2 tests, 1 passed, 1 failed'],
});
