import { testBlockDetector } from '../causes/test-block-detector';

/** Bats as it prints to people. */
export const bats = testBlockDetector({
  id: 'bats',
  label: 'Bats',
  keywords: [' ✗ '],
  mustHave: ['(in test file ', '(from function '],
  headings: [/^ ✗ (?<name>\S.{0,400}?)(?: \[\d{1,9}\])?$/],
  end: /^ [✗✓-] |^\d{1,7} tests, /,
  skip: /^\s*\((?:in test file|from function)/,
  place: /in test file (?<file>\S.{0,300}?), line (?<line>\d{1,7})\)/,
  examples: [
    {
      log: [
        ' ✓ opens',
        ' ✗ adds money',
        '   (in test file test/till.bats, line 12)',
        '     `[ "$sum" -eq 5 ]\' failed',
        '',
        '2 tests, 1 failure',
      ].join('\n'),
      category: 'test',
      failedTests: ['adds money'],
      messages: ['`[ "$sum" -eq 5 ]\' failed'],
      findings: ['test/till.bats:12'],
    },
  ],
  lookAlikes: [' ✗ adds money\n   not a bats test'],
});
