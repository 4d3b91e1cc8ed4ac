import { lineDetector } from '../causes/line-detector';

/** JavaScript Standard Style and others that print `file:line:column: message (rule)` with an indentation. */
export const standard = lineDetector({
  id: 'standard',
  label: 'Standard',
  category: 'lint',
  keywords: ['.js:', '.jsx:', '.ts:', '.tsx:', '.mjs:', '.vue:'],
  patterns: [
    /^\s{2}(?<file>\S.{0,400}?\.(?:[cm]?[jt]sx?|vue)):(?<line>\d{1,7}):(?<column>\d{1,5}): (?<message>\S.*?)(?: \((?<code>[\w@/-]{2,80})\))?$/,
  ],
  examples: [
    {
      log: 'standard: Use JavaScript Standard Style\n  /builds/shop/till/till.js:12:5: Extra semicolon. (semi)',
      category: 'lint',
      findings: ['till.js:12'],
    },
  ],
  lookAlikes: ['    at add (/builds/shop/till/till.js:12:5)'],
});
