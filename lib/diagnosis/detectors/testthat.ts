import { testBlockDetector } from '../test-block-detector';

/** R's testthat. */
export const testthat = testBlockDetector({
  id: 'testthat',
  label: 'testthat',
  keywords: ['── '],
  headings: [
    /^── (?:Failure|Error) \('?(?<file>[^'\s]{1,300}\.[Rr]):(?<line>\d{1,7})(?::\d{1,5})?'?\): (?<name>\S.{0,300}?)(?: ─{2,200})?$/,
    /^── \d{1,6}\. (?:Failure|Error): (?<name>\S.{0,300}?) \(@?(?<file>[^\s()]{1,300}\.[Rr])#(?<line>\d{1,7})\)(?: {1,4}─{2,200})?$/,
  ],
  end: /^── |^\s*$|^\[ FAIL/,
  messageEnd: /^Backtrace:/,
  examples: [
    {
      log: "── Failure ('test-money.R:12:3'): adds money ──────────\nadd(2, 2) not equal to 5.\n1/1 mismatches\n\n[ FAIL 1 | WARN 0 | SKIP 0 | PASS 3 ]",
      category: 'test',
      failedTests: ['adds money'],
      messages: ['add(2, 2) not equal to 5. 1/1 mismatches'],
      findings: ['test-money.R:12'],
    },
    {
      log: '── 1. Failure: adds money (@test-money.R#12)  ──────────\nadd(2, 2) not equal to 5.',
      category: 'test',
      failedTests: ['adds money'],
    },
  ],
  lookAlikes: ['── Attaching packages ──────────'],
});
