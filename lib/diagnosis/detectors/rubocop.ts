import { lineDetector } from '../causes/line-detector';

/** RuboCop and Standard Ruby. */
export const rubocop = lineDetector({
  id: 'rubocop',
  label: 'RuboCop',
  category: 'lint',
  keywords: [': C: ', ': W: ', ': E: ', ': F: ', ': R: '],
  patterns: [
    /^(?<file>[^\s:][^:]{0,400}):(?<line>\d{1,7}):(?<column>\d{1,5}): [CWEFR]: (?!\[Corrected\])(?:\[(?:Corr?ectable|Todo)\] )?(?:(?<code>[A-Z]\w{1,40}(?:\/\w{1,60}){1,3}): )?(?<message>\S.*)$/,
  ],
  linesEach: 3,
  nextStep: 'Change the named lines, or let `rubocop -a` change what it can.',
  examples: [
    {
      log: 'lib/till.rb:12:5: C: [Correctable] Style/StringLiterals: Prefer single-quoted strings.',
      category: 'lint',
      findings: ['lib/till.rb:12'],
    },
  ],
  lookAlikes: ['drive C: is full'],
});
