import { lineDetector } from '../causes/line-detector';

/** PHP-CS-Fixer, and Laravel's Pint, which is built on it. */
export const phpCsFixer = lineDetector({
  id: 'php-cs-fixer',
  label: 'PHP-CS-Fixer',
  category: 'format',
  keywords: [') ', '⨯ '],
  beside: ['.php', '.phtml', '.inc'],
  patterns: [
    /^\s{2,6}\d{1,4}\) (?<file>\S.{0,400}\.(?:php|phtml|inc))(?: \((?<code>[a-z][\w, ]{2,300})\))?(?: \(.{1,40}\))?$/,
    /^\s{2,6}⨯ (?<file>\S{1,400}\.php)\s{1,8}(?<code>[a-z@][\w, …]{2,300})$/,
  ],
  accepts: (row, view) =>
    row.code !== null ||
    /php-cs-fixer|\bpint\b|cs-check|\bcs\b/.test(view.script.command ?? '') ||
    view.has('that can be fixed') ||
    view.has('php-cs-fixer'),
  weight: 0.93,
  nextStep: 'Run `php-cs-fixer fix` and commit what it changes.',
  examples: [
    {
      log: 'Loaded config default.\n   1) src/Till.php (braces, single_quote)\n\nFound 1 of 4 files that can be fixed in 0.1 seconds',
      category: 'format',
      findings: ['src/Till.php'],
    },
  ],
  lookAlikes: ['  1) src/Till.php'],
});
