import type { Detector } from '../detector';
import { causeOfTests } from '../causes/test-cause';

const failed =
  /^(\/?\S{1,400}\.(?:swift|m|mm)):(\d{1,7}): error: (-\[[\w.]{1,200} \w{1,200}\]|[\w.]{1,200}\.\w{1,200}) : (.*)$/;

/** XCTest, from xcodebuild and `swift test`. */
export const xctest: Detector = {
  id: 'xctest',
  keywords: [': error: '],
  detect(view) {
    const rows = view.find(failed, [': error: ']).map(({ index, match }) => ({
      test: {
        name: match[3] ?? '',
        file: view.path(match[1] ?? ''),
        line: Number(match[2]),
        message: (match[4] ?? '').slice(0, 500),
      },
      from: index,
      to: index,
    }));
    return causeOfTests(view, { tool: 'xctest', label: 'XCTest', failed: rows });
  },
  examples: [
    {
      log: '/builds/shop/till/Tests/MoneyTests.swift:12: error: -[TillTests.MoneyTests testAdds] : XCTAssertEqual failed: ("4") is not equal to ("5")',
      category: 'test',
      failedTests: ['-[TillTests.MoneyTests testAdds]'],
      findings: ['Tests/MoneyTests.swift:12'],
    },
  ],
  lookAlikes: ["Sources/Money.swift:12:4: error: cannot find 'add' in scope"],
};
