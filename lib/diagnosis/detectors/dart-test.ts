import { testBlockDetector } from '../causes/test-block-detector';

/** `dart test` and `flutter test`. */
export const dartTest = testBlockDetector({
  id: 'dart-test',
  label: 'dart test',
  keywords: [' [E]'],
  headings: [
    /^\d\d:\d\d (?:\+\d{1,6} )?(?:~\d{1,6} )?-\d{1,6}: (?:loading )?(?:\S{1,300}_test\.dart: )?(?<name>\S.{0,500}?) \[E\]$/,
  ],
  end: /^\d\d:\d\d [+~-]|^\s*$|^To run this test again/,
  messageEnd: /^(?:package:|dart:|\S{1,300}\.dart \d)/,
  place: /^\s{2,}(?<file>(?!package:|dart:)\S{1,400}\.dart) (?<line>\d{1,7}):\d{1,5}\s/,
  examples: [
    {
      log: [
        '00:01 +1 -1: test/money_test.dart: adds money [E]',
        '  Expected: <5>',
        '    Actual: <4>',
        '  package:matcher                expect',
        '  test/money_test.dart 12:5      main.<fn>',
        '',
        '00:01 +1 -1: Some tests failed.',
      ].join('\n'),
      category: 'test',
      failedTests: ['adds money'],
      messages: ['Expected: <5> Actual: <4>'],
      findings: ['test/money_test.dart:12'],
    },
  ],
  lookAlikes: ['00:01 +1: adds money', 'the key [E]'],
});
