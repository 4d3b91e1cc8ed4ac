import { lineDetector } from '../line-detector';

/** Pylint. */
export const pylint = lineDetector({
  id: 'pylint',
  label: 'Pylint',
  category: 'lint',
  keywords: ['.py:'],
  patterns: [
    /^(?<file>[^\s:][^:]{0,400}\.pyi?):(?<line>\d{1,7}):(?:(?<column>\d{1,5}):)? \[?(?<code>[CRWEF]\d{4})(?:\([\w-]{1,60}\))?[:,\]](?:[^\]]{0,80}\])? (?<message>\S.*?)(?: \([\w-]{1,60}\))?$/,
  ],
  examples: [
    {
      log: 'till/money.py:12:0: C0114: Missing module docstring (missing-module-docstring)',
      category: 'lint',
      findings: ['till/money.py:12'],
    },
  ],
  lookAlikes: ['till/money.py:12:0: C901 too complex'],
});
