import type { Detector } from '../detector';
import { testFrame } from '../causes/javascript-stack';
import type { LogView } from '../view/log-view';
import { causeOfTests, lineBefore, messageIn, type FailedAt } from '../causes/test-cause';

const row = /^ {2}[✘✖] \[fail\]: (\S.{0,500})$/;
const title = /^ {2}(\S.{0,400})$/;
const place = /^ {2}(\S{1,400}\.[cm]?[jt]sx?):(\d{1,7})$/;

/** AVA: the row of each failed test, and below all rows a block that begins with its title. */
export const ava: Detector = {
  id: 'ava',
  keywords: ['[fail]: '],
  detect(view) {
    const rows = view.find(row, ['[fail]: ']);
    const titles = titlesBelow(view, rows.at(-1)?.index ?? view.length);
    const failed = rows.map(({ index, match }) => failure(view, index, match[1] ?? '', titles));
    return causeOfTests(view, { tool: 'ava', label: 'AVA', failed });
  },
  examples: [
    {
      log: [
        '  ✘ [fail]: till › adds money Difference (- actual, + expected)',
        '  ✘ [fail]: till › throws Error thrown in test',
        '  ✔ till › opens',
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
        '',
        '',
        '  till › throws',
        '',
        '  Error thrown in test:',
        '',
        '  Error: no till',
        '      at file:///builds/shop/till/test/money.js:20:34',
        '      at Test.run (file:///builds/shop/till/node_modules/ava/lib/test.js:534:33)',
        '',
        '  ─',
        '',
        '  2 tests failed',
      ].join('\n'),
      category: 'test',
      failedTests: ['till › adds money', 'till › throws'],
      messages: ['Difference (- actual, + expected): - 4 + 5', 'Error thrown in test: Error: no till'],
      findings: ['test/money.js:12', 'test/money.js:20'],
    },
  ],
  lookAlikes: ['  ✔ [fail]: is what AVA prints', 'a [fail]: of the till'],
};

function titlesBelow(view: LogView, from: number): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (let index = from + 1; index < Math.min(view.length, from + 20_000); index += 1) {
    const text = title.exec(view.text(index))?.[1];
    if (text === undefined || view.text(index - 1) !== '' || view.text(index + 1) !== '') continue;
    if (!found.has(text)) found.set(text, index);
  }
  return found;
}

/** The row has the title and behind it, with nothing between, what went wrong. */
function failure(
  view: LogView,
  index: number,
  printed: string,
  titles: ReadonlyMap<string, number>,
): FailedAt {
  let name = printed;
  for (let end = printed.length; end > 0; end = printed.lastIndexOf(' ', end - 1)) {
    if (!titles.has(printed.slice(0, end))) continue;
    name = printed.slice(0, end);
    break;
  }
  const start = titles.get(name);
  if (start === undefined)
    return { test: { name, file: null, line: null, message: '' }, from: index, to: index };
  const to = lineBefore(view, start + 1, 80, /^ {2}─{1,80}$|^ {2}\d{1,7} tests? failed/);
  const at = place.exec(view.text(start + 2));
  const file = at?.[1] === undefined ? null : view.path(at[1]);
  const frame = at === null ? testFrame(view, start + 1, to, null) : null;
  let body = Math.max(start + 1, at === null ? start + 1 : start + 3);
  while (body < to && (view.text(body).trim() === '' || /^\s{2,6}\d{1,7}:/.test(view.text(body)))) body += 1;
  return {
    test: {
      name,
      file: file ?? frame?.file ?? null,
      line: at === null ? (frame?.line ?? null) : Number(at[2]),
      message: messageIn(view, body, to, /^(?:›|at )/, 4),
    },
    from: start,
    to: Math.min(to, start + 11),
  };
}
