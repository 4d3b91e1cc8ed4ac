import { signatureDetector } from '../causes/signature-detector';

/** Commands that were stopped because they took too long or said nothing for too long. */
export const stalled = signatureDetector({
  id: 'stalled',
  tool: 'timeout',
  keywords: [
    'No output has been received',
    'no output',
    'maximum time limit',
    'panic: test timed out',
    'sending signal',
    'Timeout was reached',
    'job exceeded',
  ],
  signatures: [
    {
      pattern:
        /^(?:No output has been received in the last \d{1,4}.{0,60}|Too long with no output \(exceeded .{1,30}\).{0,60}|The job exceeded the maximum time limit for jobs.{0,80}|timeout: sending signal \w{1,10} to command .{1,200})/,
      category: 'timeout',
      weight: 0.85,
      summary: (match) => `The command was stopped for its time: ${match[0]}`,
      reason: 'The runner says why it stopped the command',
      nextStep: 'See what it was doing last; retry the job once, or make that step shorter or talk more.',
    },
    {
      pattern: /^panic: test timed out after \S{1,20}$/,
      category: 'timeout',
      weight: 0.9,
      summary: (match) => `The tests of a package were stopped: ${match[0].replace('panic: ', '')}`,
      reason: 'go test says that the time is up',
      nextStep: 'See which test was running below; it hangs, or the limit (`-timeout`) is too short.',
      linesAfter: 3,
    },
  ],
  examples: [
    {
      log: 'No output has been received in the last 10m0s, this potentially indicates a stalled build',
      category: 'timeout',
    },
    { log: 'panic: test timed out after 10m0s\nrunning tests:\n\tTestTill (10m0s)', category: 'timeout' },
  ],
  lookAlikes: ['the till made no output', 'sending signal to the drawer'],
});
