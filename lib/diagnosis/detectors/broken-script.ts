import { signatureDetector } from '../causes/signature-detector';

const where = String.raw`^(?:.{0,200}?: )?(?:line \d{1,6}: |\d{1,6}: )?`;

/** Scripts that the shell itself cannot read or start: their syntax, their line ends, their interpreter. */
export const brokenScript = signatureDetector({
  id: 'broken-script',
  tool: 'shell',
  keywords: [
    "$'\\r'",
    '^M: bad interpreter',
    'bad interpreter',
    'syntax error',
    'Syntax error',
    'unexpected end of file',
    'xec format error',
    'required file not found',
  ],
  signatures: [
    {
      pattern: /\$'(?:[^']{0,60})?\\r': (?:command not found|No such file or directory)|\^M: bad interpreter/,
      category: 'configuration',
      weight: 0.9,
      summary: () =>
        'A script has line ends of Windows (CRLF), which the shell takes for part of the commands',
      reason: 'The shell shows the carriage return',
      verdict: 'code',
      verdictReason: 'The script was committed with line ends that the shell does not read.',
      nextStep: 'Convert the script to LF, and keep it so with a line in .gitattributes.',
    },
    {
      pattern: /^(?:.{0,200}?: )?([^\s:]{1,300}): cannot execute: required file not found$/,
      category: 'configuration',
      weight: 0.9,
      summary: (match) =>
        `${match[1]} cannot be started: the interpreter that its first line names, or a library, is not there`,
      reason: 'The shell says that something the file needs is missing',
      nextStep:
        'See whether the script has line ends of Windows (CRLF), and whether the image has the interpreter of its first line.',
    },
    {
      pattern: /^(?:.{0,200}?: )?([^\s:]{1,300}): (\S{1,200}): bad interpreter: .{1,80}$/,
      category: 'configuration',
      weight: 0.88,
      summary: (match) => `The script ${match[1]} names an interpreter that is not there: ${match[2]}`,
      reason: 'The shell says which interpreter is missing',
      nextStep: 'Install the interpreter in the job, or correct the first line of the script.',
    },
    {
      pattern: new RegExp(
        `${where}(?:[Ss]yntax error(?: near unexpected token .{1,80}|: .{0,60}(?:unexpected|unterminated).{0,80}|: unexpected end of file)|unexpected EOF while looking for matching .{1,20}|syntax error: unexpected end of file)$`,
      ),
      category: 'build',
      weight: 0.8,
      summary: (match) => `The shell cannot read the script: ${match[0]}`,
      reason: 'The shell says where it stopped reading',
      nextStep: 'Correct the named line; a quote, bracket or keyword is often left open above it.',
      linesAfter: 1,
      rejects: (view, index) => !/(?:sh|bash|eval|line \d+|\d+): /.test(view.text(index)),
    },
    {
      pattern: /^(?:.{0,300}: )?(?:cannot execute binary file: )?[Ee]xec format error$/,
      category: 'configuration',
      weight: 0.85,
      summary: () =>
        'A program was made for another kind of processor, or a script has no first line that names its shell',
      reason: 'The system cannot start the program',
      nextStep: "Use an image or program for the runner's processor, or add the line that names the shell.",
    },
  ],
  examples: [
    { log: "./till.sh: line 2: $'\\r': command not found", category: 'configuration' },
    {
      log: '/bin/bash: ./till.sh: /usr/bin/coin: bad interpreter: No such file or directory',
      category: 'configuration',
    },
    {
      log: 'bash: line 4: ./till.sh: cannot execute: required file not found',
      category: 'configuration',
    },
    { log: "./till.sh: line 12: syntax error near unexpected token `fi'", category: 'build' },
    { log: 'till.sh: 7: Syntax error: "fi" unexpected', category: 'build' },
    {
      log: '/bin/bash: line 9: ./till: cannot execute binary file: Exec format error',
      category: 'configuration',
    },
  ],
  lookAlikes: ['ERROR: syntax error near the till', 'parse: syntax error, unexpected token'],
});
