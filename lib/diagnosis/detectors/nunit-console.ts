import { testBlockDetector } from '../causes/test-block-detector';

/** NUnit's console, and the tests of .NET's newer test platform. */
export const nunitConsole = testBlockDetector({
  id: 'nunit',
  label: 'The .NET tests',
  keywords: ['Failed : ', 'Error : ', 'failed ', 'error TESTERROR'],
  headings: [
    /^\d{1,6}\) (?:Failed|Error) : (?<name>[\w.+`]{1,300}(?:\(.{0,300}\))?)$/,
    /^failed (?<name>[A-Za-z_][\w.+`]{1,300}(?:\(.{0,300}\))?) \((?:\d{1,6}(?:ms|s|m) ?){1,3}\)$/,
    /^\s*(?:(?<file>\S{1,300}\.(?:cs|fs|vb))\((?<line>\d{1,7})\): )?error TESTERROR:\s{1,10}(?<name>[\w.+`]{1,300}(?:\(.{0,300}?\))?) \([\d.]{1,12}m?s\): (?:Error Message: )?(?<message>.{0,600})$/,
  ],
  end: /^\d{1,6}\) |^(?:failed|passed|skipped) |^Run Settings|^Test (?:Run|Count)|error TESTERROR/,
  messageEnd: /^at |^from |^Stack Trace/,
  examples: [
    {
      log: '1) Failed : Shop.MoneyTests.Adds\n  Expected: 5\n  But was:  4\n   at Shop.MoneyTests.Adds() in /builds/shop/till/MoneyTests.cs:line 12\n\nRun Settings',
      category: 'test',
      failedTests: ['Shop.MoneyTests.Adds'],
      messages: ['Expected: 5 But was:  4'],
      findings: ['MoneyTests.cs:12'],
    },
    {
      log: 'failed Shop.MoneyTests.Adds (12ms)\n  Assert.Equal() Failure: Values differ\n    at Shop.MoneyTests.Adds() in /builds/shop/till/MoneyTests.cs:line 12',
      category: 'test',
      failedTests: ['Shop.MoneyTests.Adds'],
    },
    {
      log: '/builds/shop/till/MoneyTests.cs(12): error TESTERROR:       Shop.MoneyTests.Adds (4ms): Error Message: Assert.Equal() Failure',
      category: 'test',
      failedTests: ['Shop.MoneyTests.Adds'],
      messages: ['Assert.Equal() Failure'],
      findings: ['MoneyTests.cs:12'],
    },
  ],
  lookAlikes: ['1) Failed : to start', 'failed attempts (3)'],
});
