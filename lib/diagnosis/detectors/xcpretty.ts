import type { Detector } from '../detector';
import { causeOfTests, type FailedAt } from '../causes/test-cause';

const row = /^\s*[✗✖] (test\w{0,200}), (.{1,500})$/;
const block = /^\s{2}(test\w{0,200}), (.{1,500})$/;
const place = /^\s{2}(\/?\S{1,400}\.(?:swift|m|mm)):(\d{1,7})$/;

/** XCTest as xcpretty prints it: the row of a test, and the list of failures at the end. */
export const xcpretty: Detector = {
  id: 'xcpretty',
  keywords: ['✗ test', '✖ test', '  test'],
  detect(view) {
    const listed = view.find(block, ['  test']).flatMap(({ index, match }): FailedAt[] => {
      const at = place.exec(view.text(index + 1)) ?? place.exec(view.text(index + 2));
      if (at?.[1] === undefined) return [];
      return [
        {
          test: {
            name: match[1] ?? '',
            file: view.path(at[1]),
            line: Number(at[2]),
            message: match[2] ?? '',
          },
          from: index,
          to: index + 8,
        },
      ];
    });
    const rows = view.find(row, ['✗ test', '✖ test']).map(({ index, match }): FailedAt => ({
      test: { name: match[1] ?? '', file: null, line: null, message: match[2] ?? '' },
      from: index,
      to: index,
    }));
    return causeOfTests(view, { tool: 'xctest', label: 'XCTest', failed: listed.length > 0 ? listed : rows });
  },
  examples: [
    {
      log: '    ✗ testAdds, XCTAssertEqual failed: ("4") is not equal to ("5")',
      category: 'test',
      failedTests: ['testAdds'],
    },
    {
      log: 'Tests.MoneyTests\n  testAdds, XCTAssertTrue failed\n  /builds/shop/till/Tests/MoneyTests.swift:12',
      category: 'test',
      failedTests: ['testAdds'],
      findings: ['Tests/MoneyTests.swift:12'],
    },
  ],
  lookAlikes: ['  testing, one two'],
};
