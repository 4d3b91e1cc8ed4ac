import type { Detector } from '../detector';
import type { LogView } from '../view/log-view';
import { placeInStack } from '../reports/place-in-stack';
import { causeOfTests, lineBefore, type FailedAt } from '../causes/test-cause';

const failed =
  /^\s*not ok (\d{1,7})(?: -)? (\S.{0,400}?)(?: # time=[\d.]{1,12}m?s)?(?: in [\d.]{1,12}(?:ms|sec))?(?: \{)?$/;
const scope = /^\s*# (?:Subtest: )?(\S.{0,400})$/;
const diagnostic = /^\s*#\s+(?:Failed test .*|at (\S{1,300}) line (\d{1,7})\.?)$/;
/** Perl says on the error stream what failed, which prove shows though it keeps the rows to itself. */
const onError = /^\s{0,8}#\s{1,5}Failed test(?: '(.{1,400})')?(?: at (\S{1,300}) line (\d{1,7})\.)?$/;
const inFile = /in test file (\S.{0,300}?), line (\d{1,7})\)/;
const telling = /^\s*(?:#\s*)?(?:message|error|expected|actual|wanted|found|got|operator):\s{0,10}(\S.*)$/i;

/** The Test Anything Protocol of others than Node: Perl's prove, Bats, tape, node-tap, testem. */
export const tap: Detector = {
  id: 'tap',
  keywords: ['not ok ', 'Failed test'],
  detect(view) {
    const isTap =
      view.find(
        /^\s*(?:1\.\.\d{1,7}|TAP version 1[34])$|^\s*ok \d{1,7}(?: |$)/,
        ['1..', 'TAP version', 'ok '],
        1,
      ).length > 0;
    const rows = isTap ? failedRows(view) : [];
    return causeOfTests(view, {
      tool: 'tap',
      label: 'TAP',
      failed: rows.length > 0 ? rows : fromErrors(view),
      weight: 0.88,
    });
  },
  examples: [
    {
      log: "1..2\nok 1 - opens\nnot ok 2 - adds money\n#   Failed test 'adds money'\n#   at t/till.t line 12.\n#          got: '4'\n#     expected: '5'",
      category: 'test',
      failedTests: ['adds money'],
      messages: ["got: '4' expected: '5'"],
      findings: ['t/till.t:12'],
    },
    {
      log: [
        "#   Failed test 'adds money'",
        '#   at t/till.t line 12.',
        "#          got: '4'",
        "#     expected: '5'",
        '# Looks like you failed 1 test of 2.',
        't/till.t .. Dubious, test returned 1 (wstat 256, 0x100)',
        'Failed 1/2 subtests',
      ].join('\n'),
      category: 'test',
      failedTests: ['adds money'],
      findings: ['t/till.t:12'],
    },
    {
      log: [
        'TAP version 13',
        '# adds money',
        'not ok 1 should be equal',
        '  ---',
        '    operator: equal',
        '    expected: 5',
        '    actual:   4',
        '    at: Test.<anonymous> (/builds/shop/till/test/money.js:12:5)',
        '  ...',
        '1..1',
      ].join('\n'),
      category: 'test',
      failedTests: ['adds money > should be equal'],
      messages: ['operator: equal expected: 5 actual:   4'],
      findings: ['test/money.js:12'],
    },
    {
      log: '1..2\nok 1 opens\nnot ok 2 adds money in 12ms\n# (in test file test/till.bats, line 12)\n#   `[ "$sum" -eq 5 ]\' failed',
      category: 'test',
      failedTests: ['adds money'],
      findings: ['test/till.bats:12'],
    },
  ],
  lookAlikes: [
    'not ok 1 with that',
    '1..1\nnot ok 1 - later # TODO not done',
    "#   Failed test 'later'\n#   at t/till.t line 12.\nt/till.t .. ok",
  ],
};

function failedRows(view: LogView): FailedAt[] {
  const scopes = view.find(scope, ['# '], 50_000);
  const rows = view
    .find(failed, ['not ok '])
    .filter(
      ({ index, match }) =>
        !/# (?:TODO|SKIP)/i.test(match[0]) && !isOfNode(view.text(index + 1), view.text(index + 2)),
    );
  return rows
    .filter(({ index, match }, position) => {
      const before = rows[position - 1];
      // What holds a failed test fails for it, right behind it and less indented.
      return (
        before === undefined ||
        indent(before.match[0]) <= indent(match[0]) ||
        hasScope(scopes, before.index, index)
      );
    })
    .map(({ index, match }) => {
      const within =
        isNested(match[0]) || isAssertion(view, index) ? scopesAbove(scopes, index, indent(match[0])) : [];
      return failure(view, index, [...within, match[2] ?? ''].join(' > '));
    });
}

type Row = { readonly index: number; readonly match: RegExpExecArray };

function hasScope(scopes: readonly Row[], from: number, to: number): boolean {
  return (scopes[countBefore(scopes, to) - 1]?.index ?? -1) > from;
}

/** How many of them stand above a line. */
function countBefore(scopes: readonly Row[], index: number): number {
  let low = 0;
  let high = scopes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((scopes[middle]?.index ?? 0) < index) low = middle + 1;
    else high = middle;
  }
  return low;
}

function indent(text: string): number {
  return text.length - text.trimStart().length;
}

function isNested(text: string): boolean {
  return /^\s/.test(text);
}

/** tape names the assertion alone; its test stands above as a comment. */
function isAssertion(view: LogView, index: number): boolean {
  return view.text(index + 1).trim() === '---' && /^\s+operator: /.test(view.text(index + 2));
}

/** The tests that a row stands in, outermost first, without the file. */
function scopesAbove(scopes: readonly Row[], index: number, depth: number): string[] {
  const found: string[] = [];
  let limit = Math.max(depth, 1);
  const last = countBefore(scopes, index) - 1;
  for (let at = last; at >= Math.max(0, last - 200) && limit > 0; at -= 1) {
    const match = scopes[at]?.match;
    if (match === undefined || indent(match[0]) >= limit) continue;
    limit = indent(match[0]);
    const name = (match[1] ?? '').trim();
    if (!/\.(?:[cm]?[jt]sx?|t)$/.test(name)) found.unshift(name);
  }
  return found;
}

function failure(view: LogView, index: number, name: string): FailedAt {
  const to = lineBefore(view, index + 1, 40, /^\s*(?:not )?ok \d|^\s*1\.\.\d|^\s*\.\.\.$|^[^\s#]/);
  const rows = Array.from({ length: Math.max(0, to - index) }, (_, at) => view.text(index + 1 + at));
  return {
    test: { name, ...placeOf(view, rows), message: messageOf(rows) },
    from: index,
    to: Math.max(index, Math.min(to, index + 7)),
  };
}

function placeOf(view: LogView, rows: readonly string[]): { file: string | null; line: number | null } {
  for (const row of rows) {
    const [, file, line] = diagnostic.exec(row) ?? inFile.exec(row) ?? [];
    if (file !== undefined) return { file: view.path(file), line: Number(line) };
  }
  const found = placeInStack(rows.join('\n'));
  return found === null ? { file: null, line: null } : { file: view.path(found.file), line: found.line };
}

/** What was expected and what came, where it says so; else its first words. */
function messageOf(rows: readonly string[]): string {
  const bare = rows.map((row) => row.replace(/^\s*#?\s*/, '').trim());
  const said = bare.filter((row) => telling.test(row));
  const first = bare.find(
    (row) => row !== '' && !/^(?:---|\.\.\.|Failed test|at \S+ line|\(in test file)/.test(row),
  );
  return (said.length > 0 ? said.slice(0, 4).join(' ') : (first ?? '')).slice(0, 500);
}

function fromErrors(view: LogView): FailedAt[] {
  // Without prove's own verdict it may have been one that was expected to fail.
  if (!view.has('# Looks like ') && !view.has('Result: FAIL') && !view.has('Dubious, test returned'))
    return [];
  return view.find(onError, ['Failed test']).map(({ index, match }) => {
    const at = match[2] === undefined ? diagnostic.exec(view.text(index + 1)) : null;
    const file = match[2] ?? at?.[1];
    const rows = [1, 2, 3, 4].map((below) => view.text(index + below)).filter((row) => /^\s{0,8}#/.test(row));
    return {
      test: {
        name: match[1] ?? (file === undefined ? '' : `${file} line ${match[3] ?? at?.[2] ?? ''}`),
        file: file === undefined ? null : view.path(file),
        line: file === undefined ? null : Number(match[3] ?? at?.[2]),
        message: messageOf(rows),
      },
      from: index,
      to: index + rows.length,
    };
  });
}

/** Node's own block below a row has a detector of its own. */
function isOfNode(below: string, next: string): boolean {
  return below.trim() === '---' && /^\s*duration_ms: /.test(next);
}
