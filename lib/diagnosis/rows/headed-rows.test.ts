import { describe, expect, it } from 'vitest';
import { readTraceText } from '@/lib/log/read-trace';
import { headedRows } from './headed-rows';
import { LogView } from '../view/log-view';

async function rows(...lines: string[]): Promise<string[]> {
  const view = new LogView(await readTraceText(lines.join('\n')));
  return headedRows(view, 0, view.length - 1).map(({ file, line, column, severity, code, message }) =>
    [file, line, column, severity, code, message].join(' | '),
  );
}

describe('rows below the name of a file', () => {
  it('are read with the file', async () => {
    expect(
      await rows(
        'docs/till.md',
        ' 25:3  warning Too many coins: take 2 coin-count remark-lint',
        ' 26:5-26:9  error  Unknown coin  coins.Unknown',
        '',
        'src/till.css:',
        '  1:2  ✖  Unexpected coin  no-coin',
        '    line 4  col 2  Missing semicolon.',
      ),
    ).toEqual([
      'docs/till.md | 25 | 3 | warning | coin-count | Too many coins: take 2',
      'docs/till.md | 26 | 5 | error | coins.Unknown | Unknown coin',
      'src/till.css | 1 | 2 |  | no-coin | Unexpected coin',
      'src/till.css | 4 | 2 |  |  | Missing semicolon.',
    ]);
  });

  it('need a file above them', async () => {
    expect(
      await rows('Opening hours', '  12:30  error prone lunch', 'src/till.ts is open', '  1:2  no'),
    ).toEqual([]);
  });
});
