import { compilerDetector } from '../causes/compiler-detector';

/** Ruby's type checkers: Sorbet and Steep. */
export const sorbet = compilerDetector({
  id: 'sorbet',
  keywords: ['.rb:', '.rbi:', '.rbs:'],
  forms: [
    {
      pattern:
        /^(?<file>[^\s:][^:]{0,400}\.rbi?):(?<line>\d{1,7}): (?<message>\S.*?) https:\/\/srb\.help\/(?<code>\d{4,5})$/,
      keywords: ['https://srb.help/'],
    },
    {
      pattern:
        /^(?<file>[^\s:[][^:]{0,400}\.(?:rbs?|rake)):(?<line>\d{1,7}):(?<column>\d{1,5}): \[(?<severity>error|warning|information|hint)\] (?<message>\S.*)$/,
      keywords: [': [error] ', ': [warning] ', ': [information] ', ': [hint] '],
    },
  ],
  name: { tool: 'sorbet', label: 'The Ruby type checker', category: 'type-check' },
  weight: 0.93,
  linesEach: 3,
  examples: [
    {
      log: 'till.rb:12: Method `totl` does not exist on `Till` https://srb.help/7003\n    12 |    totl\n            ^^^^',
      category: 'type-check',
      findings: ['till.rb:12'],
    },
    {
      log: 'lib/till.rb:12:4: [error] Type `::Till` does not have method `totl`\n│ Diagnostic ID: Ruby::NoMethod',
      category: 'type-check',
      findings: ['lib/till.rb:12'],
    },
  ],
  lookAlikes: ['    till.rb:12: Replace with `total`', "till.rb:12:in `total'"],
});
