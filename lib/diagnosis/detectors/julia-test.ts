import { testBlockDetector } from '../causes/test-block-detector';

/** Julia's Test. */
export const juliaTest = testBlockDetector({
  id: 'julia-test',
  label: 'Julia',
  keywords: ['Test Failed at ', 'Error During Test at '],
  headings: [
    /^(?:(?<name>\S.{0,300}?): )(?:Test Failed|Error During Test) at (?<file>\S.{0,400}?):(?<line>\d{1,7})$/,
  ],
  end: /^\s*$|^Stacktrace:/,
  messageEnd: /^Stacktrace:/,
  examples: [
    {
      log: 'till: Test Failed at /builds/shop/till/test/runtests.jl:12\n  Expression: add(2, 2) == 5\n   Evaluated: 4 == 5\n',
      category: 'test',
      failedTests: ['till'],
      messages: ['Expression: add(2, 2) == 5 Evaluated: 4 == 5'],
      findings: ['test/runtests.jl:12'],
    },
  ],
  lookAlikes: ['Test Failed at the till'],
});
