import { testBlockDetector } from '../causes/test-block-detector';

/** TestNG's own console. */
export const testng = testBlockDetector({
  id: 'testng',
  label: 'TestNG',
  keywords: ['FAILED: ', 'FAILED CONFIGURATION: '],
  headings: [
    /^(?:\[testng\] )?FAILED(?: CONFIGURATION)?: (?:@\w{1,40} )?(?<name>[A-Za-z_$][\w.$]{0,300}(?:\(.{0,300}\))?)$/,
  ],
  end: /^(?:FAILED|PASSED|SKIPPED)(?: CONFIGURATION)?: |^={20,}$|^\s*$/,
  messageEnd: /^at |^\.\.\. /,
  accepts: (view, index) =>
    /^\s{0,8}(?:[\w$]{1,100}\.){1,20}\w*(?:Exception|Error|Failure)\b/.test(view.text(index + 1)),
  examples: [
    {
      log: 'FAILED: adds\njava.lang.AssertionError: expected [5] but found [4]\n\tat org.testng.Assert.fail(Assert.java:96)\n\tat shop.MoneyTest.adds(MoneyTest.java:12)\n\n===============================================\n    Default test\n    Tests run: 2, Failures: 1, Skips: 0',
      category: 'test',
      failedTests: ['adds'],
      messages: ['java.lang.AssertionError: expected [5] but found [4]'],
      findings: ['MoneyTest.java:12'],
    },
  ],
  lookAlikes: ['FAILED: upload\nthe key is missing'],
});
