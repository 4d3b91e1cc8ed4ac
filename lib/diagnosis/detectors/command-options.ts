import { signatureDetector } from '../causes/signature-detector';

/** Options that a command does not know, as the common readers of command lines say it: getopt, argparse, click, clap, commander, yargs, cobra, pflag. */
export const commandOptions = signatureDetector({
  id: 'command-options',
  tool: 'command',
  keywords: ['rgument', 'ption', 'flag'],
  signatures: [
    {
      pattern:
        /^(?:([\w.-]{1,60})(?: [\w-]{1,40})?: error: )(unrecognized arguments: .{1,200}|(?:the following arguments are required|argument \S{1,100}): .{1,200}|ambiguous option: .{1,200})$/,
      category: 'configuration',
      verdict: 'code',
      verdictReason: 'The command is called with arguments that it does not take.',
      weight: 0.86,
      summary: (match) => `${match[1]} does not take its arguments: ${match[2]}`,
      reason: 'The command says which argument is wrong',
      nextStep: 'Correct the command, or install the version or plugin that knows the option.',
    },
    {
      pattern:
        /^(?:([\w./-]{1,80}): )?(?:[Ee]rror:? (?:\[.{1,20}\] )?)?((?:unrecognized|unknown|invalid|illegal|Unknown|Unrecognized|Invalid|No such|unexpected) (?:command[- ]line )?(?:option|argument|flag|options)s?:? (?:-- ?)?['"‘`]?-{0,2}[\w=.-]{1,80}['"’`]?(?: found)?\.?|unknown (?:shorthand )?flag: .{1,100})$/,
      category: 'configuration',
      verdict: 'code',
      verdictReason: 'The command is called with an option that it does not know.',
      weight: 0.72,
      summary: (match) =>
        match[1] === undefined
          ? `A command does not know an option that it is given: ${match[2]}`
          : `${match[1]} does not know an option that it is given: ${match[2]}`,
      reason: 'The command says which option is wrong',
      nextStep: 'Correct the command, or install the version of the tool that knows the option.',
    },
  ],
  examples: [
    { log: 'pytest: error: unrecognized arguments: --till', category: 'configuration' },
    { log: "error: unknown option '--till'", category: 'configuration' },
    { log: "grep: unrecognized option '--till'", category: 'configuration' },
    { log: 'Error: unknown flag: --till', category: 'configuration' },
  ],
  lookAlikes: ['parses an unknown option: till ... ok', 'warning: unknown option in till.ini is left out'],
});
