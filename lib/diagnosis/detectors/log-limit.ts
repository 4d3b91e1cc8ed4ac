import { signatureDetector } from '../causes/signature-detector';

const note = "Job's log exceeded limit of ";

/** The runner keeps a job's log up to a size; a job that prints more may fail for something that no line tells. */
export const logLimit = signatureDetector({
  id: 'log-limit',
  tool: 'runner',
  keywords: [note],
  signatures: [
    {
      pattern: /^Job's log exceeded limit of (\d{1,15}) bytes\.?/,
      category: 'unknown',
      // Only where nothing before the limit speaks for itself.
      weight: 0.42,
      summary: ([, bytes]) =>
        `The job printed more than the ${bytes ?? ''} bytes that the runner keeps of a log, and nothing in them says what failed`,
      reason: 'From here on the runner kept nothing',
      verdictReason: 'What failed may have been said after the log was full.',
      nextStep: 'Let the job print less, or write its output to a file that is kept as an artifact.',
      linesAfter: 1,
    },
  ],
  examples: [
    {
      log: "step 1\nJob's log exceeded limit of 4194304 bytes.\nJob execution will continue but no more output will be collected.",
      category: 'unknown',
    },
  ],
  lookAlikes: ['echo "Job\'s log exceeded limit of what we want to see"'],
});
