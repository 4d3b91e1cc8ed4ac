import { testBlockDetector } from '../test-block-detector';

/** AVA's blocks of each failed test, between short rules: the title, then the file and line. */
export const ava = testBlockDetector({
  id: 'ava',
  label: 'AVA',
  keywords: ['  ─'],
  headings: [/^ {2}─(?<name>)$/],
  end: /^ {2}─{1,80}$/,
  skip: /^\s{2,8}(?:\S{1,300}:\d{1,7}|\d{1,7}:.*)$/,
  messageEnd: /^(?:›|at |\d{1,7}: )/,
  place: /^ {2}(?<file>\S{1,400}\.[cm]?[jt]sx?):(?<line>\d{1,7})$/,
  accepts: (view, index) =>
    /^ {2}\S{1,400}\.[cm]?[jt]sx?:\d{1,7}$/.test(view.text(index + 4)) && view.text(index + 2).trim(),
  message:
    /^ {2}((?:Difference|Value|Error|Rejected|Promise|Test |Expected|Should|Assertion|Failed|Returned|Function|Did |Could|Unexpected)\b.{0,400})$/,
  examples: [
    {
      log: [
        '  ✘ [fail]: till › adds money Difference (- actual, + expected)',
        '  ─',
        '',
        '  till › adds money',
        '',
        '  test/money.js:12',
        '',
        '   11: test("adds money", t => {',
        '   12:   t.is(add(2, 2), 5);',
        '',
        '  Difference (- actual, + expected):',
        '',
        '  - 4',
        '  + 5',
        '',
        '  › file://test/money.js:12:5',
        '',
        '  ─',
        '',
        '  1 test failed',
      ].join('\n'),
      category: 'test',
      failedTests: ['till › adds money'],
      messages: ['Difference (- actual, + expected):'],
      findings: ['test/money.js:12'],
    },
  ],
  lookAlikes: ['  ─\n\n  see the log', '  ─\n\n  till\n\n  of the shop'],
});
