import { describe, expect, it } from 'vitest';
import { readTraceText } from '@/lib/log/read-trace';
import { buildCause } from './build-cause';
import { LogView } from '../view/log-view';
import { missingPackage } from './missing-package';

async function named(line: string): Promise<string | null> {
  const view = new LogView(await readTraceText(line));
  const ranges = [{ from: 0, to: 0, reason: 'here' }];
  const cause = buildCause({ tool: 'any', category: 'build', ranges, summary: '', key: [] });
  return missingPackage(view, cause)?.name ?? null;
}

describe('the package that is not installed', () => {
  it.each([
    ["Error: Cannot find module 'left/dist/index'", 'left'],
    [
      "Error [ERR_MODULE_NOT_FOUND]: Cannot find package '@shop/money' imported from /app/till.js",
      '@shop/money',
    ],
    [
      "src/till.ts(3,20): error TS2307: Cannot find module '@shop/money/coins' or its corresponding type declarations.",
      '@shop/money',
    ],
    ["Module not found: Error: Can't resolve 'left' in '/builds/shop/till/src'", 'left'],
    ["ModuleNotFoundError: No module named 'money.coins'", 'money'],
    ['cannot load such file -- money', 'money'],
    ['error[E0432]: unresolved import `money`', 'money'],
  ])('%s', async (line, name) => {
    expect(await named(line)).toBe(name);
  });

  it.each([
    "Error: Cannot find module './money'",
    "Module not found: Error: Can't resolve '@/money' in '/builds/shop/till/src'",
    "ModuleNotFoundError: No module named 'tests.money'",
    'error[E0432]: unresolved import `crate::money`',
    'AssertionError: expected 5 to equal 4',
  ])("is none where the project's own file is missing: %s", async (line) => {
    expect(await named(line)).toBeNull();
  });
});
