import { lineDetector } from '../causes/line-detector';
import { beforeNumber } from '../view/before-number';

/**
 * Pylint: its text, its `parseable` and `msvs` forms and those of old versions. Flake8's `pylint` format has the brackets too,
 * with a code of three digits.
 */
export const pylint = lineDetector({
  id: 'pylint',
  label: 'Pylint',
  category: 'lint',
  keywords: [...beforeNumber('.py:', '.pyi:'), '.py(', ': [', ', line '],
  patterns: [
    /^(?<file>(?:[A-Za-z]:[\\/])?[^\s:][^:]{0,400}):(?<line>\d{1,7}):(?:(?<column>\d{1,5}):)? \[?(?<code>[CRWEFI]\d{4})(?:\([\w-]{1,60}\))?[:,\]](?:[^\]]{0,120}\])? (?<message>\S.*?)(?: \([\w-]{1,60}\))?$/,
    /^(?<file>(?:[A-Za-z]:[\\/])?[^\s:][^:]{0,400}?)(?::[\w.]{1,200})?:(?<line>\d{1,7}): \[(?=[A-Z(])(?<code>[A-Z](?:\d{4})?(?!\d))?(?:\([\w-]{1,60}\))?(?:, ?[^\]]{0,120})?\] (?<message>\S.*?)(?: \([\w-]{1,60}\))?$/,
    /^(?<file>(?:[A-Za-z]:[\\/])?[^\s:(][^:(]{0,400}\.pyi?)\((?<line>\d{1,7})\): \[(?<code>[CRWEFI]\d{4})(?:\([\w-]{1,60}\))?[^\]]{0,120}\](?:[\w.]{1,100}:)? ?(?<message>\S.*)$/,
  ],
  failsOnWarnings: true,
  examples: [
    {
      log: 'till/money.py:12:0: C0114: Missing module docstring (missing-module-docstring)',
      category: 'lint',
      findings: ['till/money.py:12'],
    },
    {
      log: 'till/money.py:12: [W0611(unused-import), ] Unused import os\ntill/money.py:shop.money:13: [C] Line too long (85/80)',
      category: 'lint',
      findings: ['till/money.py:12', 'till/money.py:13'],
    },
    {
      log: 'till/money.py(12): [E0213(no-self-argument)shop.Till] Method should have "self" as first argument',
      category: 'lint',
      findings: ['till/money.py:12'],
    },
  ],
  lookAlikes: ['till/money.py:12:0: C901 too complex', 'till/money.py:12: [F401] no coin'],
});
