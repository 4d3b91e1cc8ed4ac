import type { FailedTest } from '@/lib/domain/failed-test';
import type { Finding } from '@/lib/domain/finding';
import type { CauseRange } from '../detector';
import type { LogView } from '../view/log-view';

/** Failed tests with a known place, as findings; `ranges` belong to the tests one by one. */
export function testFindings(
  tool: string,
  tests: readonly FailedTest[],
  ranges: readonly CauseRange[],
  view: LogView,
): Finding[] {
  return tests.flatMap((test, position) =>
    test.file === null
      ? []
      : [
          {
            tool,
            file: test.file,
            line: test.line,
            column: null,
            code: null,
            severity: 'error' as const,
            message: test.message === '' ? test.name : test.message,
            logLine: view.number(ranges[position]?.from ?? 0),
          },
        ],
  );
}
