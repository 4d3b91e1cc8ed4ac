import { lineDetector } from '../causes/line-detector';

const page = '(?:See pages? [\\d,-]{1,40} of PBP|[A-Z][^.].{0,300}?)\\.?';
const severity = '\\(?Severity: [1-5]\\)?';

/** Perl::Critic in its formats; without `--verbose` of a single file it does not say which. */
export const perlcritic = lineDetector({
  id: 'perlcritic',
  label: 'Perl::Critic',
  category: 'lint',
  keywords: ['Severity: ', 'at line ', ' near '],
  patterns: [
    new RegExp(
      `^(?<file>[^\\s:][^:]{0,400}): (?<message>\\S.{1,500}?) at line (?<line>\\d{1,7}), column (?<column>\\d{1,5})\\.\\s{1,4}${page}\\s{1,4}${severity}\\.?$`,
    ),
    new RegExp(
      `^(?<message>\\S.{1,500}?) at line (?<line>\\d{1,7}), column (?<column>\\d{1,5})\\.\\s{1,4}${page}\\s{1,4}${severity}\\.?$`,
    ),
    new RegExp(
      `^(?<message>\\S.{1,500}?) at (?<file>\\S{1,400}) line (?<line>\\d{1,7})\\.?(?: column (?<column>\\d{1,5}))?\\.?\\s{1,4}${severity}\\.?$`,
    ),
    new RegExp(
      `^(?<file>[^\\s:][^:]{0,400}):(?<line>\\d{1,7}):(?<column>\\d{1,5}):(?<message>\\S.{1,500}?)\\s{1,4}${severity}\\.?$`,
    ),
    new RegExp(
      `^\\[(?<code>[A-Z]\\w{1,40}::\\w{1,60})\\] (?<message>\\S.{1,500}?) (?:at|near) .{0,200}?line (?<line>\\d{1,7}),? column (?<column>\\d{1,5})\\.?\\s{1,4}${severity}\\.?$`,
    ),
  ],
  examples: [
    {
      log: 'bin/till: Code before warnings are enabled at line 12, column 1.  See page 431 of PBP.  (Severity: 4)',
      category: 'lint',
      findings: ['bin/till:12'],
    },
    {
      log: 'Bareword file handle opened at line 12, column 1.  See pages 202,204 of PBP.  Severity: 5',
      category: 'lint',
      findings: [':12'],
    },
    {
      log: '[CodeLayout::ProhibitHardTabs] Hard tabs used at line 12, column 2.  (Severity: 3)',
      category: 'lint',
      findings: [':12'],
    },
  ],
  lookAlikes: ['The coin fell at line 12, column 1.', 'Severity: 5 of 5'],
});
