import type { Detector } from '../detector';
import { ownFrame } from '../causes/javascript-stack';
import type { LogView } from '../view/log-view';
import { causeOfTests, lineBefore, messageIn } from '../causes/test-cause';

const numbered =
  /^\s{2}\d{1,6}\) ((?:\[[\w -]{1,60}\] › )?(\S{1,400}\.[cm]?[jt]sx?):(\d{1,7}):\d{1,5} › .{1,500}?)[\s─]*$/;

/** Playwright's list of failed tests. */
export const playwright: Detector = {
  id: 'playwright',
  keywords: [' › '],
  detect(view) {
    const flaky = flakyTests(view);
    const failed = view
      .find(numbered, [' › '])
      .filter(({ match }) => !flaky.has(match[1] ?? ''))
      .map(({ index, match }) => {
        const to = lineBefore(view, index + 1, 100, /^\s{2}\d{1,6}\) |^\s{2}\d{1,6} (?:failed|passed|flaky)/);
        const frame = ownFrame(view, index + 1, to);
        return {
          test: {
            name: match[1] ?? '',
            file: frame?.file ?? view.path(match[2] ?? ''),
            line: frame?.line ?? Number(match[3]),
            message: messageIn(view, index + 1, to, /^(?:at |>?\s?\d{1,6} \|)/),
          },
          from: index,
          to: Math.min(to, index + 9),
        };
      });
    return causeOfTests(view, { tool: 'playwright', label: 'Playwright', failed });
  },
  examples: [
    {
      log: [
        '  1) [chromium] › e2e/till.spec.ts:5:3 › till › takes money ───────────────',
        '',
        '    Error: expect(locator).toHaveText(expected) failed',
        '',
        '    > 12 |   await expect(total).toHaveText("5");',
        '        at /builds/shop/till/e2e/till.spec.ts:12:24',
        '',
        '  1 failed',
      ].join('\n'),
      category: 'test',
      failedTests: ['[chromium] › e2e/till.spec.ts:5:3 › till › takes money'],
      findings: ['e2e/till.spec.ts:12'],
    },
  ],
  lookAlikes: [
    '  1) settings › general › name',
    [
      '  1) [chromium] › e2e/till.spec.ts:5:3 › till › takes money ───────────────',
      '',
      '    Error: expect(locator).toHaveText(expected) failed',
      '',
      '  1 flaky',
      '    [chromium] › e2e/till.spec.ts:5:3 › till › takes money ───────────────',
      '  3 passed (1.2s)',
    ].join('\n'),
  ],
};

/** Those that passed when they were tried again, from the list behind their number. */
function flakyTests(view: LogView): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { index } of view.find(/^\s{2}\d{1,6} flaky$/, [' flaky'])) {
    for (let line = index + 1; line < Math.min(view.length, index + 500); line += 1) {
      const name = /^\s{4}(\S.{0,600}?)[\s─]*$/.exec(view.text(line))?.[1];
      if (name === undefined) break;
      found.add(name);
    }
  }
  return found;
}
