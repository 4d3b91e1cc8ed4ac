import { lineDetector } from '../line-detector';

/** `black --check` and `isort --check`. */
export const black = lineDetector({
  id: 'black',
  label: 'The Python formatter',
  category: 'format',
  keywords: ['would reformat ', 'incorrectly sorted', 'cannot format '],
  patterns: [
    /^would reformat (?<file>\S.{0,400}\.(?:pyi?|ipynb))$/,
    /^error: cannot format (?<file>\S.{0,400}?\.pyi?): (?<message>Cannot parse.*)$/,
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
      log: 'ERROR: /builds/shop/till/money.py Imports are incorrectly sorted and/or formatted.',
      category: 'format',
      findings: ['money.py'],
    },
  ],
  lookAlikes: ['it would reformat the disk'],
});
