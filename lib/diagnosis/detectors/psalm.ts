import { lineDetector } from '../causes/line-detector';

/** Psalm on the terminal, in its compact words and those for editors. */
export const psalm = lineDetector({
  id: 'psalm',
  label: 'Psalm',
  category: 'type-check',
  keywords: ['ERROR: ', 'INFO: ', ':error - ', ':warning - '],
  patterns: [
    /^(?<severity>ERROR|INFO): (?<code>[A-Z]\w{3,80}) - (?<file>\S.{0,400}?\.\w{1,6}):(?<line>\d{1,7}):(?<column>\d{1,5}) - (?<message>\S.*?)(?: \(see https?:\S{1,200}\))?$/,
    /^(?<file>\S[^:]{0,400}):(?<line>\d{1,7}):(?<column>\d{1,5}):(?<severity>error|warning) - (?<code>[A-Z]\w{3,80}): (?<message>\S.*)$/,
  ],
  linesEach: 2,
  examples: [
    {
      log: 'ERROR: UndefinedVariable - src/Till.php:12:5 - Cannot find referenced variable $coin (see https://psalm.dev/024)\n    return $coin;',
      category: 'type-check',
      findings: ['src/Till.php:12'],
    },
    {
      log: '/builds/shop/till/src/Till.php:12:5:error - InvalidGlobal: No global scope in global scope',
      category: 'type-check',
      findings: ['src/Till.php:12'],
    },
  ],
  lookAlikes: ['ERROR: UndefinedVariable - the coin', 'INFO: Till - open'],
});
