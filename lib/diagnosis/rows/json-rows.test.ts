import { describe, expect, it } from 'vitest';
import { readTraceText } from '@/lib/log/read-trace';
import { jsonRows } from './json-rows';
import { LogView } from '../view/log-view';

async function rows(text: string): Promise<string[]> {
  const view = new LogView(await readTraceText(text));
  return jsonRows(view, 0, view.length - 1).map(({ index, row }) =>
    [index, row.file, row.line, row.column, row.severity, row.code, row.message].join(' | '),
  );
}

const message = 'No coin';

describe('findings in JSON', () => {
  it.each([
    [
      'a list',
      [{ file: 'src/till.sh', line: 4, column: 2, level: 'warning', code: 2086, message }],
      'src/till.sh | 4 | 2 | warning |  | No coin',
    ],
    [
      'messages below their file',
      [
        {
          filePath: '/shop/till.js',
          messages: [{ ruleId: 'no-coin', severity: 2, message, line: 4, column: 2 }],
        },
      ],
      '/shop/till.js | 4 | 2 | error | no-coin | No coin',
    ],
    [
      'offenses with a place of their own',
      {
        files: [
          {
            path: 'lib/till.rb',
            offenses: [
              { severity: 'convention', message, cop_name: 'Style/Coin', location: { line: 4, column: 2 } },
            ],
          },
        ],
      },
      'lib/till.rb | 4 | 2 | info | Style/Coin | No coin',
    ],
    [
      'issues with a position',
      {
        Issues: [{ FromLinter: 'errcheck', Text: message, Pos: { Filename: 'till.go', Line: 4, Column: 2 } }],
      },
      'till.go | 4 | 2 |  | errcheck | No coin',
    ],
    [
      'files as keys',
      { totals: { errors: 1 }, files: { 'src/Till.php': { messages: [{ message, line: 4 }] } } },
      'src/Till.php | 4 |  |  |  | No coin',
    ],
    [
      'warnings of a style sheet',
      [
        {
          source: '/shop/till.css',
          warnings: [{ line: 4, column: 2, rule: 'no-coin', severity: 'error', text: message }],
        },
      ],
      '/shop/till.css | 4 | 2 | error | no-coin | No coin',
    ],
    [
      'a result with its words inside',
      {
        results: [
          {
            check_id: 'shop.coin',
            path: 'till.py',
            start: { line: 4, col: 2 },
            extra: { message, severity: 'ERROR' },
          },
        ],
      },
      'till.py | 4 | 2 |  | shop.coin | No coin',
    ],
    [
      'a rule with a name',
      {
        issues: [
          {
            rule: { name: 'tf_coin', severity: 'error' },
            message,
            range: { filename: 'main.tf', start: { line: 4, column: 2 } },
          },
        ],
      },
      'main.tf | 4 | 2 |  | tf_coin | No coin',
    ],
    [
      'places below the query that found them',
      { queries: [{ query_name: message, severity: 'HIGH', files: [{ file_name: 'main.tf', line: 4 }] }] },
      'main.tf | 4 |  | error |  | No coin',
    ],
    [
      'a range of lines',
      { check_id: 'CKV_1', check_name: message, file_path: '/main.tf', file_line_range: [4, 9] },
      '/main.tf | 4 |  |  | CKV_1 | No coin',
    ],
  ])('are read as %s, on one line and indented', async (_name, value, expected) => {
    expect(await rows(JSON.stringify(value))).toEqual([`0 | ${expected}`]);
    expect(await rows(`start\n${JSON.stringify(value, null, 2)}\nend`)).toEqual([`1 | ${expected}`]);
  });

  it('are read from one object a line', async () => {
    const line = JSON.stringify({ file: 'a.py', line: 4, message });
    expect(await rows(`${line}\n${line}`)).toHaveLength(2);
  });

  it('are not seen in other JSON, nor where it is cut', async () => {
    expect(await rows('{"name":"till","version":"1.0.0"}')).toEqual([]);
    expect(await rows('[{"file":"a.py","line":4,"message":"No')).toEqual([]);
    expect(await rows('{\n  "file": "a.py",\n  "line": 4,\n  "message": "No coin"\n')).toEqual([]);
    expect(await rows('{"ts":1,"file":"a.py","line":4,"message":"No coin"}')).toEqual([]);
  });

  it('cost little however they are nested', async () => {
    expect(await rows('{\n'.repeat(20_000))).toEqual([]);
    expect(await rows(`${'['.repeat(5_000)}${']'.repeat(5_000)}`)).toEqual([]);
  });
});
