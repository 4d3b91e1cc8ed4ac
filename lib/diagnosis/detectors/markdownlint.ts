import { lineDetector } from '../causes/line-detector';

/** markdownlint-cli and markdownlint-cli2. */
export const markdownlint = lineDetector({
  id: 'markdownlint',
  label: 'markdownlint',
  category: 'lint',
  keywords: [' MD0'],
  patterns: [
    /^(?<file>\S.{0,400}?\.(?:md|mdx|markdown)):(?<line>\d{1,7})(?::(?<column>\d{1,5}))?:? (?:error )?(?<code>MD\d{3})(?:\/\S{1,80})? (?<message>\S.*)$/,
  ],
  examples: [
    {
      log: 'docs/till.md:12:81 MD013/line-length Line length [Expected: 80; Actual: 92]',
      category: 'lint',
      findings: ['docs/till.md:12'],
    },
  ],
  lookAlikes: ['rule MD013 is off'],
});
