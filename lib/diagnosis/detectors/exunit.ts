import type { Detector } from '../detector';
import { causeOfTests, lineBefore, messageIn } from '../causes/test-cause';

const numbered = /^\s{2}(\d{1,6})\) ((?:test|doctest|property|feature) .{1,400} \([\w.]{1,200}\))$/;
const place = /^\s{4,8}(\S{1,300}\.exs?):(\d{1,7})$/;

/** Elixir's ExUnit. */
export const exunit: Detector = {
  id: 'exunit',
  keywords: [') test ', ') doctest ', ') property ', ') feature '],
  detect(view) {
    const failed = view
      .find(numbered, [') test ', ') doctest ', ') property ', ') feature '])
      .map(({ index, match }) => {
        const to = lineBefore(
          view,
          index + 1,
          60,
          /^\s{2}\d{1,6}\) (?:test|doctest|property|feature) |^Finished in /,
        );
        const at = place.exec(view.text(index + 1));
        return {
          test: {
            name: match[2] ?? '',
            file: at?.[1] === undefined ? null : view.path(at[1]),
            line: at === null ? null : Number(at[2]),
            message: messageIn(view, index + 2, to, /^(?:stacktrace:|code:)/),
          },
          from: index,
          to: Math.min(to, index + 7),
        };
      });
    return causeOfTests(view, { tool: 'exunit', label: 'ExUnit', failed });
  },
  examples: [
    {
      log: [
        '  1) test adds money (TillTest)',
        '     test/till_test.exs:12',
        '     Assertion with == failed',
        '     code:  assert Till.add(2, 2) == 5',
        '     left:  4',
        '     right: 5',
      ].join('\n'),
      category: 'test',
      failedTests: ['test adds money (TillTest)'],
      findings: ['test/till_test.exs:12'],
    },
  ],
  lookAlikes: ['  1) test the water'],
};
