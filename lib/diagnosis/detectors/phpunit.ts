import type { Detector } from '../detector';
import { causeOfTests, lineBefore, messageIn } from '../causes/test-cause';

const numbered = /^(\d{1,6})\) ([A-Za-z_\\][\w\\]{0,300}::\S.{0,300})$/;
const section = /^(?:There (?:was|were) \d{1,6} (.{1,60}):|\d{1,6} tests? triggered (.{1,60}):)$/;
const place = /^(\/?\S{1,400}\.php):(\d{1,7})$/;

/** PHPUnit: the numbered failures and errors. */
export const phpunit: Detector = {
  id: 'phpunit',
  keywords: ['FAILURES!', 'ERRORS!', ', Assertions: '],
  detect(view) {
    const sections = view.find(section, ['There was ', 'There were ', ' triggered ']);
    let passed = -1;
    const listed = view.find(numbered, ['::']).filter(({ index }) => {
      while ((sections[passed + 1]?.index ?? Infinity) < index) passed += 1;
      // Risky, skipped and incomplete tests, warnings and deprecations are numbered in the same way.
      const kind = sections[passed] === undefined ? undefined : (sections[passed]?.match[1] ?? 'triggered');
      return kind === undefined || /^(?:PHPUnit )?(?:error|failure)s?$/.test(kind);
    });
    const failed = listed.map(({ index, match }) => {
      const to = lineBefore(
        view,
        index + 1,
        80,
        /^\d{1,6}\) \S|^(?:FAILURES!|ERRORS!|Tests: \d|--$|There (?:was|were) \d)/,
      );
      let at: RegExpExecArray | null = null;
      for (let line = index + 1; line <= to && at === null; line += 1) {
        const found = place.exec(view.text(line));
        if (found !== null && !/\/vendor\//.test(found[1] ?? '')) at = found;
      }
      return {
        test: {
          name: (match[2] ?? '').trim(),
          file: at?.[1] === undefined ? null : view.path(at[1]),
          line: at === null ? null : Number(at[2]),
          message: messageIn(view, index + 1, to, place),
        },
        from: index,
        to: Math.min(to, index + 8),
      };
    });
    // The numbered list alone is too common; PHPUnit's verdict stands below it.
    const ended = view.find(/^(?:FAILURES!|ERRORS!|Tests: \d{1,7}, Assertions: )/, [
      'FAILURES!',
      'ERRORS!',
      'Tests: ',
    ]);
    return ended.length === 0 ? [] : causeOfTests(view, { tool: 'phpunit', label: 'PHPUnit', failed });
  },
  examples: [
    {
      log: [
        'There was 1 failure:',
        '',
        '1) TillTest::testAddsMoney',
        'Failed asserting that 4 matches expected 5.',
        '',
        '/builds/shop/till/tests/TillTest.php:12',
        '',
        'FAILURES!',
        'Tests: 1, Assertions: 1, Failures: 1.',
      ].join('\n'),
      category: 'test',
      failedTests: ['TillTest::testAddsMoney'],
      findings: ['tests/TillTest.php:12'],
    },
  ],
  lookAlikes: [
    'There was 1 risky test:\n\n1) TillTest::testAdds\nThis test did not perform any assertions\n\nOK, but incomplete, skipped, or risky tests!\nTests: 1, Assertions: 0, Risky: 1.',
    '1) Till::open is called\n2) Till::close is called',
  ],
};
