import type { Detector } from '../detector';
import { testFrame } from '../causes/javascript-stack';
import type { LogView } from '../view/log-view';
import { causeOfTests, lineBefore, messageIn, type FailedAt } from '../causes/test-cause';

const bullet = /^\s{0,8}● (.+)$/;
const failFile =
  /^\s*FAIL\s+(?:[\w@/-]{1,60}\s+)?(\S{1,500}\.[cm]?[jt]sx?|\S{1,500}\.vue)(?:\s+\([\d.]{1,10}\s?m?s\))?$/;
const notTests =
  /^(?:Console|Deprecation Warning|Validation (?:Error|Warning)|Multiple configurations|Invalid|Unknown option|process\.exit called)/;
const blockEnd =
  /^\s{0,8}● |^\s*(?:FAIL|PASS)\s|^Test Suites:|^Tests:\s|^Summary of all failing|^Ran all test suites|^-{20,}/;
const messageEnd = /^at \S|^>?\s?\d{1,6} \||^\|/;

/** Jest: failed tests by full name, and test files that could not be run. */
export const jest: Detector = {
  id: 'jest',
  keywords: ['●'],
  detect(view) {
    return causeOfTests(view, { tool: 'jest', label: 'Jest', failed: failures(view) });
  },
  examples: [
    {
      log: [
        'FAIL test/money.test.js',
        '  ● till › adds money',
        '',
        '    expect(received).toBe(expected) // Object.is equality',
        '',
        '    Expected: 5',
        '    Received: 4',
        '',
        '      11 | test("adds money", () => {',
        '    > 12 |   expect(add(2, 2)).toBe(5);',
        '',
        '      at Object.<anonymous> (test/money.test.js:12:21)',
        '',
        'Test Suites: 1 failed, 1 total',
      ].join('\n'),
      category: 'test',
      failedTests: ['till › adds money'],
      findings: ['test/money.test.js:12'],
    },
    {
      log: [
        'FAIL test/gone.test.js',
        '  ● Test suite failed to run',
        '',
        "    Cannot find module './gone' from 'test/gone.test.js'",
        '',
        '      at Resolver._throwModNotFoundError (node_modules/jest-resolve/build/resolver.js:491:11)',
        '      at Object.<anonymous> (test/gone.test.js:1:1)',
      ].join('\n'),
      category: 'test',
      findings: ['test/gone.test.js:1'],
      failedTests: [],
    },
  ],
  lookAlikes: ['● Console\n    console.log\n      hello', '● eslint\n● prettier'],
};

function failures(view: LogView): FailedAt[] {
  const found: FailedAt[] = [];
  let isJest = false;
  for (const { index, match } of view.find(bullet, ['●'])) {
    const name = (match[1] ?? '').trim();
    const file = fileAbove(view, index);
    if (file !== null) isJest = true;
    if (notTests.test(name) || view.text(index + 1).trim() !== '') continue;
    const end = lineBefore(view, index + 1, 200, blockEnd);
    const frame = testFrame(view, index + 1, end, file);
    const message = messageIn(view, index + 1, end, messageEnd);
    if (message === '' || (frame === null && file === null)) continue;
    const isFile = name === 'Test suite failed to run';
    found.push({
      test: {
        name: isFile ? (file ?? name) : name,
        file: frame?.file ?? file,
        line: frame?.line ?? null,
        message,
      },
      from: index,
      to: Math.min(end, index + 9),
      ...(isFile ? { isFile, reason: 'This test file could not be run' } : {}),
    });
  }
  return isJest || found.some(({ test }) => test.name.includes(' › ')) ? found : [];
}

function fileAbove(view: LogView, index: number): string | null {
  for (let above = index - 1; above >= Math.max(0, index - 400); above -= 1) {
    const match = failFile.exec(view.text(above));
    if (match?.[1] !== undefined) return view.path(match[1]);
  }
  return null;
}
