import { testBlockDetector } from '../causes/test-block-detector';

/** R's testthat. */
export const testthat = testBlockDetector({
  id: 'testthat',
  label: 'testthat',
  keywords: ['── ', '. Failure: ', '. Error: '],
  headings: [
    /^\s{0,6}── (?:Failure|Error) \('?(?<file>[^'\s]{1,300}\.[Rr]):(?<line>\d{1,7})(?::\d{1,5})?'?\): (?<name>\S.{0,300}?)(?: ─{2,200})?$/,
    /^\s{0,6}(?:── )?\d{1,6}\. (?:Failure|Error): (?<name>\S.{0,300}?) \(@(?<file>[^\s()]{1,300}\.[Rr])#(?<line>\d{1,7})\)(?: {0,4}─{2,200})?\s*$/,
    // Cut by the width of the terminal; the list at the end has it whole.
    /^\s{0,6}── \d{1,6}\. (?:Failure|Error): (?<name>\S.{0,300}?) \(@[^\s()]{0,300}$/,
  ],
  end: /^\s{0,6}── |^\s*$|^\s{0,6}\[ (?:FAIL|OK)|^\s{0,6}\d{1,6}\. (?:Failure|Error):/,
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
