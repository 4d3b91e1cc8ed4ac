import { testBlockDetector } from '../test-block-detector';

/** Jasmine's numbered failures. */
export const jasmine = testBlockDetector({
  id: 'jasmine',
  label: 'Jasmine',
  keywords: [') '],
  mustHave: ['  Message:'],
  headings: [/^\d{1,6}\) (?<name>\S.{0,500})$/],
  end: /^\d{1,6}\) |^\d{1,7} specs?, /,
  skip: /^\s*Message:$/,
  messageEnd: /^Stack:$/,
  accepts: (view, index) => /^\s{1,6}Message:$/.test(view.text(index + 1)),
  examples: [
    {
      log: [
        'Failures:',
        '1) till adds money',
        '  Message:',
        '    Expected 4 to be 5.',
        '  Stack:',
        '    Error: Expected 4 to be 5.',
        '        at <Jasmine>',
        '        at UserContext.<anonymous> (/builds/shop/till/spec/money.spec.js:12:21)',
        '',
        '2 specs, 1 failure',
      ].join('\n'),
      category: 'test',
      failedTests: ['till adds money'],
      messages: ['Expected 4 to be 5.'],
      findings: ['spec/money.spec.js:12'],
    },
  ],
  lookAlikes: ['1) read the notes\n  and the Message: below', '1) one\n2) two'],
});
