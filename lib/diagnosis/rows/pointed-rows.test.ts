import { describe, expect, it } from 'vitest';
import { readTraceText } from '@/lib/log/read-trace';
import { LogView } from '../view/log-view';
import { pointedRows } from './pointed-rows';

async function rows(...lines: string[]): Promise<string[]> {
  const view = new LogView(await readTraceText(lines.join('\n')));
  return pointedRows(view, 0, view.length - 1).map(({ index, row }) =>
    [index, row.file, row.line, row.column, row.severity, row.code, row.message].join(' | '),
  );
}

describe('a place drawn below its words', () => {
  it('has the words above it', async () => {
    expect(
      await rows(
        'error: `tilll` should be `till`',
        '  --> docs/till.in:12:5',
        '   |',
        '',
        '  ⚠ eslint(no-unused-vars): Variable coin is never used.',
        '   ╭─[src/till.js:4:7]',
        ' 3 │ ',
        '',
        'warning[unused]: coin is never used',
        '  ┌─ src/till.lua:5:1',
        '',
        'error[no-coin]: a coin',
        '  that goes on here',
        ' --> /shop/till.ts:6:2',
      ),
    ).toEqual([
      '0 | docs/till.in | 12 | 5 | error |  | `tilll` should be `till`',
      '4 | src/till.js | 4 | 7 | warning | eslint(no-unused-vars) | Variable coin is never used.',
      '8 | src/till.lua | 5 | 1 | warning | unused | coin is never used',
      '11 | /shop/till.ts | 6 | 2 | error | no-coin | a coin',
    ]);
  });

  it('is nothing without words', async () => {
    expect(await rows('', ' --> see the notes:1:2', ' --> till.js:1:2')).toEqual([]);
  });
});
