import type { Detector } from '../detector';
import { causeOfTests, lineBefore, messageIn } from '../test-cause';

const numbered = /^\s{2,4}(\d{1,6})\) (\S.{0,500})$/;
const place = /^\s*# (\.?\/?\S{1,400}\.rb):(\d{1,7})(?::in |$)/;

/** RSpec: the numbered failures. */
export const rspec: Detector = {
  id: 'rspec',
  keywords: ['Failure/Error:'],
  detect(view) {
    const failed = view.linesWith('Failure/Error:').flatMap((error) => {
      let start = error - 1;
      while (start > error - 6 && !numbered.test(view.text(start))) start -= 1;
      const title = numbered.exec(view.text(start));
      if (title === null) return [];
      const to = lineBefore(view, error + 1, 60, /^\s{2,4}\d{1,6}\) |^Finished in |^Failed examples:/);
      let at: RegExpExecArray | null = null;
      for (let line = error + 1; line <= to && at === null; line += 1) {
        const found = place.exec(view.text(line));
        if (found !== null && !/\/gems\//.test(found[1] ?? '')) at = found;
      }
      return [
        {
          test: {
            name: (title[2] ?? '').trim(),
            file: at?.[1] === undefined ? null : view.path(at[1]),
            line: at === null ? null : Number(at[2]),
            message: messageIn(view, error + 1, to, /^# /),
          },
          from: start,
          to: Math.min(to, error + 6),
        },
      ];
    });
    return causeOfTests(view, { tool: 'rspec', label: 'RSpec', failed });
  },
  examples: [
    {
      log: [
        'Failures:',
        '',
        '  1) Till adds money',
        '     Failure/Error: expect(till.add(2, 2)).to eq(5)',
        '',
        '       expected: 5',
        '            got: 4',
        "     # ./spec/till_spec.rb:12:in `block (2 levels) in <top (required)>'",
        '',
        'Finished in 0.01 seconds',
      ].join('\n'),
      category: 'test',
      failedTests: ['Till adds money'],
      findings: ['spec/till_spec.rb:12'],
    },
  ],
  lookAlikes: ['see Failure/Error: in the manual'],
};
