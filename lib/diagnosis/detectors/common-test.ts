import type { Detector } from '../detector';
import { causeOfTests } from '../causes/test-cause';

const failed = /^(?:\d{1,4}> )?([\w@.]{1,100}:[\w@.]{1,100}(?:\/\d)?) failed on line (\d{1,7})$/;

/** Erlang's Common Test. */
export const commonTest: Detector = {
  id: 'common-test',
  keywords: [' failed on line '],
  detect(view) {
    if (!view.has('_SUITE') && !view.has('Reason: ')) return [];
    const rows = view.find(failed, [' failed on line ']).map(({ index, match }) => ({
      test: {
        name: match[1] ?? '',
        file: `${(match[1] ?? '').split(':')[0]}.erl`,
        line: Number(match[2]),
        message: view
          .text(index + 1)
          .trim()
          .slice(0, 500),
      },
      from: index,
      to: index + 1,
      // A helper that failed for the test; the test itself is not named.
      ...(/_SUITE:/.test(match[1] ?? '') ? {} : { isFile: true as const }),
    }));
    return causeOfTests(view, { tool: 'common-test', label: 'Common Test', failed: rows });
  },
  examples: [
    {
      log: 'till_SUITE:adds_money failed on line 12\nReason: {badmatch,4}',
      category: 'test',
      failedTests: ['till_SUITE:adds_money'],
      findings: ['till_SUITE.erl:12'],
    },
  ],
  lookAlikes: ['till_SUITE:adds_money passed', 'shop:till failed on line 12'],
};
