import { testBlockDetector } from '../causes/test-block-detector';

/** Karma, with the browser in front of each test. */
export const karma = testBlockDetector({
  id: 'karma',
  label: 'Karma',
  keywords: [' FAILED'],
  headings: [
    /^\s*[A-Z]\w[\w ]{0,40} [\d.]{1,20} \([\w .]{1,60}\)(?: [A-Z]\w* [\d.]{1,20})? (?!\()(?<name>\S.{0,500}) FAILED$/,
  ],
  end: /^\S/,
  messageEnd: /^(?:at |<Jasmine>)/,
  examples: [
    {
      log: [
        'Chrome Headless 120.0.0.0 (Linux x86_64) till adds money FAILED',
        '\tExpected 4 to be 5.',
        '\t    at <Jasmine>',
        '\t    at UserContext.<anonymous> (test/money.spec.js:12:21)',
        'Chrome Headless 120.0.0.0 (Linux x86_64): Executed 2 of 2 (1 FAILED) (0.01 secs / 0.002 secs)',
      ].join('\n'),
      category: 'test',
      failedTests: ['till adds money'],
      messages: ['Expected 4 to be 5.'],
      findings: ['test/money.spec.js:12'],
    },
  ],
  lookAlikes: [
    'Chrome Headless 120.0.0.0 (Linux x86_64): Executed 2 of 2 (1 FAILED) (0.01 secs / 0.002 secs)',
    'Deployment 1.2.3 FAILED',
  ],
});
