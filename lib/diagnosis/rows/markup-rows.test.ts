import { describe, expect, it } from 'vitest';
import { readTraceText } from '@/lib/log/read-trace';
import { LogView } from '../view/log-view';
import { markupRows } from './markup-rows';

async function rows(text: string): Promise<string[]> {
  const view = new LogView(await readTraceText(text));
  return markupRows(view, 0, view.length - 1).map(({ index, row }) =>
    [index, row.file, row.line, row.column, row.severity, row.code, row.message].join(' | '),
  );
}

describe('findings in XML', () => {
  it.each([
    [
      '<checkstyle version="8"><file name="src/till.js"><error line="4" column="2" severity="warning" message="No &lt;coin&gt;" source="shop.coin"/></file></checkstyle>',
      'src/till.js | 4 | 2 | warning | shop.coin | No <coin>',
    ],
    [
      '<jslint><file name="src/till.js"><issue line="4" char="2" evidence="" reason="No coin" /></file></jslint>',
      'src/till.js | 4 | 2 |  |  | No coin',
    ],
    [
      '<pmd><file name="/shop/Till.java"><violation beginline="4" begincolumn="2" rule="Coin" priority="3">No coin</violation></file></pmd>',
      '/shop/Till.java | 4 | 2 |  | Coin | No coin',
    ],
    [
      '<results><errors><error id="coin" severity="error" msg="No coin"><location file="src/till.c" line="4" column="2"/></error></errors></results>',
      'src/till.c | 4 | 2 | error | coin | No coin',
    ],
    [
      '<Report><Issue TypeId="Coin" File="src/Till.cs" Offset="3-4" Line="4" Message="No coin" /></Report>',
      'src/Till.cs | 4 |  |  | Coin | No coin',
    ],
    [
      '<problems><problem><file>file://$PROJECT_DIR$/src/Till.java</file><line>4</line><description>No coin</description></problem></problems>',
      'src/Till.java | 4 |  |  |  | No coin',
    ],
  ])('are read from %s', async (text, expected) => {
    expect(await rows(text)).toEqual([`0 | ${expected}`]);
    const spread = await rows(text.replaceAll('><', '>\n<'));
    expect(spread.map((row) => row.slice(row.indexOf('|')))).toEqual([`| ${expected}`]);
  });

  it('are not seen in other XML', async () => {
    expect(await rows('<testsuite><testcase name="till" file="till.js" line="4"/></testsuite>')).toEqual([]);
    expect(
      await rows(
        '<file name="till.js"><size line="4"/></file><error line="4">No coin</error><p line="4">till</p>',
      ),
    ).toEqual([]);
  });

  it('cost little however they are broken', async () => {
    expect(await rows('<file name="'.repeat(20_000))).toEqual([]);
    expect(await rows(`<error ${"a='b' ".repeat(50_000)}`)).toEqual([]);
  });
});
