import { lineDetector } from '../causes/line-detector';

/** `black --check` and `isort --check`, and files that Black cannot parse. */
export const black = lineDetector({
  id: 'black',
  label: 'The Python formatter',
  category: 'format',
  keywords: ['would reformat ', 'incorrectly sorted', 'cannot format'],
  patterns: [
    /^would reformat (?<file>\S.{0,400}\.(?:pyi?|ipynb))(?: \(.{1,40}\))?$/,
    /^error: cannot format (?<file>\S.{0,400}?): (?:INTERNAL ERROR: |Cannot parse(?: for target version [^:]{1,60})?: )(?:(?<line>\d{1,7}):(?<column>\d{1,5}): )?(?<message>\S.*)$/,
    /^error: ?(?<file>[^\s:][^:]{0,400}):(?<line>\d{1,7}):(?<column>\d{1,5}): ?cannot format: (?:Cannot parse: )?(?<message>\S.*)$/,
    /^error: cannot format (?<file>\S.{0,400}?): (?<message>\S.*)$/,
    /^ERROR: (?<file>\S.{0,400}\.pyi?) (?<message>Imports are incorrectly sorted.*)$/,
  ],
  weight: 0.94,
  nextStep: 'Run the formatter on the named files and commit what it changes.',
  examples: [
    {
      log: 'would reformat till/money.py\n\nOh no! 💥 💔 💥\n1 file would be reformatted.',
      category: 'format',
      findings: ['till/money.py'],
    },
    {
      log: 'error: cannot format till/money.py: Cannot parse for target version Python 3.12: 4:2: total =',
      category: 'format',
      findings: ['till/money.py:4'],
    },
    {
      log: 'ERROR: /builds/shop/till/money.py Imports are incorrectly sorted and/or formatted.',
      category: 'format',
      findings: ['money.py'],
    },
  ],
  lookAlikes: ['it would reformat the disk', 'the disk cannot format itself'],
});
