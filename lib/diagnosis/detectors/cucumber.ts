import { testBlockDetector } from '../causes/test-block-detector';

/** Cucumber in all its languages, and behave: the scenarios that failed, with their features. */
export const cucumber = testBlockDetector({
  id: 'cucumber',
  label: 'Cucumber',
  keywords: ['.feature:'],
  mustHave: [
    'Failing Scenarios:',
    'Failing scenarios:',
    'Failed scenarios:',
    'Failures:',
    'Errored scenarios:',
  ],
  headings: [
    /^\s{0,4}\d{1,6}\) (?:Scenario|Scenario Outline|Example): (?<name>\S.{0,400}?)(?: \(attempt .{1,40}\))? # (?<file>\S{1,400}\.feature):(?<line>\d{1,7})$/,
    /^cucumber (?:-p \S{1,60} )?(?<file>\S{1,400}\.feature):(?<line>\d{1,7})(?::\d{1,7}){0,20} # (?:Scenario(?: Outline)?|Example)s?: (?<name>\S.{0,400})$/,
    /^(?:(?:file|classpath):\S{0,400}?\/?)?(?<file>[^\s:#]{1,400}\.feature):(?<line>\d{1,7}) ?# ?(?<name>\S.{0,400})$/,
    /^\s{2}(?<file>\S{1,400}\.feature):(?<line>\d{1,7}) {2}(?<name>\S.{0,400})$/,
  ],
  end: /^\s*\d{1,6}\) |^\d{1,7} (?:scenario|feature)|^cucumber |^\S{1,400}\.feature:|^\s*$/,
  message: /^\s{5,12}((?:\w{0,60}(?:Error|Exception|Failure)\b|expected|Expected).*)$/,
  messageEnd: /.*/,
  examples: [
    {
      log: [
        'Failures:',
        '',
        '1) Scenario: adds money # features/till.feature:3',
        '   ✔ Given a till # features/steps.js:4',
        '   ✖ Then the total is 5 # features/steps.js:12',
        '       AssertionError [ERR_ASSERTION]: 4 == 5',
        '',
        '1 scenario (1 failed)',
      ].join('\n'),
      category: 'test',
      failedTests: ['adds money'],
      messages: ['AssertionError [ERR_ASSERTION]: 4 == 5'],
      findings: ['features/till.feature:3'],
    },
    {
      log: 'Failing Scenarios:\ncucumber features/till.feature:3 # Scenario: adds money\n\n1 scenario (1 failed)',
      category: 'test',
      failedTests: ['adds money'],
    },
    {
      log: 'Failing scenarios:\n  features/till.feature:3  adds money\n\n0 features passed, 1 failed, 0 skipped',
      category: 'test',
      failedTests: ['adds money'],
    },
    {
      log: 'Failed scenarios:\nfile:///builds/shop/till/src/test/till.feature:3 # adds money\n\n1 Scenarios (1 failed)',
      category: 'test',
      failedTests: ['adds money'],
    },
  ],
  lookAlikes: [
    'reads features/till.feature:3 # adds money',
    'Failures:\n  none in till.feature: all is well',
  ],
});
