import type { Detector } from '../detector';
import { causeOfTests, lineBefore } from '../test-cause';

const failed = /^(?:\s*\S{1,40} \| )?([A-Za-z_$][\w.$]{0,300}(?: > .{1,400}?)+) FAILED$/;
const place = /\bat (?:.{1,300}\()?(\w{1,200}\.(?:java|kt|groovy|scala)):(\d{1,7})\)?$/;

/** Tests as Gradle prints them: `Class > method() FAILED`. */
export const gradleTest: Detector = {
  id: 'gradle-test',
  keywords: [' FAILED'],
  detect(view) {
    const rows = view.find(failed, [' FAILED']).map(({ index, match }) => {
      const to = lineBefore(view, index + 1, 30, /^\s*$|^\S/);
      let at: RegExpExecArray | null = null;
      for (let line = index + 1; line <= to && at === null; line += 1) at = place.exec(view.text(line));
      return {
        test: {
          name: testName((match[1] ?? '').split(' > ')),
          file: at?.[1] ?? null,
          line: at === null ? null : Number(at[2]),
          message:
            to > index
              ? view
                  .text(index + 1)
                  .trim()
                  .slice(0, 500)
              : '',
        },
        from: index,
        to: Math.max(index, Math.min(to, index + 6)),
      };
    });
    return causeOfTests(view, { tool: 'gradle-test', label: 'Gradle', failed: rows });
  },
  examples: [
    {
      log: 'MoneyTest > addsMoney() FAILED\n    org.opentest4j.AssertionFailedError at MoneyTest.java:12\n\n3 tests completed, 1 failed',
      category: 'test',
      failedTests: ['MoneyTest.addsMoney()'],
      findings: ['MoneyTest.java:12'],
    },
  ],
  lookAlikes: ['> Task :test FAILED', 'MoneyTest > addsMoney() PASSED', 'BUILD FAILED'],
};

/** A parametrised test's last part repeats the class and the method in full. */
function testName(parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  return /^(?:[a-z_]\w*\.){1,20}[A-Z]\w*\..*\[.{1,300}\]$/.test(last) ? last : parts.join('.');
}
