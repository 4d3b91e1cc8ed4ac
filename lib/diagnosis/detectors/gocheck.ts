import { testBlockDetector } from '../causes/test-block-detector';

/** Go's check.v1. */
export const gocheck = testBlockDetector({
  id: 'gocheck',
  label: 'gocheck',
  keywords: ['FAIL: ', 'PANIC: '],
  headings: [/^(?:FAIL|PANIC): (?<file>\S{1,400}\.go):(?<line>\d{1,7}): (?<name>\w{1,200}\.\w{1,200})$/],
  end: /^-{30,}$|^(?:OOPS|FAIL|PANIC|PASS):? /,
  message: /^\.\.\. ((?:Panic: |value |obtained |error )?\S.*)$/,
  examples: [
    {
      log: [
        'FAIL: till_test.go:12: TillSuite.TestAdds',
        '',
        'till_test.go:14:',
        '    c.Assert(add(2, 2), Equals, 5)',
        '... obtained int = 4',
        '... expected int = 5',
        '',
        'OOPS: 3 passed, 1 FAILED',
      ].join('\n'),
      category: 'test',
      failedTests: ['TillSuite.TestAdds'],
      messages: ['obtained int = 4'],
      findings: ['till_test.go:12'],
    },
  ],
  lookAlikes: ['FAIL: till.go:12: cannot open'],
});
