import { testBlockDetector } from '../causes/test-block-detector';

/** QUnit in a browser, as scripts around it print it. */
export const qunit = testBlockDetector({
  id: 'qunit',
  label: 'QUnit',
  keywords: ['Test Failed: '],
  mustHave: ['Assertion Failed: '],
  headings: [/^\s{0,8}Test Failed: (?<name>\S.{0,400})$/],
  end: /^\s{0,8}(?:Module|Test) Failed: |^\S/,
  message: /^\s*Assertion Failed: (.*)$/,
  examples: [
    {
      log: 'Module Failed: till\n  Test Failed: adds money\n    Assertion Failed: four is not five\n      Expected: 5, Actual: 4\n\nTime: 12ms',
      category: 'test',
      failedTests: ['adds money'],
      messages: ['four is not five'],
    },
  ],
  lookAlikes: ['Test Failed: to start', 'Assertion Failed: not in a test'],
});
