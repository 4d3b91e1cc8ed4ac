import { testBlockDetector } from '../causes/test-block-detector';

/** Erlang's EUnit. */
export const eunit = testBlockDetector({
  id: 'eunit',
  label: 'EUnit',
  keywords: ['*failed*'],
  headings: [
    /^\s*(?<name>[a-z]\w{0,200}:\s?[\w' ]{1,200}?(?:\/\d)?)(?: \(.{0,200}\))?\.\.\.(?:\[[\d.]{1,12} s\] )?\*failed\*$/,
  ],
  end: /^\s*$|\.\.\.(?:\[.{1,20}\] )?(?:ok|\*failed\*)$/,
  message: /^\s*\*\*((?:error|throw|exit):.*)$/,
  place: /^in (?:function|call from) \S{1,300} \((?<file>\S{1,400}\.erl), line (?<line>\d{1,7})\)$/,
  examples: [
    {
      log: [
        'till_tests: adds_test...*failed*',
        'in function till_tests:adds_test/0 (test/till_tests.erl, line 12)',
        '**error:{assertEqual,[{module,till_tests},{line,12},{expected,5},{value,4}]}',
        '',
      ].join('\n'),
      category: 'test',
      failedTests: ['till_tests: adds_test'],
      messages: ['error:{assertEqual,[{module,till_tests},{line,12},{expected,5},{value,4}]}'],
      findings: ['test/till_tests.erl:12'],
    },
  ],
  lookAlikes: ['till_tests: adds_test...ok', 'the upload *failed*'],
});
