import { testBlockDetector } from '../causes/test-block-detector';

/** Unity and CppUTest, the test frameworks of small systems, and Qt's own. */
export const unity = testBlockDetector({
  id: 'unity',
  label: 'The unit test',
  keywords: [':FAIL', 'error: Failure in ', 'FAIL!  : '],
  headings: [
    /^(?<file>\S{1,400}\.\w{1,5}):(?<line>\d{1,7}):(?<name>\w{1,200}):FAIL(?::\s?(?<message>.{0,600}))?$/,
    /^(?<file>\S{1,400}\.\w{1,5}):(?<line>\d{1,7}): error: Failure in (?:IGNORE_)?(?:TEST|TEST_GROUP)\((?<name>\w{1,200}, \w{1,200})\)$/,
    /^FAIL! {2}: (?<name>\w{1,200}::\w{1,200}\([^)]{0,200}\)) (?<message>\S.{0,600})$/,
  ],
  end: /^\S|^\s*$/,
  place: /^\s+Loc: \[(?<file>.{1,400}?)\((?<line>\d{1,7})\)\]$/,
  examples: [
    {
      log: 'test/money.c:12:test_adds:FAIL: Expected 5 Was 4\n-----------------------\n1 Tests 1 Failures 0 Ignored',
      category: 'test',
      failedTests: ['test_adds'],
      messages: ['Expected 5 Was 4'],
      findings: ['test/money.c:12'],
    },
    {
      log: 'test/money.cpp:12: error: Failure in TEST(Money, Adds)\n\texpected <5>\n\tbut was  <4>\n',
      category: 'test',
      failedTests: ['Money, Adds'],
      messages: ['expected <5> but was  <4>'],
    },
    {
      log: 'FAIL!  : TillTest::adds() Compared values are not the same\n   Actual   (sum): 4\n   Expected (5)  : 5\n   Loc: [test/till.cpp(12)]',
      category: 'test',
      failedTests: ['TillTest::adds()'],
      findings: ['test/till.cpp:12'],
    },
  ],
  lookAlikes: ['PASS   : TillTest::adds()', 'test/money.c:12:test_adds:PASS'],
});
