import { testBlockDetector } from '../causes/test-block-detector';

/** CTest's list of failed tests. */
export const ctest = testBlockDetector({
  id: 'ctest',
  label: 'CTest',
  keywords: ['The following tests FAILED:', ' - '],
  mustHave: ['The following tests FAILED:'],
  headings: [
    /^\s*\d{1,7} - (?<name>\S.{0,300}?) \((?<message>Failed|SEGFAULT|Timeout|Not Run|NUMERICAL|ILLEGAL|Bus error|Exit code .{1,40}|Child aborted|Subprocess aborted|OTHER_FAULT|Interrupt|BAD_COMMAND)\)(?:\s.{0,200})?$/,
  ],
  end: /.*/,
  weight: 0.85,
  examples: [
    {
      log: '50% tests passed, 2 tests failed out of 4\n\nThe following tests FAILED:\n\t  3 - till_money (Failed)\n\t  4 - till_coins (SEGFAULT)\nErrors while running CTest',
      category: 'test',
      failedTests: ['till_money', 'till_coins'],
      messages: ['Failed', 'SEGFAULT'],
    },
  ],
  lookAlikes: ['  3 - till_money (Failed)'],
});
