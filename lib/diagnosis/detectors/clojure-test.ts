import { testBlockDetector } from '../causes/test-block-detector';

/** Clojure's clojure.test. */
export const clojureTest = testBlockDetector({
  id: 'clojure-test',
  label: 'clojure.test',
  keywords: ['FAIL in (', 'ERROR in ('],
  headings: [/^(?:FAIL|ERROR) in \((?<name>[^\s()]{1,200})\) \((?<file>[^\s():]{1,300}):(?<line>\d{1,7})\)$/],
  end: /^(?:FAIL|ERROR) in \(|^Ran \d|^lein test|^\s*$/,
  examples: [
    {
      log: 'FAIL in (adds-money) (till_test.clj:12)\nexpected: (= 5 (add 2 2))\n  actual: (not (= 5 4))\n\nRan 2 tests containing 3 assertions.',
      category: 'test',
      failedTests: ['adds-money'],
      messages: ['expected: (= 5 (add 2 2)) actual: (not (= 5 4))'],
      findings: ['till_test.clj:12'],
    },
  ],
  lookAlikes: ['FAIL in (two) ways'],
});
