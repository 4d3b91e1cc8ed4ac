import type { LogView } from '../view/log-view';
import { testBlockDetector } from '../causes/test-block-detector';

/** Catch2: what failed, under the name of its test case and sections. */
export const catch2 = testBlockDetector({
  id: 'catch2',
  label: 'Catch2',
  keywords: [': FAILED'],
  headings: [
    /^(?<name>(?<file>\S{1,400}\.\w{1,5}):(?<line>\d{1,7}): FAILED):?$/,
    /^(?<name>(?<file>\S{1,400}\.\w{1,5})\((?<line>\d{1,7})\): FAILED):?$/,
  ],
  end: /^[-=]{40,}$|: (?:FAILED|PASSED):?$/,
  accepts: (view, index) => caseAbove(view, index) ?? false,
  examples: [
    {
      log: [
        '-------------------------------------------------------------------------------',
        'Adds money',
        '  in pence',
        '-------------------------------------------------------------------------------',
        'test/money.cpp:10',
        '...............................................................................',
        '',
        'test/money.cpp:12: FAILED:',
        '  CHECK( add(2, 2) == 5 )',
        'with expansion:',
        '  4 == 5',
        '',
        '===============================================================================',
      ].join('\n'),
      category: 'test',
      failedTests: ['Adds money in pence'],
      messages: ['CHECK( add(2, 2) == 5 ) with expansion: 4 == 5'],
      findings: ['test/money.cpp:12'],
    },
  ],
  lookAlikes: ['test/money.cpp:12: FAILED:\n  no case above'],
});

function caseAbove(view: LogView, index: number): string | null {
  for (let above = index - 1; above >= Math.max(1, index - 200); above -= 1) {
    if (!/^\.{40,}$/.test(view.text(above))) continue;
    const names: string[] = [];
    for (let line = above - 1; line >= Math.max(0, above - 30); line -= 1) {
      const text = view.text(line);
      if (!/^-{40,}$/.test(text)) names.unshift(text.trim());
      else if (names.length > 1) {
        // The lines between the two rules; the place of the case stands below the second.
        return (
          names
            .slice(0, -1)
            .filter((name) => name !== '')
            .join(' ') || null
        );
      }
    }
  }
  return null;
}
