import { testBlockDetector } from '../causes/test-block-detector';

/** Ginkgo's summary of failures. */
export const ginkgo = testBlockDetector({
  id: 'ginkgo',
  label: 'Ginkgo',
  keywords: ['[FAIL] ', '[Fail] ', '[PANICKED!] ', '[TIMEDOUT] '],
  mustHave: ['Summarizing '],
  headings: [/^\s{0,4}(?:\[Fail\]|\[FAIL\]|\[PANICKED!\]|\[TIMEDOUT\]) (?<name>\S.{0,500})$/],
  end: /^\s*\[|^\s*$/,
  messageEnd: /.*/,
  place: /^\s{0,4}(?<file>\S{1,400}\.go):(?<line>\d{1,7})$/,
  accepts: (view, index, name) =>
    /\[(?:It|BeforeEach|AfterEach|\w*Suite\w*|DeferCleanup.*|\w*All)\]/.test(name) ||
    /\.go:\d/.test(view.text(index + 1)),
  examples: [
    {
      log: [
        'Summarizing 1 Failure:',
        '  [FAIL] Till [It] adds money',
        '  /builds/shop/till/till_test.go:12',
        '',
        'Ran 3 of 3 Specs in 0.001 seconds',
      ].join('\n'),
      category: 'test',
      failedTests: ['Till [It] adds money'],
      findings: ['till_test.go:12'],
    },
  ],
  lookAlikes: ['[FAIL] Till [It] adds money', 'Summarizing 2 files\n[FAIL] to do so'],
});
