import { testBlockDetector } from '../causes/test-block-detector';

/** Jasmine's numbered failures: the name, then `Message:` and `Stack:`. */
export const jasmine = testBlockDetector({
  id: 'jasmine',
  label: 'Jasmine',
  keywords: ['  Message:'],
  headings: [/^\s{1,6}Message:(?<name>)$/],
  end: /^\d{1,6}\) |^\d{1,7} specs?, /,
  messageEnd: /^Stack:$/,
  accepts: (view, index) => /^\d{1,6}\) (\S.{0,500})$/.exec(view.text(index - 1))?.[1] ?? false,
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
  lookAlikes: ['1) read the notes\n  and the Message: below', 'Till\n  Message:\n    closed'],
});
