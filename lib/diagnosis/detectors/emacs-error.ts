import { signatureDetector } from '../causes/signature-detector';

/** Emacs in batch mode that ended with an error of Lisp. */
export const emacsError = signatureDetector({
  id: 'emacs-error',
  tool: 'emacs',
  keywords: ['Lisp error', 'signal(', "Symbol's ", 'Symbol’s ', 'Cannot open load file', 'is unavailable'],
  signatures: [
    {
      pattern: /^Debugger entered--Lisp error: \((.{1,300})\)$/,
      category: 'build',
      weight: 0.72,
      summary: (match) => `Emacs ended with the Lisp error ${match[1]}`,
      reason: 'The error that ended Emacs',
      linesAfter: 2,
    },
    {
      pattern: /^\s{0,4}signal\((\S{1,60} \(.{1,300})\)$/,
      category: 'build',
      weight: 0.7,
      summary: (match) => `Emacs ended with the Lisp error ${match[1]}`,
      reason: 'The error that ended Emacs',
      linesAfter: 1,
    },
    {
      pattern:
        /^(?:Symbol['’]s (?:value as variable|function definition) is void: \S{1,200}|Cannot open load file: .{1,300}|Package [`‘']\S{1,100}['’] is unavailable)$/,
      category: 'build',
      weight: 0.72,
      summary: (match) => `Emacs ended with an error: ${match[0]}`,
      reason: 'The error that ended Emacs',
    },
  ],
  examples: [
    { log: 'Debugger entered--Lisp error: (void-variable till)\n  eval(till)', category: 'build' },
    { log: 'Cannot open load file: No such file or directory, till', category: 'build' },
    { log: '  signal(error ("Could not open the till"))', category: 'build' },
  ],
  lookAlikes: ['there was a Lisp error in 1984', '  signal(SIGINT, stop);'],
});
