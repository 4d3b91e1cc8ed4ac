import type { Detector } from '../detector';
import { causeOfTests, lineBefore, messageIn } from '../causes/test-cause';

const failed =
  /^\s*(?:Failed|X) (\S.{0,400}?) \[(?:< )?[\d.,]{1,10}\s?(?:ms|s|m|h).{0,20}\]$|^(?:\[xUnit\.net [\d:.]{1,20}\]\s{1,8}|\s{2,6})(\S.{0,400}?) \[FAIL\]$|^((?:\w{1,100}\.){1,20}\w{1,200}(?:\(.{0,300}\))?) \[FAIL\]$/;
const place = /(?: in |^\s*)(\/?[^\s():]{1,400}\.(?:cs|fs|vb))(?::line (\d{1,7})|\((\d{1,7}),\d{1,5}\))/;

/** `dotnet test` and xUnit's own runner. */
export const dotnetTest: Detector = {
  id: 'dotnet-test',
  keywords: ['Failed ', ' [FAIL]', 'X '],
  lookUps: [' ['],
  detect(view) {
    const rows = view.find(failed, ['Failed ', ' [FAIL]', 'X '], 5_000, [' [']).map(({ index, match }) => {
      const to = lineBefore(
        view,
        index + 1,
        60,
        /^\s*(?:Failed|Passed|Skipped|X) \S.* \[|\[FAIL\]$|^\s*(?:Total tests|Test Run Failed|Failed!)/,
      );
      let at: RegExpExecArray | null = null;
      for (let line = index + 1; line <= to && at === null; line += 1) at = place.exec(view.text(line));
      const start = /^\s*Error Message:$/.test(view.text(index + 1)) ? index + 2 : index + 1;
      return {
        test: {
          name: (match[1] ?? match[2] ?? match[3] ?? '').trim(),
          file: at?.[1] === undefined ? null : view.path(at[1]),
          line: at === null ? null : Number(at[2] ?? at[3]),
          message: messageIn(view, start, to, /^(?:Stack Trace:|at )/),
        },
        from: index,
        to: Math.min(to, index + 8),
      };
    });
    return causeOfTests(view, { tool: 'dotnet-test', label: 'dotnet test', failed: rows });
  },
  examples: [
    {
      log: [
        '  Failed Shop.MoneyTests.AddsMoney [12 ms]',
        '  Error Message:',
        '   Assert.Equal() Failure: Values differ',
        '  Stack Trace:',
        '     at Shop.MoneyTests.AddsMoney() in /builds/shop/till/MoneyTests.cs:line 12',
      ].join('\n'),
      category: 'test',
      failedTests: ['Shop.MoneyTests.AddsMoney'],
      findings: ['MoneyTests.cs:12'],
    },
  ],
  lookAlikes: ['Failed to restore [the backup]', 'X marks the spot'],
};
