import { testBlockDetector } from '../causes/test-block-detector';

/** Boost.Test, as its log formats for GCC and MSVC print it. */
export const boostTest = testBlockDetector({
  id: 'boost-test',
  label: 'Boost.Test',
  keywords: ['error: in "'],
  headings: [
    /^(?<file>\S{1,400}?)[:(](?<line>\d{1,7})\)?: (?:fatal )?error: in "(?<name>[^"]{1,300})": (?<message>\S.{0,600})$/,
  ],
  end: /.*/,
  examples: [
    {
      log: 'test/money.cpp(12): error: in "till/adds_money": check add(2, 2) == 5 has failed [4 != 5]',
      category: 'test',
      failedTests: ['till/adds_money'],
      messages: ['check add(2, 2) == 5 has failed [4 != 5]'],
      findings: ['test/money.cpp:12'],
    },
    {
      log: 'test/money.cpp:12: fatal error: in "adds": critical check add(2, 2) == 5 has failed',
      category: 'test',
      failedTests: ['adds'],
    },
  ],
  lookAlikes: ['test/money.cpp:12: error: in "quotes'],
});
