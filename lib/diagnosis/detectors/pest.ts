import { testBlockDetector } from '../causes/test-block-detector';

/** Pest and Laravel's `artisan test`. */
export const pest = testBlockDetector({
  id: 'pest',
  label: 'Pest',
  keywords: ['   FAILED  ', '  • ', '  FAILED  '],
  headings: [
    /^ {2,4}FAILED {2}(?<name>[A-Z]\w{0,80}(?:\\\w{1,100}){0,12} > .{1,400}?)(?: {2,}\S{1,120})?$/,
    /^ {2}• (?<name>[A-Z]\w{0,80}(?:\\\w{1,100}){1,12} > .{1,400}?)$/,
  ],
  end: /^ {2,4}FAILED {2}|^ {2}• |^ {2}Tests: |^\s*─{10,}/,
  messageEnd: /^at |^➜|^\d{1,6}[ ▕|]/,
  place: /^ {2}at (?<file>\S{1,400}\.php):(?<line>\d{1,7})$/,
  examples: [
    {
      log: [
        '   FAILED  Tests\\Unit\\MoneyTest > it adds money                 ExpectationFailedException',
        '  Failed asserting that 4 is identical to 5.',
        '',
        '  at tests/Unit/MoneyTest.php:12',
        '      8▕ it("adds money", function () {',
        '  ➜  12▕     expect(add(2, 2))->toBe(5);',
        '',
        '  Tests:    1 failed, 3 passed (4 assertions)',
      ].join('\n'),
      category: 'test',
      failedTests: ['Tests\\Unit\\MoneyTest > it adds money'],
      messages: ['Failed asserting that 4 is identical to 5.'],
      findings: ['tests/Unit/MoneyTest.php:12'],
    },
  ],
  lookAlikes: ['   FAILED  to connect', '  • a point > another'],
});
