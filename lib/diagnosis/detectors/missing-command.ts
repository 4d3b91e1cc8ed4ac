import { signatureDetector } from '../causes/signature-detector';

/** A command that the image does not have, in the words of the usual shells. */
export const missingCommand = signatureDetector({
  id: 'missing-command',
  tool: 'shell',
  keywords: ['not found', 'is not recognized as', 'executable file not found'],
  signatures: [
    {
      pattern:
        /^(?:.{0,200}: )?(?:line \d{1,6}: |\d{1,6}: )?(?:eval: )?([\w@./+-]{1,100}): (?:command )?not found$/,
      category: 'configuration',
      weight: 0.86,
      summary: (match) =>
        `The command "${match[1]}" is not there: the job's image does not have it, or it was not installed`,
      reason: 'The shell says which command is missing',
      nextStep: 'Install the command in the job, or use an image that has it.',
      // Rust's and others' "error: x: not found" name no command.
      rejects: (view, index) =>
        !/(?:sh|bash|zsh|ash|dash|eval|line \d+|\d+): |^[\w@.+-]+: command not found|^\/?\S+\.sh: /.test(
          view.text(index),
        ),
    },
    {
      pattern: /exec: "([\w@./+-]{1,100})": executable file not found in \$PATH/,
      category: 'configuration',
      weight: 0.86,
      summary: (match) => `The command "${match[1]}" is not in the image`,
      reason: 'The command is missing',
    },
    {
      pattern:
        /'([\w@.\\/+-]{1,100})' is not recognized as (?:an internal or external command|the name of a cmdlet)/,
      category: 'configuration',
      weight: 0.86,
      summary: (match) => `The command "${match[1]}" is not there`,
      reason: 'The shell says which command is missing',
    },
  ],
  examples: [
    { log: '/usr/bin/bash: line 178: terraform: command not found', category: 'configuration' },
    { log: 'sh: 1: mocha: not found', category: 'configuration' },
  ],
  lookAlikes: ['GET /till: not found', 'the till: command not found in the manual'],
});
