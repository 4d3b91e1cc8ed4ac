import { testBlockDetector } from '../test-block-detector';

/** AVA's blocks of each failed test: the title, then the file and line. */
export const ava = testBlockDetector({
  id: 'ava',
  label: 'AVA',
  keywords: ['  '],
  mustHave: ['✘ [fail]:', '✖ [fail]:', ' test failed', ' tests failed', ' uncaught exception'],
  headings: [/^ {2}(?<name>\S.{0,400})$/],
  end: /^ {2}─{1,80}$|^ {2}\d{1,7} (?:tests? |uncaught)/,
  skip: /^\s{2,8}(?:\S{1,300}:\d{1,7}|\d{1,7}:.*)$/,
  messageEnd: /^(?:›|at |\d{1,7}: )/,
  place: /^ {2}(?<file>\S{1,400}\.[cm]?[jt]sx?):(?<line>\d{1,7})$/,
  accepts: (view, index) =>
    view.text(index + 1).trim() === '' && /^ {2}\S{1,400}\.[cm]?[jt]sx?:\d{1,7}$/.test(view.text(index + 2)),
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
      messages: ['Difference (- actual, + expected): - 4 + 5'],
      findings: ['test/money.js:12'],
    },
  ],
  lookAlikes: ['  1 test failed\n\n  see the log', '  till\n\n  test/money.js:12'],
});
