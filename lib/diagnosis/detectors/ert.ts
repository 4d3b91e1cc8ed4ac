import { testBlockDetector } from '../causes/test-block-detector';

/** ERT, the tests of Emacs. */
export const ert = testBlockDetector({
  id: 'ert',
  label: 'ERT',
  keywords: [' condition:', '   FAILED  '],
  headings: [/^Test (?<name>\S{1,200}) condition:$/],
  end: /^\s{2,4}(?:FAILED|passed|skipped|aborted)\s|^Test \S{1,200} (?:backtrace|condition):|^\s*$/,
  accepts: (view, index) => /^\s{4}\(/.test(view.text(index + 1)),
  examples: [
    {
      log: 'Running 2 tests\nTest till-adds-money condition:\n    (ert-test-failed\n     ((should (= 4 5)) :form (= 4 5) :value nil))\n   FAILED  1/2  till-adds-money (0.0001 sec)\n   passed  2/2  till-opens (0.0001 sec)',
      category: 'test',
      failedTests: ['till-adds-money'],
    },
  ],
  lookAlikes: ['Test the condition:', '   passed  2/2  till-opens (0.0001 sec)'],
});
