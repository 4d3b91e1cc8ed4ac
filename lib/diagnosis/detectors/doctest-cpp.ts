import type { LogView } from '../view/log-view';
import { testBlockDetector } from '../causes/test-block-detector';

/** doctest for C++. */
export const doctestCpp = testBlockDetector({
  id: 'doctest',
  label: 'doctest',
  keywords: [': ERROR: ', ': FATAL ERROR: '],
  mustHave: ['TEST CASE:'],
  headings: [
    /^(?<file>\S{1,400}?)[:(](?<line>\d{1,7})\)?: (?:FATAL )?ERROR: (?<name>(?<message>\S.{0,600}))$/,
  ],
  end: /^={20,}$|ERROR: |^\s*$/,
  accepts: (view, index) => caseAbove(view, index) ?? false,
  examples: [
    {
      log: [
        '===============================================================================',
        'test/money.cpp:10:',
        'TEST CASE:  adds money',
        '  in pence',
        '',
        'test/money.cpp:14: ERROR: CHECK( add(2, 2) == 5 ) is NOT correct!',
        '  values: CHECK( 4 == 5 )',
      ].join('\n'),
      category: 'test',
      failedTests: ['adds money in pence'],
      messages: ['CHECK( add(2, 2) == 5 ) is NOT correct!'],
      findings: ['test/money.cpp:14'],
    },
  ],
  lookAlikes: ['test/money.cpp:14: ERROR: cannot open\nTEST CASE: is below'],
});

function caseAbove(view: LogView, index: number): string | null {
  for (let above = index - 1; above >= Math.max(0, index - 300); above -= 1) {
    const name = /^(?:TEST CASE|SCENARIO): {1,4}(\S.{0,300})$/.exec(view.text(above))?.[1];
    if (name === undefined) continue;
    const parts = [name];
    for (let line = above + 1; line < index && /^\s{2,}\S/.test(view.text(line)); line += 1)
      parts.push(view.text(line).trim());
    return parts.join(' ');
  }
  return null;
}
