import { testBlockDetector } from '../causes/test-block-detector';

/** Ruby's test-unit. */
export const testUnit = testBlockDetector({
  id: 'test-unit',
  label: 'test-unit',
  keywords: ['Failure: ', 'Error: '],
  headings: [
    /^(?:Failure|Error): (?<name>test[\w: ,'"-]{0,200}\([\w:]{1,200}\))(?:: (?<message>\S.{0,500}))?$/,
  ],
  end: /^={20,}$|^\d{1,7} tests, /,
  skip: /^\S{1,300}\.rb:\d/,
  message: /^(<.{0,400}> (?:expected|was expected|is not).{0,400})$/,
  messageEnd: /^\S{1,300}\.rb:\d{1,7}:in |^\d{1,6}: |^=> /,
  examples: [
    {
      log: [
        '===============================================================================',
        'Failure: test_adds_money(TillTest)',
        "test/till_test.rb:12:in `test_adds_money'",
        '      9: ',
        '  => 12:     assert_equal 5, add(2, 2)',
        '<5> expected but was',
        '<4>',
        '===============================================================================',
        '1 tests, 1 assertions, 1 failures, 0 errors',
      ].join('\n'),
      category: 'test',
      failedTests: ['test_adds_money(TillTest)'],
      messages: ['<5> expected but was'],
      findings: ['test/till_test.rb:12'],
    },
  ],
  lookAlikes: ['Error: testing is over', 'Failure: test (the till)'],
});
