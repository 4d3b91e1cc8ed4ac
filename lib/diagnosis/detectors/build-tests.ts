import { testBlockDetector } from '../causes/test-block-detector';

/** Tests that a build system runs as programs: Bazel, Meson and Automake. */
export const buildTests = testBlockDetector({
  id: 'build-tests',
  label: 'The build',
  keywords: ['FAILED in ', ' FAIL ', 'FAIL: ', 'TIMEOUT in ', ' TIMEOUT '],
  mustHave: ['Executed ', 'Summary of Failures', 'Ok:  ', '# FAIL: ', '# TOTAL: '],
  headings: [
    /^(?<name>\/\/\S{0,300}:\S{1,200})\s+(?<message>(?:FAILED|TIMEOUT|FAILED TO BUILD) in (?:\d{1,4} out of \d{1,4} in )?[\d.]{1,12}s)$/,
    /^\s*\d{1,6}\/\d{1,6} (?<name>\S.{0,200}?)\s+(?<message>(?:FAIL|TIMEOUT|ERROR)\s+[\d.]{1,12} ?s.{0,80})$/,
    /^(?:FAIL|XPASS|ERROR): (?<name>[\w./+-]{1,200}(?: \d{1,6}(?: - .{1,200})?)?)$/,
  ],
  end: /.*/,
  weight: 0.84,
  accepts: (view, index) =>
    !view.text(index).startsWith('FAIL: ') || view.has('# FAIL: ') || view.has('# TOTAL: '),
  examples: [
    {
      log: '//till:money_test                                                        FAILED in 0.4s\n  /root/.cache/bazel/test.log\n\nExecuted 2 out of 2 tests: 1 test passes and 1 fails locally.',
      category: 'test',
      failedTests: ['//till:money_test'],
    },
    {
      log: ' 2/4 till:money          FAIL             0.01s   exit status 1\n\nSummary of Failures:\n\n2/4 till:money          FAIL             0.01s   exit status 1',
      category: 'test',
      failedTests: ['till:money'],
    },
    {
      log: 'PASS: tests/till.sh\nFAIL: tests/money.sh\n# TOTAL: 2\n# PASS:  1\n# FAIL:  1',
      category: 'test',
      failedTests: ['tests/money.sh'],
    },
  ],
  lookAlikes: ['FAIL: tests/money.sh', '2/4 steps FAIL 3 times'],
});
