import { lineDetector } from '../line-detector';

/** PHP's own fatal and parse errors. */
export const php = lineDetector({
  id: 'php',
  label: 'PHP',
  category: 'build',
  keywords: [' on line ', '.php:'],
  patterns: [
    /^(?:PHP )?(?<code>Parse|Fatal|Recoverable fatal) error:\s{1,4}(?<message>.{1,1000}?) in (?<file>\S{1,400}\.php)(?: on line |:)(?<line>\d{1,7})$/,
  ],
  examples: [
    {
      log: "PHP Parse error:  syntax error, unexpected '}' in /builds/shop/till/src/Till.php on line 12",
      category: 'build',
      findings: ['src/Till.php:12'],
    },
  ],
  lookAlikes: ['the error in Till.php is on line 12'],
});
