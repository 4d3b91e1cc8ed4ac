import { signatureDetector } from '../causes/signature-detector';

/** A test runner that found nothing to run and calls that a failure. */
export const noTests = signatureDetector({
  id: 'no-tests',
  tool: 'tests',
  keywords: ['o tests', 'o test files', 'no spec files'],
  signatures: [
    {
      pattern:
        /^\s*(?:Error: )?(?:No tests? (?:files )?found(?:, exiting with code [1-9]\d?|[.:]|\s*$)|Can't run because no spec files were found|=+ no tests (?:ran|collected)\b.{0,80})/i,
      category: 'configuration',
      weight: 0.8,
      summary: () => 'The test runner found no tests to run',
      reason: 'The test runner says that there is nothing to run',
      verdictReason: 'No test failed: the runner calls it a failure to find none.',
      nextStep: 'See whether the test files are committed, and where the runner looks for them.',
      linesAfter: 2,
    },
  ],
  examples: [
    {
      log: 'No test files found, exiting with code 1\n\ninclude: **/*.{test,spec}.?(c|m)[jt]s?(x)',
      category: 'configuration',
    },
    { log: 'No tests found, exiting with code 1\nRun with `--passWithNoTests`', category: 'configuration' },
    { log: 'Error: No test files found: "test"', category: 'configuration' },
    { log: '============ no tests ran in 0.01s ============', category: 'configuration' },
    { log: 'Error: No tests found', category: 'configuration' },
  ],
  lookAlikes: [
    'No test files found, exiting with code 0',
    'No tests found related to files changed since last commit.',
    'web: there are no tests yet',
  ],
});
