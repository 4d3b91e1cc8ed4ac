import { lineDetector } from '../causes/line-detector';

/** PHP's own errors and warnings, on the terminal and as its log has them. */
export const php = lineDetector({
  id: 'php',
  label: 'PHP',
  category: 'build',
  keywords: [' on line ', '.php:'],
  patterns: [
    /^(?:\[[^\]]{1,60}\] ){0,4}(?:<br \/>|<b>)?(?:PHP )?(?<code>Parse|Fatal|Recoverable fatal|Catchable fatal|Core|Compile) error(?:<\/b>)?:\s{1,4}(?<message>.{1,1000}) in (?:<b>)?(?<file>\S{1,400})(?:<\/b>)?(?: on line (?:<b>)?|:)(?<line>\d{1,7})(?:<\/b>.{0,10})?$/,
    /^(?:\[[^\]]{1,60}\] ){0,4}(?:PHP )?(?<severity>Warning|Notice|Deprecated|Strict [Ss]tandards):\s{1,4}(?<message>.{1,1000}) in (?<file>\S{1,400}) on line (?<line>\d{1,7})$/,
    /^(?:\[[^\]]{1,60}\] ){0,4}PHP (?<severity>Warning|Notice|Deprecated):\s{1,4}(?<message>.{1,1000}) in (?<file>\S{1,400}):(?<line>\d{1,7})$/,
  ],
  accepts: (row, view, index) => !/^PHP Startup|^Module "/.test(row.message) && index <= view.script.to,
  examples: [
    {
      log: "PHP Parse error:  syntax error, unexpected '}' in /builds/shop/till/src/Till.php on line 12",
      category: 'build',
      findings: ['src/Till.php:12'],
    },
    {
      log: 'PHP Warning:  include(): Failed opening coin.php in /builds/shop/till/src/Till.php on line 4\nPHP Fatal error:  Uncaught Error: no coin in /builds/shop/till/src/Till.php:12',
      category: 'build',
      findings: ['src/Till.php:4', 'src/Till.php:12'],
    },
  ],
  lookAlikes: ['the error in Till.php is on line 12'],
});
