import { lineDetector } from '../causes/line-detector';

/** puppet-lint: its own words, with and without the file, and the formats that projects give it. */
export const puppetLint = lineDetector({
  id: 'puppet-lint',
  label: 'puppet-lint',
  category: 'lint',
  keywords: [' on line ', '.pp:', '.pp -'],
  patterns: [
    /^(?<file>\S.{0,400}\.pp) - (?<severity>ERROR|WARNING|error|warning): (?<message>\S.*?) on line (?<line>\d{1,7})(?: col(?:umn)? (?<column>\d{1,5}))?(?: \(check: (?<code>[\w-]{1,60})\))?$/,
    /^(?<severity>ERROR|WARNING): (?<message>\S.*?) on line (?<line>\d{1,7})(?: col(?:umn)? (?<column>\d{1,5}))?(?: \(check: (?<code>[\w-]{1,60})\))?$/,
    /^(?<file>(?:[A-Za-z]:)?[^:]{1,400}\.pp):(?<line>\d{1,7})(?::(?<column>\d{1,5}))?:(?<code>\w{2,60}):(?<severity>ERROR|WARNING|error|warning):\s?(?<message>\S.*)$/,
  ],
  failsOnWarnings: true,
  examples: [
    {
      log: 'manifests/till.pp - ERROR: shop::till not in autoload module layout on line 12\nmanifests/till.pp - WARNING: line has more than 140 characters on line 14 (check: 140chars)',
      category: 'lint',
      findings: ['manifests/till.pp:12', 'manifests/till.pp:14'],
    },
    {
      log: './manifests/till.pp:12:80chars:WARNING:line has more than 80 characters',
      category: 'lint',
      findings: ['manifests/till.pp:12'],
    },
  ],
  lookAlikes: ['the ERROR stands on line 12', 'manifests/till.pp:12: no coin'],
});
