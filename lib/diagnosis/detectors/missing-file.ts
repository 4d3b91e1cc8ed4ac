import type { LogView } from '../view/log-view';
import { signatureDetector } from '../causes/signature-detector';

/** A file or folder that a command of the script expects. */
export const missingFile = signatureDetector({
  id: 'missing-file',
  tool: 'shell',
  keywords: [
    'No such file or directory',
    'no such file or directory',
    'cannot find the path',
    'ENOENT',
    'No Rakefile found',
    'Task never defined',
  ],
  signatures: [
    {
      pattern:
        /^(?:.{0,200}?: )?(?:line \d{1,6}: |\d{1,6}: |cannot (?:stat|open|access) )?['"‘`]?([^\s'"’:]{1,300})['"’]?: No such file or directory$/,
      category: 'configuration',
      weight: 0.6,
      summary: (match) => `The file or folder ${match[1]} is not there`,
      reason: 'The command says what it cannot find',
      nextStep: 'See whether the path is right, is committed, or should have come from an earlier job.',
      rejects: (view, index) =>
        /fatal error: /.test(view.text(index)) ||
        isAftermath(view, index) ||
        (/^(?:cat|rm|ls|mv|cp|stat|find|grep|chmod): /.test(view.text(index)) && index < view.script.to - 4),
    },
    {
      pattern: /^(?:\S{1,100}: )?(?:\[Errno 2\] )?No such file or directory: ['"]([^'"]{1,300})['"]$/,
      category: 'configuration',
      weight: 0.6,
      summary: (match) => `The file or folder ${match[1]} is not there`,
      reason: 'The program says what it cannot find',
    },
    {
      pattern: /\b(?:Error: |\[Error: )?ENOENT: no such file or directory, \w{1,20} '([^']{1,300})'/,
      category: 'configuration',
      weight: 0.62,
      summary: (match) => `The file or folder ${match[1]} is not there`,
      reason: 'The program says what it cannot find',
    },
    {
      pattern: /^(?:rake aborted!|No Rakefile found .*|.*Task never defined: (\S{1,100}))$/,
      category: 'configuration',
      weight: 0.7,
      summary: (match) => `The build tool does not know what to run: ${match[0]}`,
      reason: 'The build tool says what is missing',
      verdict: 'code',
    },
  ],
  examples: [
    { log: '/usr/bin/bash: line 12: ./till.sh: No such file or directory', category: 'configuration' },
  ],
  lookAlikes: ['the manual says: No such file or directory is common'],
});

/** In a later command that failed too: what it misses is what the first should have made. */
function isAftermath(view: LogView, index: number): boolean {
  const [, ...later] = view.script.failures;
  return later.some(({ from, to }) => index >= from && index <= to);
}
