import type { Detector } from '../detector';
import { causeOfTests, lineBefore } from '../test-cause';

const failed = /^\s*not ok (\d{1,7})(?: -)? (\S.{0,400}?)(?: # time=[\d.]{1,12}m?s)?(?: \{)?$/;
const diagnostic = /^\s*#\s+(?:Failed test .*|at (\S{1,300}) line (\d{1,7})\.?)$/;

/** The Test Anything Protocol of others than Node: Perl's prove, Bats, tape. */
export const tap: Detector = {
  id: 'tap',
  keywords: ['not ok '],
  detect(view) {
    const isTap =
      view.find(
        /^\s*(?:1\.\.\d{1,7}|TAP version 1[34])$|^\s*ok \d{1,7}(?: |$)/,
        ['1..', 'TAP version', 'ok '],
        1,
      ).length > 0;
    const rows = view
      .find(failed, ['not ok '])
      .filter(
        ({ index, match }) =>
          !/# (?:TODO|SKIP)/i.test(match[0]) && !isOfNode(view.text(index + 1), view.text(index + 2)),
      )
      .map(({ index, match }) => {
        const to = lineBefore(view, index + 1, 20, /^\s*(?:not )?ok \d|^\s*1\.\.\d|^[^\s#]/);
        let place: RegExpExecArray | null = null;
        for (let line = index + 1; line <= to && place === null; line += 1) {
          const found = diagnostic.exec(view.text(line));
          if (found?.[1] !== undefined) place = found;
        }
        return {
          test: {
            name: match[2] ?? '',
            file: place?.[1] === undefined ? null : view.path(place[1]),
            line: place === null ? null : Number(place[2]),
            message:
              to > index
                ? view
                    .text(index + 1)
                    .replace(/^\s*#\s*/, '')
                    .slice(0, 300)
                : '',
          },
          from: index,
          to: Math.max(index, Math.min(to, index + 7)),
        };
      });
    return isTap ? causeOfTests(view, { tool: 'tap', label: 'TAP', failed: rows, weight: 0.88 }) : [];
  },
  examples: [
    {
      log: "1..2\nok 1 - opens\nnot ok 2 - adds money\n#   Failed test 'adds money'\n#   at t/till.t line 12.",
      category: 'test',
      failedTests: ['adds money'],
      findings: ['t/till.t:12'],
    },
  ],
  lookAlikes: ['not ok 1 with that', '1..1\nnot ok 1 - later # TODO not done'],
};

/** Node's own block below a row has a detector of its own. */
function isOfNode(below: string, next: string): boolean {
  return below.trim() === '---' && /^\s*duration_ms: /.test(next);
}
