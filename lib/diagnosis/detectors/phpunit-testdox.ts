import type { LogView } from '../view/log-view';
import { testBlockDetector } from '../causes/test-block-detector';

/** PHPUnit's TestDox: the class as a heading, and what went wrong behind a bar. */
export const phpunitTestdox = testBlockDetector({
  id: 'phpunit-testdox',
  label: 'PHPUnit',
  keywords: [' ✘ '],
  mustHave: [', Assertions: '],
  headings: [/^ ✘ (?<name>\S.{0,400}?)(?: \[[\d.]{1,12} ms\])?$/],
  end: /^ [✘✔☢↩∅⚠] |^\s*$/,
  message: /^\s{3}│\s{1,8}(\S.*)$/,
  place: /^\s{3}[│┴├╵]\s{1,4}(?<file>\S{1,400}\.php):(?<line>\d{1,7})$/,
  accepts: (view, index, name) => {
    const owner = classAbove(view, index);
    return owner === null ? name : `${owner} › ${name}`;
  },
  examples: [
    {
      log: [
        'Till',
        ' ✔ Opens',
        ' ✘ Adds money',
        '   │',
        '   │ Failed asserting that 4 is identical to 5.',
        '   │',
        '   │ /builds/shop/till/tests/TillTest.php:12',
        '   │',
        '',
        'FAILURES!',
        'Tests: 2, Assertions: 2, Failures: 1.',
      ].join('\n'),
      category: 'test',
      failedTests: ['Till › Adds money'],
      messages: ['Failed asserting that 4 is identical to 5.'],
      findings: ['tests/TillTest.php:12'],
    },
  ],
  lookAlikes: [' ✘ Adds money\nwithout a count', 'Till\n ✔ Opens\nTests: 1, Assertions: 1'],
});

function classAbove(view: LogView, index: number): string | null {
  for (let above = index - 1; above >= Math.max(0, index - 400); above -= 1) {
    const text = view.text(above);
    if (text !== '' && !/^\s/.test(text)) return text.replace(/ \(.{1,300}\)$/, '').slice(0, 200);
  }
  return null;
}
