import { testBlockDetector } from '../causes/test-block-detector';

/** Swift Testing. */
export const swiftTesting = testBlockDetector({
  id: 'swift-testing',
  label: 'Swift Testing',
  keywords: ['recorded an issue'],
  headings: [
    /^(?:\[\d{1,6}\/\d{1,6}\] )?\S{1,3} +Test (?<name>\S.{0,300}?) recorded an issue(?: with .{1,300}?)? at (?<file>\S{1,300}\.swift):(?<line>\d{1,7}):\d{1,5}: (?<message>\S.{0,600})$/,
  ],
  end: /.*/,
  examples: [
    {
      log: '✘ Test addsMoney() recorded an issue at MoneyTests.swift:12:6: Expectation failed: (add(2, 2) → 4) == 5',
      category: 'test',
      failedTests: ['addsMoney()'],
      messages: ['Expectation failed: (add(2, 2) → 4) == 5'],
      findings: ['MoneyTests.swift:12'],
    },
  ],
  lookAlikes: ['✔ Test addsMoney() passed after 0.001 seconds.', 'The till recorded an issue at noon'],
});
