import { signatureDetector } from '../signature-detector';

/** What the runner itself says when it, and not the script, has failed. */
export const runnerSystem = signatureDetector({
  id: 'runner-system',
  tool: 'gitlab-runner',
  keywords: ['ERROR: Job failed', 'ERROR: Preparation failed', 'no artifacts'],
  signatures: [
    {
      pattern: /^ERROR: Job failed \(system failure\): (.{1,500})$/,
      category: 'infrastructure',
      weight: 0.95,
      summary: (match) => `The runner failed, not the script: ${match[1]}`,
      reason: 'The runner says that it failed itself',
    },
    {
      pattern: /^ERROR: Preparation failed: (.{1,500})$/,
      category: 'infrastructure',
      weight: 0.9,
      summary: (match) => `The runner could not prepare the job: ${match[1]}`,
      reason: 'The runner says what it could not prepare',
    },
    {
      pattern: /^ERROR: Job failed: execution took longer than (.{1,60}) seconds$/,
      category: 'timeout',
      weight: 0.95,
      summary: (match) => `The job was stopped at its time limit (${match[1]} seconds)`,
      reason: 'The runner says that the time was up',
    },
  ],
  examples: [
    {
      log: 'ERROR: Job failed (system failure): prepare environment: exit status 1',
      category: 'infrastructure',
    },
    { log: 'ERROR: Job failed: execution took longer than 1h0m0s seconds', category: 'timeout' },
  ],
  lookAlikes: ['ERROR: Job failed: exit code 1'],
});
