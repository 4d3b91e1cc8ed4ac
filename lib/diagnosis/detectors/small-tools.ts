import { signatureDetector } from '../causes/signature-detector';

/** Tools of the build that say in one line why they did not go on: RuboCop's and Hex's own setup, patch(1). */
export const smallTools = signatureDetector({
  id: 'small-tools',
  tool: 'small-tools',
  keywords: ['unrecognized cop', 'Could not find Hex', ' hunk'],
  signatures: [
    {
      tool: 'rubocop',
      pattern: /^(?:Error: |Warning: )?(unrecognized cop or department \S{1,100} found in (\S{1,200}))$/,
      category: 'configuration',
      verdict: 'code',
      weight: 0.85,
      summary: (match) => `RuboCop could not start: ${match[1]}`,
      reason: 'RuboCop says what it cannot read',
      nextStep: 'Correct the configuration, or add the extension that has the cop to it and to the Gemfile.',
      finding: (match) => ({ file: match[2] ?? '.rubocop.yml', line: null, message: match[1] ?? '' }),
    },
    {
      tool: 'mix',
      pattern: /^Could not find Hex, which is needed to build dependency :(\w{1,100})$/,
      category: 'configuration',
      weight: 0.9,
      summary: () => 'Mix has no Hex in this job, so no dependency can be fetched',
      reason: 'Mix says what is missing',
      nextStep: 'Run `mix local.hex --force && mix local.rebar --force` in the job before anything else.',
    },
    {
      tool: 'patch',
      pattern:
        /^(\d{1,6} out of \d{1,6} hunks? (?:FAILED|failed|ignored))(?: -- saving rejects to (?:file )?(\S{1,300}?)(?:\.rej)?)?$/,
      category: 'configuration',
      verdict: 'code',
      weight: 0.8,
      summary: (match) =>
        `A patch does not apply${match[2] === undefined ? '' : ` to ${match[2]}`}: ${match[1]}`,
      reason: 'patch says what does not apply',
      nextStep: 'Make the patch anew against the file as it is now.',
    },
  ],
  examples: [
    {
      log: 'Error: unrecognized cop or department Till/Coins found in .rubocop.yml',
      category: 'configuration',
      findings: ['.rubocop.yml'],
    },
    { log: 'Could not find Hex, which is needed to build dependency :coins', category: 'configuration' },
    { log: '1 out of 1 hunk FAILED -- saving rejects to file till.c.rej', category: 'configuration' },
  ],
  lookAlikes: ['Could not find the till', '3 out of 4 hunks of bread are left'],
});
