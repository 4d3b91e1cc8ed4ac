import { testBlockDetector } from '../causes/test-block-detector';

/** Codeception, and Behat's list of failed scenarios. */
export const codeception = testBlockDetector({
  id: 'codeception',
  label: 'Codeception',
  keywords: [' Test  ', '.feature:'],
  mustHave: [' Test  ', '--- Failed scenarios:'],
  headings: [
    /^ Test {2}(?<name>(?<file>\S{1,300}\.php):\S.{0,200})$/,
    /^ {4}(?<name>(?<file>\S{1,300}\.feature):(?<line>\d{1,7}))(?: \(on line \d{1,7}\))?$/,
  ],
  end: /^\d{1,6}\) |^-{5,}|^\s*$|^(?:FAILURES|ERRORS)!|^\s*#\d/,
  accepts: (view, index, name) =>
    name.includes('.feature:')
      ? view.has('--- Failed scenarios:')
      : (/^\d{1,6}\) (\S.{0,300})$/.exec(view.text(index - 1))?.[1] ?? false),
  examples: [
    {
      log: '1) MoneyCest: Adds money\n Test  tests/unit/MoneyCest.php:addsMoney\n Failed asserting that 4 matches expected 5.\n\nFAILURES!',
      category: 'test',
      failedTests: ['MoneyCest: Adds money'],
      messages: ['Failed asserting that 4 matches expected 5.'],
    },
    {
      log: '--- Failed scenarios:\n\n    features/till.feature:12\n\n3 scenarios (2 passed, 1 failed)',
      category: 'test',
      failedTests: ['features/till.feature:12'],
      findings: ['features/till.feature:12'],
    },
  ],
  lookAlikes: [' Test  tests/unit/MoneyCest.php:addsMoney', '    features/till.feature:12'],
});
