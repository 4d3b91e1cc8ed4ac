import { signatureDetector } from '../causes/signature-detector';

/** Thresholds that a project sets for itself: coverage, the size of a package. */
export const coverage = signatureDetector({
  id: 'coverage',
  tool: 'coverage',
  keywords: [
    'threshold',
    'Coverage failure',
    'fail-under',
    'size limit',
    'otal coverage',
    'minimum coverage',
    'does not meet',
  ],
  signatures: [
    {
      pattern:
        /(?:Jest: "?[\w ]{1,60}"? coverage threshold for .{1,100} not met: .{1,60}|ERROR: Coverage for \w{1,20} \([\d.]{1,8}%\) does not meet .{1,100}|Coverage failure: total of [\d.]{1,8} is less than fail-under=[\d.]{1,8}|FAIL Required test coverage of [\d.]{1,8}% not reached.{0,60}|(?:Line |Branch )?[Cc]overage \([\d.]{1,8}%\) is below the expected minimum coverage \([\d.]{1,8}%\).{0,20}|Package size limit has exceeded by .{1,40})/,
      category: 'test',
      weight: 0.9,
      summary: (match) => `A threshold of the project is not met: ${match[0]}`,
      reason: 'The tool says which threshold is not met',
      verdictReason: 'The tests pass, and a threshold that the project sets for itself is not met.',
      nextStep:
        'Add what is missing (mostly tests for the new code), or decide whether the threshold is right.',
      linesAfter: 1,
    },
  ],
  examples: [
    { log: 'Jest: "global" coverage threshold for branches (90%) not met: 88.1%', category: 'test' },
    { log: 'Coverage failure: total of 79 is less than fail-under=80', category: 'test' },
  ],
  lookAlikes: ['the coverage threshold is 90 %'],
});
