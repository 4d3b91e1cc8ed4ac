import { lineDetector } from '../causes/line-detector';

/** sphinx-build, also where the place is a docstring. */
export const sphinx = lineDetector({
  id: 'sphinx',
  label: 'Sphinx',
  category: 'build',
  keywords: ['.rst:', 'docstring of ', ': WARNING: ', ': ERROR: ', ': SEVERE: '],
  patterns: [
    /^(?<file>(?:[A-Za-z]:[\\/])?[^\s:][^:]{0,400}\.(?:rst|txt|md|ipynb|inc)):(?<line>\d{1,7})?:? (?<severity>WARNING|ERROR|SEVERE|CRITICAL): (?<message>\S.*?)(?: \[(?<code>[\w.]{2,40})\])?$/,
    /^(?<file>(?:[A-Za-z]:[\\/])?[^\s:][^:]{0,400}):docstring of [\w.]{1,200}:(?<line>\d{1,7})?:? (?<severity>WARNING|ERROR|SEVERE|CRITICAL): (?<message>\S.*?)(?: \[(?<code>[\w.]{2,40})\])?$/,
  ],
  failsOnWarnings: true,
  examples: [
    {
      log: 'docs/till.rst:12: WARNING: undefined label: coin [ref.ref]\n/builds/shop/till/money.py:docstring of till.money.add:4: ERROR: Unexpected indentation.',
      category: 'build',
      findings: ['docs/till.rst:12', 'money.py:4'],
    },
  ],
  lookAlikes: ['docs/till.rst:12: the till', 'till.py: WARNING: no coin'],
});
