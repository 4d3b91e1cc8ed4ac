import { lineDetector } from '../causes/line-detector';
import { beforeNumber } from '../view/before-number';

/** flake8, pycodestyle, pyflakes and the other checkers that print a code of one to four letters and digits. */
export const flake8 = lineDetector({
  id: 'flake8',
  label: 'flake8',
  category: 'lint',
  keywords: beforeNumber('.py:'),
  patterns: [
    /^(?<file>[^\s:][^:]{0,400}\.pyi?):(?<line>\d{1,7}):(?<column>\d{1,5}): (?<code>[A-Z]{1,4}\d{2,4}) (?!\[\*\])(?<message>\S.*)$/,
  ],
  accepts: (_row, view) => !view.has('ruff') && !view.has('pylint'),
  examples: [
    {
      log: 'till/money.py:12:80: E501 line too long (92 > 79 characters)',
      category: 'lint',
      findings: ['till/money.py:12'],
    },
  ],
  lookAlikes: ['till/money.py:12: error: Incompatible types', 'till/money.py:12:80: the line is too long'],
});
