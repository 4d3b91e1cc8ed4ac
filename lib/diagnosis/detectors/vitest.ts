import type { Detector } from '../detector';
import { testFrame } from '../causes/javascript-stack';
import type { LogView } from '../view/log-view';
import { causeOfTests, lineBefore, messageIn, type FailedAt } from '../causes/test-cause';

const failed =
  /^\s*FAIL\s{1,4}(?:\|[^|]{1,60}\|\s)?(?:[\w-]{1,40}\s)?(\S{1,500}?\.[cm]?[jt]sx?)(?: > (.+?)(?: \(retry x\d{1,3}\))?| \[ .{1,500} \])$/;
const rule = /^⎯{5,}|^\s*FAIL\s|^\s*Test Files\s/;
const messageEnd = /^❯ |^⎯|^\d{1,6}\|/;

/** Vitest: failed tests as `suite > test`, and test files that could not be run. */
export const vitest: Detector = {
  id: 'vitest',
  keywords: ['FAIL '],
  detect(view) {
    return causeOfTests(view, { tool: 'vitest', label: 'Vitest', failed: failures(view) });
  },
  examples: [
    {
      log: [
        '⎯⎯⎯⎯⎯⎯⎯ Failed Tests 1 ⎯⎯⎯⎯⎯⎯⎯',
        '',
        ' FAIL  test/money.test.ts > till > adds money',
        'AssertionError: expected 4 to be 5 // Object.is equality',
        '',
        '- Expected',
        '+ Received',
        '',
        ' ❯ test/money.test.ts:12:21',
        '     10|',
        '⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯[1/1]⎯',
      ].join('\n'),
      category: 'test',
      failedTests: ['till > adds money'],
      findings: ['test/money.test.ts:12'],
    },
    {
      log: [
        ' FAIL  test/gone.test.ts [ test/gone.test.ts ]',
        "Error: Cannot find module './gone' imported from test/gone.test.ts",
        ' ❯ test/gone.test.ts:1:1',
      ].join('\n'),
      category: 'test',
      failedTests: [],
      findings: ['test/gone.test.ts:1'],
    },
  ],
  lookAlikes: ['FAIL the build when coverage drops', 'FAIL test/money.test.js'],
};

function failures(view: LogView): FailedAt[] {
  const found: FailedAt[] = [];
  let start = 0;
  for (const { index, match } of view.find(failed, ['FAIL '])) {
    const file = view.path(match[1] ?? '');
    // Several tests that fail alike stand above one message.
    start = Math.max(start, index + 1);
    while (failed.test(view.text(start))) start += 1;
    const end = lineBefore(view, start, 120, rule);
    const frame = testFrame(view, start, end, file);
    const message = messageIn(view, start, end, messageEnd).replace(/^AssertionError: /, '');
    found.push({
      test: { name: match[2] ?? file, file: frame?.file ?? file, line: frame?.line ?? null, message },
      from: index,
      to: Math.min(end, start + 8),
      ...(match[2] === undefined ? { isFile: true as const } : {}),
    });
  }
  return found;
}
